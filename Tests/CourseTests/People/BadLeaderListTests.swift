import Testing

@testable import Course

@Suite struct `A bad list of leaders` {
    private func faults(_ bytes: [UInt8]) -> [String] {
        do throws(LeaderListFaults) {
            _ = try LeaderList.read(bytes, name: "list.csv")
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test(arguments: [
        (
            "",
            "1:1: the file is empty; expected a line of headers: Navn/Name, E-mail/Mail/Email, Område/Area, Ledergruppe/Group"
        ),
        ("Navn;E-mail;Område;Ledergruppe\n", "1:1: no leaders follow the line of headers"),
        (
            "Navn;E-mail;Område\nAnn;a@x.dk;A",
            "1:1: the column Ledergruppe/Group is missing; found \"Navn\", \"E-mail\", \"Område\""
        ),
        (
            "Navn;E-mail;Område;Ledergruppe;Mail\nAnn;a@x.dk;A;G;b",
            "1:1: the column E-mail/Mail/Email is given twice: \"E-mail\", \"Mail\""
        ),
        (
            "Navn;E-mail;Område;Ledergruppe\nAnn;a@x.dk;A;\"G\nBo;b@x.dk;A;G\n",
            "2:14: a quoted field opens here and is never closed"
        ),
        ("Navn;\"E-mail;Område;Ledergruppe\n", "1:6: a quoted field opens here and is never closed"),
    ])
    func `is refused with a place and a reason`(text: String, fault: String) {
        #expect(faults(Array(text.utf8)) == [fault])
    }

    @Test func `has all faults of its header told at once`() {
        #expect(faults(Array("Navn,Name,Område\n".utf8)).count == 3)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x4E, 0x00], "1:1: this is UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x4E], "1:1: this is UTF-16; save it as UTF-8"),
            ([0x89, 0x50, 0x4E, 0x47], "1:1: this is a picture (PNG), not a text"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "1:1: this is a picture (JPEG), not a text"),
            ([0x25, 0x50, 0x44, 0x46, 0x2D], "1:1: this is a PDF, not a text"),
            (
                [0x50, 0x4B, 0x03, 0x04],
                "1:1: this is an Excel workbook or another ZIP archive; save it as plain text (CSV UTF-8 from Excel)"
            ),
            ([0x4E, 0x0D, 0x0A, 0x41, 0x00], "2:2: a NUL byte stands here; this is no text"),
            (
                [0xEF, 0xBB, 0xBF, 0xC3, 0xA6, 0xE6, 0x41],
                "1:2: the file begins with the mark of UTF-8, but this byte is none; save it again as CSV UTF-8"
            ),
        ] as [([UInt8], String)]
    )
    func `may be no text`(bytes: [UInt8], fault: String) {
        #expect(faults(bytes) == [fault])
    }

    @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func `may hold a byte that means nothing in Windows-1252`(byte: UInt8) {
        let bytes = Array("Navn;E-mail\r\nS".utf8) + [0xF8, byte]
        let hex = String(byte, radix: 16, uppercase: true)
        #expect(
            faults(bytes) == [
                "2:3: the byte \(hex) means nothing in Windows-1252, nor is the file UTF-8; save it as CSV UTF-8"
            ]
        )
    }

    @Test func `is read in Windows-1252 with the characters that only it has`() throws {
        let bytes = Array("Navn;E-mail;Omr".utf8) + [0xE5] + Array("de;Ledergruppe\n".utf8) + [0x80, 0x96, 0x9F, 0xFF]
        let list = try LeaderList.read(bytes + Array(";a@x.dk;A;G".utf8), name: "")
        #expect(list.rows[0].entry.name == "€–Ÿÿ")
    }

    @Test(arguments: [
        ("Ann;a@x.dk;A", "3 fields instead of 4"), ("Ann;a@x.dk;A;G;", "5 fields instead of 4"),
        ("\"Ann\" x;a@x.dk;A;G", "something stands behind a closing quote"),
        (";a@x.dk;A;G", "Navn is empty"), ("Ann;;A;G", "E-mail is empty"), ("Ann;a@x.dk; ;G", "Område is empty"),
        ("Ann;a.x.dk;;G", "\"a.x.dk\" is no mail address; Område is empty"),
        ("A\u{7}nn;a@x.dk;A;G", "Navn holds a control character"),
        ("A\u{85}nn\u{9F};a@x.dk;A;G", "Navn holds a control character"),
        (String(repeating: "n", count: 201) + ";a@x.dk;A;G", "Navn is longer than 200 characters"),
    ])
    func `has its bad rows rejected one by one`(row: String, why: String) throws {
        let list = try `A list of leaders`.read("\(`A list of leaders`.header)\nBo;b@x.dk;A;G\n\(row)\nCy;c@x.dk;A;G")
        #expect(list.rows.map(\.number) == [2, 4])
        #expect(list.rejected.map(\.row) == [3])
        #expect(list.rejected.map(\.why) == [why])
    }

    @Test(arguments: [
        ("måske;", "\"måske\" is neither yes nor no; expected ja, yes, x or 1, or nothing"),
        (";fransk", "\"fransk\" is no language of the course; expected da or en"),
    ])
    func `may say what is neither yes nor no, nor a language`(fields: String, why: String) throws {
        let list = try `A list of leaders`.read("\(`A list of leaders`.header);Formand;Sprog\nAnn;a@x.dk;A;G;\(fields)")
        #expect(list.rejected.map(\.why) == [why])
        #expect(list.rejected.map(\.address) == ["a@x.dk"])
    }

    @Test func `may name a chair of no group`() throws {
        let list = try `A list of leaders`.read("\(`A list of leaders`.header);Formand\nAnn;a@x.dk;A;;ja")
        #expect(list.rejected.map(\.why) == ["a chair of no group"])
    }

    @Test(arguments: [
        ("a@x.dk", true), ("anne.å@kommune.dk", true), ("anne+kursus@sub.kommune.dk", true), ("o'hara@x.dk", true),
        ("æ@ældre.dk", true), ("a", false), ("a@b", false), ("@x.dk", false), ("a@.dk", false), ("a@x.", false),
        ("a@x..dk", false), ("a@@x.dk", false), ("a b@x.dk", false), ("a@x.dk, b@x.dk", false), ("<a@x.dk>", false),
        ("\"a\"@x.dk", false), (".a@x.dk", false), ("a@-x.dk", false), ("a\u{200B}@x.dk", false), ("a@x.dk\n", false),
        (String(repeating: "a", count: 65) + "@x.dk", false),
        ("a@" + String(repeating: "x.", count: 126) + "dk", false),
    ])
    func `has addresses judged with a sense of proportion`(address: String, isSound: Bool) {
        #expect(MailText.isAddress(address) == isSound)
    }
}
