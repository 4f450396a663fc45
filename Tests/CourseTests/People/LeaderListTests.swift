import Testing

@testable import Course

@Suite struct `A list of leaders` {
    static let header = "Navn;E-mail;Område;Ledergruppe"

    /// The list of a text in UTF-8.
    static func read(_ text: String) throws -> LeaderList {
        try LeaderList.read(Array(text.utf8), name: "list.csv")
    }

    @Test func `reads as Excel saves CSV UTF-8`() throws {
        let list = try LeaderList.read(RealCourse.bytes("albertslund.csv"), name: "albertslund.csv")
        #expect(list.rows.count == 165 && list.rejected.isEmpty && list.warnings.isEmpty)
        #expect(list.rows.map(\.number) == Array(2...166))
        #expect(
            list.rows[3].entry
                == LeaderEntry(
                    name: "Lone Kjær",
                    email: "lone.kjaer@albertslund.example",
                    area: "Dagtilbud",
                    group: "Ledergruppen Dagtilbud 1",
                    title: "Daginstitutionsleder",
                    reportsTo: "helle.hansen@albertslund.example"
                )
        )
        #expect(list.rows[0].entry.isChair && list.rows[0].entry.reportsTo == nil)
        #expect(list.rows.count { $0.entry.isChair } == 17)
        #expect(Set(list.rows.map(\.entry.area)).count == 11)
    }

    @Test func `reads as Excel saves plain CSV on a Danish Windows`() throws {
        let list = try LeaderList.read(RealCourse.bytes("glostrup.csv"), name: "glostrup.csv")
        #expect(list.rows.count == 121 && list.rejected.isEmpty && list.warnings.isEmpty)
        #expect(list.rows[3].entry.name == "Jørgen Olsen" && list.rows[3].number == 5)
        #expect(Set(list.rows.map(\.entry.area)).contains("Økonomi, Løn og IT"))
        #expect(list.rows.count { $0.entry.isChair } == 13)
    }

    @Test(arguments: [";", ",", "\t"])
    func `may be separated by any of three, with headers of either language in any order`(separator: String) throws {
        let text =
            ["GROUP", " reports to ", "Email", "Language", "Area", "Chair", "Title", "name"].joined(
                separator: separator
            )
            + "\n" + ["G", "b@x.dk", "A@x.dk", "EN", "Områd", "X", "Leder", "Ann Ås"].joined(separator: separator)
        let list = try Self.read(text)
        #expect(
            list.rows == [
                .init(
                    number: 2,
                    entry: LeaderEntry(
                        name: "Ann Ås",
                        email: "A@x.dk",
                        area: "Områd",
                        group: "G",
                        isChair: true,
                        title: "Leder",
                        reportsTo: "b@x.dk",
                        language: .english
                    )
                )
            ]
        )
        #expect(list.columns == Set(LeaderList.Column.allCases))
    }

    @Test func `numbers its rows by the lines of the file, and folds line breaks`() throws {
        let list = try Self.read(
            "\n\(Self.header)\r\n\"Ann\r\nAs\";a@x.dk;A;G\r\n\r\n;;;\r\n\"Bo \"\"B\"\"; Bos\" ;b@x.dk;\"A\";\rCleo \t C\u{A0};c@x.dk;A;G\n"
        )
        #expect(list.rows.map(\.number) == [3, 7, 8])
        #expect(list.rows.map(\.entry.name) == ["Ann As", "Bo \"B\"; Bos", "Cleo C"])
        #expect(list.rows[1].entry.group == nil)
    }

    @Test func `puts letters and their marks together`() throws {
        let list = try Self.read("Navn;E-mail;Omra\u{30A}de;Ledergruppe\nA\u{30A}se;a@x.dk;O;G")
        #expect(Array(list.rows[0].entry.name.utf8) == Array("Åse".utf8))
    }

    @Test(arguments: [
        ("ja", true), ("JA", true), ("Yes", true), ("x", true), ("1", true), ("nej", false), ("No", false),
        ("0", false),
        (" ", false),
    ])
    func `says yes and no in several ways`(word: String, isChair: Bool) throws {
        let list = try Self.read("\(Self.header);Tovholder\nAnn;a@x.dk;A;G;\(word)")
        #expect(list.rows.map(\.entry.isChair) == [isChair])
    }

    @Test(arguments: [("da", Language.danish), ("Dansk", .danish), ("english", .english), ("Engelsk", .english)])
    func `names languages in several ways`(word: String, language: Language) throws {
        #expect(try Self.read("\(Self.header);Sprog\nAnn;a@x.dk;A;G;\(word)").rows[0].entry.language == language)
    }

    @Test func `may have columns that mean nothing`() throws {
        let list = try Self.read("\(Self.header);Skonummer;\nAnn;a@x.dk;A;G;44;")
        #expect(list.rows.count == 1)
        #expect(list.warnings == [ListWarning(row: 1, "the column \"Skonummer\" is not known and is left out")])
    }
}
