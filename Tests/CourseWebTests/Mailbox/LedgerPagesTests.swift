import Course
import CourseStore
import CourseTesting
import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import CourseWeb

/// The ledger, the audit log and what is sent by hand, as an administrator's browser has them.
struct LedgerPagesTests {
    private func withLetters(_ body: (Cast, Browser) async throws -> Void) async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            try await cast.run.run(until: LocalDateTime(Day(2027, 3, 4), .midnight))
            try await body(cast, try await site.browser(of: "admin@tandem.example"))
        }
    }

    @Test func `the ledger shows what became of each prompt, whole and as the part that is fetched anew`() async throws
    {
        try await withLetters { cast, browser in
            let page = try await browser.get("/courses/small/ledger")
            #expect(page.code == 200)
            #expect(page.text.contains("data-live=\"/courses/small/ledger/figures\""))
            #expect(page.text.contains("/courses/small/ledger/\(try await cast.planned(in: .albertslund))"))
            #expect(!page.text.contains("class=\"notice\""))
            let part = try await browser.get("/courses/small/ledger/figures?municipality=glostrup")
            #expect(part.code == 200 && !part.text.contains("<html") && !part.text.contains("Albertslund Kommune"))
            #expect(part.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test func `the spreadsheet has a mark, semicolons and a row a prompt`() async throws {
        try await withLetters { _, browser in
            let table = try await browser.get("/courses/small/ledger.csv?module=film-1")
            #expect(table.headers[.contentType]?.hasPrefix("text/csv; charset=utf-8") == true)
            #expect(table.text.hasPrefix("\u{FEFF}tidspunkt;kommune;modul;"))
            let rows = table.text.split(separator: "\r\n").dropFirst()
            #expect(
                rows.contains {
                    $0.hasPrefix("2027-03-03 08:00;Albertslund Kommune;film-1;link;;") && $0.contains(";5;5;0;0;0;0;")
                }
            )
            #expect(rows.allSatisfy { $0.contains(";film-1;") })
        }
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+45 1", "'+45 1"), ("-1", "'-1"), ("@x", "'@x"), ("a;b", "\"a;b\""),
        ("=\"x\";y", "\"'=\"\"x\"\";y\""), ("line\nbreak", "\"line\nbreak\""), ("plain", "plain"), ("", ""),
    ])
    func `no cell is a formula`(text: String, cell: String) {
        #expect(LedgerTable.cell(text) == cell)
    }

    @Test func `a prompt's page names its leaders and their letters, and a letter tells its server's answer`()
        async throws
    {
        try await withLetters { cast, browser in
            let prompt = try await browser.get("/courses/small/ledger/\(try await cast.planned(in: .albertslund))")
            #expect(prompt.text.contains(">Bo</a>"))
            let href = try #require(prompt.text.firstMatch(of: /\/courses\/small\/letters\/[0-9]+/)).output
            let letter = try await browser.get(String(href))
            #expect(letter.code == 200)
            #expect(letter.text.contains("250 2.0.0 Ok"))
            #expect(letter.text.contains("/courses/small/ledger/"))
            #expect(try await browser.get("/courses/small/letters/999999").code == 404)
            #expect(try await browser.get("/courses/small/ledger/999999").code == 404)
        }
    }

    @Test func `a prompt is held, let go and cancelled, each with its sentence, and the log tells of it`() async throws
    {
        try await withLetters { cast, browser in
            let page = "/courses/small/ledger/\(try await cast.planned(in: .albertslund))"
            let root = "/courses/small/prompts/film-1/link"
            let held = try await browser.post("\(root)/hold", [("back", page)])
            #expect(held.code == 303 && held.location == page)
            #expect(try await browser.get(page).text.contains("class=\"notice\""))
            #expect(
                try await browser.post("\(root)/release", [("back", "https://evil.example/")]).location
                    == "/courses/small/ledger"
            )
            let asked = try await browser.post("\(root)/cancellation", [("back", page)])
            #expect(asked.code == 200 && asked.text.contains("name=\"sure\""))
            #expect(try await browser.post("\(root)/cancellation", [("back", page), ("sure", "yes")]).code == 303)
            #expect(try await browser.post("\(root)/hold", [("back", page)]).code == 409)
            #expect(try await browser.post("/courses/small/prompts/none/link/hold").code == 404)
            let log = try await browser.get("/audit?action=mail.cancel")
            #expect(log.text.contains("annullerede film-1.link") && !log.text.contains("holdt film-1.link"))
        }
    }

    @Test func `a letter is held, tried again and cancelled on its page`() async throws {
        try await withLetters { cast, browser in
            let letter = "/courses/small/letters/\(try await cast.queuedLetter(in: .albertslund))"
            #expect(try await browser.post("\(letter)/hold").location == letter)
            #expect(try await browser.get(letter).text.contains("holdt tilbage"))
            #expect(try await browser.post("\(letter)/retry").code == 303)
            #expect(try await browser.post("\(letter)/cancellation", [("sure", "yes")]).code == 303)
            #expect(try await browser.get(letter).text.contains("taget tilbage"))
            #expect(try await browser.post("\(letter)/hold").code == 409)
        }
    }

    @Test func `a message is typed, looked through and sent once`() async throws {
        try await withLetters { cast, browser in
            let form = [
                ("form", UUID().uuidString), ("audience", "municipality:glostrup"),
                ("subject", "Til <b>{first-name}</b>"),
                ("text", "Tag <script> med."),
            ]
            let wrong = try await browser.post(
                "/courses/small/messages/new",
                [("audience", "group:x"), ("subject", "Behold mig"), ("text", "{nickname}")]
            )
            #expect(
                wrong.code == 422 && wrong.text.contains("Behold mig") && wrong.text.contains("href=\"#field-text\"")
            )
            let preview = try await browser.post("/courses/small/messages/new", form)
            #expect(preview.code == 200 && preview.text.contains("Send til 2 ledere"))
            #expect(preview.text.contains("Til &lt;b&gt;Kim&lt;/b&gt;") && !preview.text.contains("<script> med"))
            #expect(try await cast.number(Query("SELECT count(*) FROM message")) == 0)
            let sent = try await browser.post("/courses/small/messages/new", form + [("send", "yes")])
            let again = try await browser.post("/courses/small/messages/new", form + [("send", "yes")])
            #expect(sent.code == 303 && again.location == sent.location)
            #expect(try await cast.number(Query("SELECT count(*) FROM message_share")) == 2)
            try await cast.run.step()
            let page = try await browser.get(try #require(sent.location))
            #expect(page.text.contains("Til &lt;b&gt;{first-name}&lt;/b&gt;"))
            #expect(try await browser.get("/courses/small/messages").text.contains("Glostrup"))
            #expect(try await browser.get("/courses/small/ledger").text.contains("/courses/small/messages/"))
        }
    }
}
