import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// Nobody comes in unawares as somebody else, by a link or a code that another has sent.
struct LinkPageTests {
    private let ann = "ann@small.example"
    private let karim = "karim.lund@glostrup.example"

    /// A link that lets somebody in, as the door makes it.
    private func link(for address: String, in site: TestSite) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        try await site.store.acting(as: .door).makeSignInLink(for: address, with: token)
        return "/sign-in/link/\(token.text)"
    }

    private func sessions(_ site: TestSite) async throws -> [String] {
        let query = Query<String>("SELECT email FROM sign_in_session ORDER BY email")
        return try await site.owner.transaction(as: "door") { try await $0.rows(query) }
    }

    @Test func `a link says for whom it is, and at a browser where somebody else is in, in whose place`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let path = try await link(for: ann, in: site)

            let mine = try await site.browser().get(path)
            #expect(mine.code == 200 && mine.text.contains("Linket er til <strong>a…@small.example</strong>"))
            #expect(!mine.text.contains(ann) && !mine.text.contains("Du er logget ind som"))

            let browser = try await site.browser(of: karim)
            let theirs = try await browser.get(path)
            #expect(theirs.code == 200 && !theirs.text.contains(ann))
            #expect(theirs.text.contains("Du er logget ind som <strong>\(karim)</strong>, men linket er til en anden."))
            #expect(theirs.text.contains("Linket er til <strong>a…@small.example</strong>"))
            // Looking has changed nothing.
            #expect(try await browser.get("/courses").code == 200)
            #expect(try await sessions(site) == [karim])

            #expect(try await browser.post(path).location == "/my")
            #expect(try await sessions(site) == [ann])

            // One's own link says nothing of anybody else.
            let again = try await browser.get(try await link(for: ann, in: site))
            #expect(again.code == 200 && !again.text.contains("men linket er til en anden"))
        }
    }

    @Test func `a link that is used or too old says nothing of whom it was for`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let path = try await link(for: ann, in: site)
            _ = try await site.browser().post(path)
            let used = try await site.browser().get(path)
            #expect(used.code == 410 && !used.text.contains("small.example"))
        }
    }

    @Test func `a code is of no use at a browser that did not ask for it, and says in whose place it lets in`()
        async throws
    {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let asking = try await site.browser()
            _ = try await asking.post("/sign-in", [("address", ann)])
            let query = Query<[UInt8]>("SELECT message FROM direct_letter ORDER BY letter DESC LIMIT 1")
            let bytes = try await site.owner.transaction(as: "post") { try await $0.one(query) }
            let text = String(decoding: bytes, as: UTF8.self)
            let code = String(try #require(text.firstMatch(of: /\r\n  ([0-9]{3} [0-9]{3})\r\n/)).output.1)

            let victim = try await site.browser(of: karim)
            #expect(
                try await victim.get("/sign-in/code").text.contains("Du er logget ind som <strong>\(karim)</strong>.")
            )
            #expect(try await victim.post("/sign-in/code", [("code", code)]).code == 410)
            #expect(try await victim.get("/courses").code == 200)
            #expect(try await sessions(site) == [karim])
            // Another site cannot have it ask: that would bind the code to it.
            let forged = try await victim.post("/sign-in", [("address", ann)], from: "https://evil.example")
            #expect(forged.code == 403 && victim.cookies[SiteCookie.asked] == nil)

            #expect(try await asking.post("/sign-in/code", [("code", code)]).location == "/my")
        }
    }
}
