import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// The pages about leaders, their lists and their groups, as a browser has them.
struct PeoplePagesTests {
    private let header = "Navn;E-mail;Område;Ledergruppe;Mødeleder;Stilling\n"
    private let upload = "/courses/small/enrolment/albertslund"

    private func list(_ rows: String...) -> [UInt8] { Array((header + rows.joined(separator: "\n")).utf8) }

    private func withAdministrator(_ body: (Browser, Cast) async throws -> Void) async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            try await body(try await site.browser(of: cast.address(of: .administrator, in: .albertslund)), cast)
        }
    }

    private func leader(_ name: String, _ cast: Cast) async throws -> String {
        "/courses/small/people/\(try await cast.number(Query("SELECT id FROM leader WHERE name = \(name)")))"
    }

    /// What a form of the page carries in a field.
    private func carried(_ name: String, in page: String) -> String? {
        page.firstRange(of: "name=\"\(name)\" value=\"").flatMap { found in
            page[found.upperBound...].split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false).first
        }.map(String.init)
    }

    private let everybody = [
        "Ann;ann@small.example;Skoler;Nord;x;", "Bo;bo@small.example;Skoler;Nord;;Chef",
        "Cai;cai@small.example;Skoler;Syd;x;", "Dot;dot@small.example;Skoler;Syd;;",
        "Ny <script>;ny@small.example;Skoler;Syd;;",
    ]

    @Test func `a list is shown row by row, applied as shown, and gone afterwards`() async throws {
        try await withAdministrator { browser, cast in
            let bytes = Array((header + everybody.joined(separator: "\n")).utf8)
            let sent = try await browser.upload(upload, file: ("list", "liste.csv", bytes))
            #expect(sent.code == 303)
            let path = try #require(sent.location)
            let page = try await browser.get(path + "&withdraw=yes").text
            #expect(page.contains("Ny &lt;script&gt;"))
            #expect(!page.contains("<script>;"))
            #expect(page.contains("eve@small.example"))
            #expect(page.contains("<ins>Chef</ins>"))
            #expect(try await cast.number(Query("SELECT count(*) FROM leader WHERE name LIKE 'Ny%'")) == 0)
            let fields = [
                ("draft", carried("draft", in: page) ?? ""), ("seal", carried("seal", in: page) ?? ""),
                ("withdraw", "yes"),
            ]
            let done = try await browser.post(upload + "/application", fields)
            #expect(done.code == 303)
            #expect(try await cast.number(Query("SELECT count(*) FROM leader WHERE name LIKE 'Ny%'")) == 1)
            #expect(
                try await cast.number(
                    Query("SELECT count(*) FROM leader WHERE name = 'Eve' AND withdrawn_at IS NOT NULL")
                )
                    == 1
            )
            #expect(try await cast.number(Query("SELECT count(*) FROM enrolment_draft")) == 0)
            #expect(try await browser.post(upload + "/application", fields).code == 404)
            #expect(
                try await cast.number(Query("SELECT count(*) FROM audit_entry WHERE action = 'enrolment.apply'")) == 1
            )
        }
    }

    @Test func `where something has changed since it was shown, the difference is shown anew`() async throws {
        try await withAdministrator { browser, cast in
            let bytes = Array((header + everybody.joined(separator: "\n")).utf8)
            let path = try #require(try await browser.upload(upload, file: ("list", "liste.csv", bytes)).location)
            let page = try await browser.get(path).text
            let fields = [("draft", carried("draft", in: page) ?? ""), ("seal", carried("seal", in: page) ?? "")]
            try await cast.site.owner.transaction(as: "administrator") { transaction in
                try await transaction.execute("UPDATE leader SET title = 'Direktør' WHERE name = 'Bo'")
            }
            let late = try await browser.post(upload + "/application", fields)
            #expect(late.code == 409)
            #expect(late.text.contains("Direktør"))
            #expect(try await cast.number(Query("SELECT count(*) FROM leader WHERE name LIKE 'Ny%'")) == 0)
            // Nobody else has that draft, nor has it another municipality.
            let own = try await cast.site.browser(of: cast.address(of: .own, in: .albertslund))
            #expect(try await own.get(path).code == 404)
            #expect(try await own.post(upload + "/application", fields).code == 404)
            let elsewhere = path.replacing("albertslund", with: "glostrup")
            #expect(try await browser.get(elsewhere).code == 404)
        }
    }

    @Test(
        arguments: [
            ([], "Der står ingen ledere i filen (x.csv, linje 1, tegn 1)"),
            ([0x89, 0x50, 0x4E, 0x47, 1], "ikke en tekstfil"),
            ([0x4E, 0x81, 0x0A], "hverken UTF-8 eller Windows-1252"),
            (Array("Navn;Alder\nBo;9".utf8), "(x.csv, linje 1, tegn 1)"),
            (
                Array(
                    "Navn;E-mail;Område;Ledergruppe\nGro;gro@small.example;Skoler;\nHan;han@small.example;Skoler;".utf8
                ),
                "ligner listen fra Glostrup"
            ),
            (
                Array("Navn;E-mail;Område;Ledergruppe\nXi;xi@small.example;Skoler;\nYa;ya@small.example;Skoler;".utf8),
                "er den fra et andet forløb?"
            ),
        ] as [([UInt8], String)]
    )
    func `a file that is none of ours is refused in one sentence`(bytes: [UInt8], sentence: String) async throws {
        try await withAdministrator { browser, cast in
            let answer = try await browser.upload(upload, file: ("list", "x.csv", bytes))
            #expect(answer.code == 422)
            #expect(answer.text.contains(sentence))
            #expect(try await cast.number(Query("SELECT count(*) FROM leader")) == 7)
        }
    }

    @Test(arguments: [("da", "Filen er for stor til at være en liste"), ("en", "The file is too large for a list")])
    func `a file of 20 MB is too large, be it a list or a picture, and that is said at the field`(
        language: String,
        sentence: String
    ) async throws {
        try await withAdministrator { browser, cast in
            browser.cookies[SiteCookie.language] = language
            let picture = [0x89, 0x50, 0x4E, 0x47, 0] + [UInt8](repeating: 0, count: 20_000_000)
            for bytes in [[UInt8](repeating: 0x41, count: 20_000_000), picture] {
                let answer = try await browser.upload(upload, file: ("list", "x.csv", bytes))
                #expect(answer.code == 413)
                #expect(answer.text.contains("id=\"fault-list\""))
                #expect(answer.text.contains("href=\"#field-list\""))
                #expect(answer.text.contains(sentence))
                #expect(answer.text.contains("action=\"\(upload)\""))
            }
            #expect(try await cast.number(Query("SELECT count(*) FROM enrolment_draft")) == 0)
        }
    }

    @Test func `rejected rows are told with line and column, and nothing can be applied`() async throws {
        try await withAdministrator { browser, _ in
            let bytes = list("Bo;bo@small.example;Skoler;Nord;måske;", "Ann;ann;Skoler;Nord;;")
            let path = try #require(
                try await browser.upload(upload, [("anyway", "yes")], file: ("list", "x.csv", bytes)).location
            )
            let page = try await browser.get(path).text
            #expect(page.contains("olonnen E-mail: “ann” er ikke en mailadresse"))
            #expect(page.contains("<td class=\"numeric\">3</td>"))
            #expect(!page.contains("name=\"seal\""))
            let draft = carried("draft", in: page) ?? ""
            #expect(try await browser.post(upload + "/application", [("draft", draft), ("seal", "x")]).code == 409)
        }
    }

    @Test func `a record is changed, the second to do so is shown what changed, and scripts are text`() async throws {
        try await withAdministrator { browser, cast in
            let path = try await leader("Bo", cast)
            let page = try await browser.get(path).text
            var fields = ["name", "email", "area", "group", "chair", "title", "reports-to", "language"].map {
                ("was-" + $0, carried("was-" + $0, in: page) ?? "")
            }
            fields += [("email", "bo@small.example"), ("area", "Skoler"), ("group", "Nord")]
            let done = try await browser.post(path, fields + [("name", "<script>alert(1)</script>")])
            #expect(done.code == 303)
            for page in [path, "/courses/small/people", "/courses/small/people?sheet=yes", path + "/succession"] {
                let text = try await browser.get(page).text
                #expect(text.contains("&lt;script&gt;alert(1)"))
                #expect(!text.contains("<script>alert"))
            }
            let late = try await browser.post(path, fields + [("name", "Bob")])
            #expect(late.code == 409)
            #expect(late.text.contains("&lt;script&gt;alert(1)"))
            #expect(late.text.contains("value=\"Bob\""))
            let wrong = try await browser.post(path, fields + [("name", ""), ("email", "bo")])
            #expect(wrong.code == 422)
            #expect(wrong.text.contains("href=\"#field-name\""))
        }
    }

    @Test func `a leader is taken out after being asked, and taken in again`() async throws {
        try await withAdministrator { browser, cast in
            let path = try await leader("Bo", cast)
            let count = Query<Int64>("SELECT count(*) FROM leader WHERE withdrawn_at IS NOT NULL")
            #expect(try await browser.get(path + "/withdrawal").code == 200)
            #expect(try await cast.number(count) == 0)
            #expect(try await browser.post(path + "/withdrawal").code == 303)
            #expect(try await cast.number(count) == 1)
            #expect(try await browser.get(path).text.contains("Fortryd med"))
            #expect(try await browser.post(path + "/return").code == 303)
            #expect(try await cast.number(count) == 0)
        }
    }

    @Test func `a role is handed over on its page, and an address in use is said at the field`() async throws {
        try await withAdministrator { browser, cast in
            let path = try await leader("Ann", cast) + "/succession"
            let taken = try await browser.post(path, [("name", "Bo"), ("email", "bo@small.example")])
            #expect(taken.code == 422)
            #expect(taken.text.contains("id=\"fault-email\""))
            let done = try await browser.post(path, [("name", "Nina"), ("email", "nina@small.example")])
            #expect(done.code == 303)
            let text = try await browser.get(try #require(done.location)).text
            #expect(text.contains("Overtog efter"))
            #expect(try await browser.post(path, [("name", "Per"), ("email", "per@small.example")]).code == 409)
        }
    }

    @Test func `a meeting's date is shown, then set, and somebody else's date in between is shown`() async throws {
        try await withAdministrator { browser, cast in
            let group = try await cast.number(Query("SELECT id FROM leader_group WHERE name = 'Nord'"))
            let path = "/courses/small/groups/\(group)/meetings/meeting-1"
            let count = Query<Int64>("SELECT count(*) FROM meeting")
            let typed = [("day", "2027-04-12"), ("start", "13.00"), ("end", "15:00"), ("place", "<script>")]
            let shown = try await browser.post(path, typed)
            #expect(shown.code == 200)
            #expect(shown.text.contains("uden for perioden"))
            #expect(shown.text.contains("&lt;script&gt;"))
            #expect(try await cast.number(count) == 0)
            let seal = carried("seal", in: shown.text) ?? ""
            let agreed = typed + [("seal", seal), ("apply", "yes")]
            #expect(try await browser.post(path, agreed).code == 303)
            #expect(try await cast.number(count) == 1)
            #expect(try await browser.post(path, agreed).code == 409)
            let wrong = try await browser.post(path, [("day", ""), ("start", "15:00"), ("end", "14:00")])
            #expect(wrong.code == 422)
            #expect(wrong.text.contains("href=\"#field-day\""))
            #expect(wrong.text.contains("href=\"#field-end\""))
        }
    }

    @Test func `a meeting's date is removed once that has been shown, and the group is undated again`() async throws {
        try await withAdministrator { browser, cast in
            let group = try await cast.number(Query("SELECT id FROM leader_group WHERE name = 'Nord'"))
            let path = "/courses/small/groups/\(group)/meetings/meeting-1"
            let count = Query<Int64>("SELECT count(*) FROM meeting")
            #expect(!(try await browser.get(path).text.contains("name=\"remove\"")))
            try await cast.site.owner.withSession { session in
                try await session.script(
                    "INSERT INTO meeting VALUES (\(group), 'meeting-1', '2027-03-30 10:00', '2027-03-30 12:00', 'Rum 4')"
                )
            }
            #expect(try await browser.get(path).text.contains("name=\"remove\" value=\"yes\""))
            let was = [
                ("was-start", "2027-03-30T10:00"), ("was-end", "2027-03-30T12:00"), ("was-place", "Rum 4"),
                ("remove", "yes"),
            ]
            let shown = try await browser.post(path, was)
            #expect(shown.code == 200)
            #expect(shown.text.contains("Det ændrer at fjerne datoen"))
            #expect(try await cast.number(count) == 1)
            let agreed = was + [("seal", carried("seal", in: shown.text) ?? ""), ("apply", "yes")]
            let late = agreed.map { $0.0 == "was-start" ? ($0.0, "2027-03-31T10:00") : $0 }
            #expect(try await browser.post(path, late).code == 409)
            #expect(try await browser.post(path, agreed).code == 303)
            #expect(try await cast.number(count) == 0)
            #expect(try await browser.get("/courses/small/groups/\(group)").text.contains("ingen dato endnu"))
            let entries = Query<Int64>("SELECT count(*) FROM audit_entry WHERE action = 'meeting.remove'")
            #expect(try await cast.number(entries) == 1)
        }
    }

    @Test func `what is empty says what to do first`() async throws {
        try await withSite { site in
            let run = try await CourseRun(
                site.store,
                importing: try SmallCourse.outline(),
                at: LocalDateTime(Day(2027, 1, 1), .midnight)
            )
            try await site.owner.transaction(as: "administrator") { transaction in
                try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
            }
            let browser = try await site.browser(of: "admin@tandem.example")
            for page in ["people", "groups"] {
                let text = try await browser.get("/courses/\(run.key)/\(page)").text
                #expect(text.contains("class=\"empty\""))
                #expect(text.contains("/courses/small/enrolment/glostrup"))
            }
        }
    }
}
