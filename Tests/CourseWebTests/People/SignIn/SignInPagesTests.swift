import Course
import CourseStore
import CourseTesting
import HTTPTypes
import Postgres
import Testing

@testable import CourseWeb

/// Asking, coming in and going, as browsers do it.
struct SignInPagesTests {
    private let ann = "ann@small.example"

    private func withDoor(
        signIn desk: SignInDesk? = nil,
        _ body: (TestSite) async throws -> Void
    ) async throws {
        try await withSite(signIn: desk) { site in
            _ = try await SmallCourse.run(in: site.store)
            try await body(site)
        }
    }

    /// What the latest letter holds: the path of its link, and its code.
    private func letter(in site: TestSite) async throws -> (path: String, code: String) {
        let query = Query<[UInt8]>("SELECT message FROM direct_letter ORDER BY letter DESC LIMIT 1")
        let bytes = try await site.owner.transaction(as: "post") { try await $0.one(query) }
        let text = String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "")
        let link = try #require(text.firstMatch(of: /http:\/\/localhost:8080(\/sign-in\/link\/[A-Za-z0-9_-]{43})/))
        let code = try #require(text.firstMatch(of: /\r\n  ([0-9]{3} [0-9]{3})\r\n/))
        return (String(link.output.1), String(code.output.1))
    }

    private func ask(_ browser: Browser, _ address: String, from: String = "") async throws -> Answer {
        try await browser.post("/sign-in", [("address", address), ("from", from)])
    }

    @Test func `a code typed at the browser that asked lets in, and the letter is used up`() async throws {
        try await withDoor { site in
            let browser = try await site.browser()
            let asked = try await ask(browser, " Ann@small.example ")
            #expect(asked.code == 303 && asked.location == "/sign-in/code")
            let letter = try await letter(in: site)
            let inside = try await browser.post("/sign-in/code", [("code", letter.code)])
            #expect(inside.code == 303 && inside.location == "/my")
            let cookie = try #require(inside.headers[values: .setCookie].first { $0.hasPrefix("__Host-session=") })
            for part in ["Max-Age=2592000", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
                #expect(cookie.contains(part), "\(part)")
            }
            #expect(!cookie.contains("Domain"))
            #expect(Set(browser.cookies.keys) == ["__Host-session"])
            #expect(try await browser.get("/").location == "/my")
            let other = try await site.browser()
            #expect(try await other.post(letter.path).code == 410)
            #expect(other.cookies["__Host-session"] == nil)
        }
    }

    @Test func `a link works in any browser, by its button, once, however often it is looked at`() async throws {
        try await withDoor { site in
            _ = try await ask(try await site.browser(), ann)
            let path = try await letter(in: site).path
            let scanner = try await site.browser()
            for _ in 0..<3 {
                let page = try await scanner.get(path)
                #expect(page.code == 200 && page.text.contains("action=\"\(path)\""))
                #expect(try await scanner.send(.head, path, headers: [:], body: "").code == 200)
            }
            #expect(scanner.cookies.isEmpty)
            let phone = try await site.browser()
            #expect(try await phone.get(path).code == 200)
            #expect(try await phone.post(path).location == "/my")
            let late = try await site.browser()
            for answer in [try await late.get(path), try await late.post(path)] {
                #expect(answer.code == 410 && answer.text.contains("href=\"/sign-in\""))
                #expect(answer.text.contains("Brevet er brugt"))
            }
            #expect(try await phone.get(path).location == "/my", "who is in already is not turned away")
        }
    }

    @Test func `answers do not tell whose address is known, nor when there have been enough letters`() async throws {
        try await withDoor { site in
            var seen: [[String]] = []
            for address in [ann, "nobody@small.example"] {
                for _ in 0..<6 {
                    let browser = try await site.browser()
                    let asked = try await ask(browser, address)
                    let page = try await browser.get("/sign-in/code")
                    let code = try await browser.post("/sign-in/code", [("code", "1")])
                    seen.append([
                        "\(asked.code)", asked.text, asked.location ?? "", browser.cookies.keys.sorted().joined(),
                        asked.headers.map(\.name.rawName).sorted().joined(separator: " "), page.text, code.text,
                    ])
                }
            }
            #expect(Set(seen).count == 1)
            let query = Query<Int>("SELECT count(*) FROM direct_letter")
            #expect(try await site.owner.transaction(as: "post") { try await $0.one(query) } == 5)
        }
    }

    @Test func `a browser that has asked often enough still types the code of its last letter`() async throws {
        try await withDoor(signIn: .forTests(limits: SignInLimits(lettersToAnAddress: 1))) { site in
            let browser = try await site.browser()
            _ = try await ask(browser, ann)
            let code = try await letter(in: site).code
            _ = try await ask(browser, ann)
            #expect(try await browser.post("/sign-in/code", [("code", code)]).location == "/my")
        }
    }

    @Test func `whoever wanted a page gets it after coming in, and never another site's`() async throws {
        try await withDoor { site in
            for (from, location) in [
                ("/sign-out/everywhere", "/sign-out/everywhere"), ("//evil.example", "/my"),
                ("https://evil.example/", "/my"), ("", "/my"),
            ] {
                let browser = try await site.browser()
                let page = try await browser.get("/sign-in?from=\(from)")
                #expect(page.text.contains("name=\"from\"") == from.hasPrefix("/sign"))
                _ = try await ask(browser, ann, from: from)
                let letter = try await letter(in: site)
                #expect(try await browser.post(letter.path).location == location)
                #expect(browser.cookies["__Host-wanted"] == nil)
            }
            let stranger = try await site.browser()
            #expect(try await stranger.get("/sign-out/everywhere").location == "/sign-in?from=/sign-out/everywhere")
            // What a browser keeps is looked at again.
            _ = try await ask(stranger, "bo@small.example")
            stranger.cookies["__Host-wanted"] = "Ly9ldmlsLmV4YW1wbGU="
            #expect(try await stranger.post(try await letter(in: site).path).location == "/my")
        }
    }

    @Test func `another site's forms change nothing`() async throws {
        try await withDoor { site in
            let browser = try await site.browser()
            let asked = try await browser.post("/sign-in", [("address", ann)], from: "https://evil.example")
            #expect(asked.code == 403)
            _ = try await ask(browser, ann)
            let letter = try await letter(in: site)
            for (path, form) in [(letter.path, []), ("/sign-in/code", [("code", letter.code)])] {
                #expect(try await browser.post(path, form, from: "https://evil.example").code == 403)
            }
            #expect(try await browser.post(letter.path).code == 303)
            for path in ["/sign-out", "/sign-out/everywhere"] {
                #expect(try await browser.post(path, from: "https://evil.example").code == 403)
            }
            #expect(try await browser.get("/").location == "/my")
        }
    }

    @Test func `coming in gives the browser a new token, and the old one is worth nothing`() async throws {
        try await withDoor { site in
            let browser = try await site.browser(of: "bo@small.example")
            let old = try #require(browser.cookies["__Host-session"])
            try await site.store.acting(as: .door).makeSignInLink(
                for: ann,
                with: try #require(Token(String(repeating: "k", count: 43)))
            )
            #expect(try await browser.post("/sign-in/link/" + String(repeating: "k", count: 43)).code == 303)
            #expect(browser.cookies["__Host-session"] != old)
            let thief = try await site.browser()
            thief.cookies["__Host-session"] = old
            #expect(try await thief.get("/").location == "/sign-in?from=/")
        }
    }

    @Test func `signing out is here, or everywhere`() async throws {
        try await withDoor { site in
            let (desk, phone, other) = (
                try await site.browser(of: ann), try await site.browser(of: ann),
                try await site.browser(of: "bo@small.example")
            )
            let token = try #require(desk.cookies["__Host-session"])
            let out = try await desk.post("/sign-out")
            #expect(out.location == "/sign-in" && desk.cookies["__Host-session"] == nil)
            #expect(try await desk.get("/sign-in").text.contains("Du er logget ud."))
            desk.cookies["__Host-session"] = token
            #expect(try await desk.get("/").location == "/sign-in?from=/")
            #expect(try await phone.get("/").location == "/my")
            let again = try await site.browser(of: ann)
            #expect(try await phone.get("/sign-out/everywhere").text.contains("action=\"/sign-out/everywhere\""))
            #expect(try await phone.post("/sign-out/everywhere").location == "/sign-in")
            #expect(try await again.get("/").location == "/sign-in?from=/")
            #expect(try await other.get("/").location == "/my")
            // Nobody signs out who is not in: nothing happens.
            #expect(try await desk.post("/sign-out").code == 303)
        }
    }

    @Test func `too many questions from one network are told so, whoever says whom he asks for`() async throws {
        let desk = try SignInDesk.forTests(proxies: ["192.0.2.10"], limits: SignInLimits(asksFromANetwork: 2))
        try await withDoor(signIn: desk) { site in
            func ask(_ peer: String, forwarded: String?) async throws -> Answer {
                let browser = try await site.browser()
                browser.peer = peer
                var headers = HTTPFields()
                headers[.contentType] = "application/x-www-form-urlencoded"
                if let name = HTTPField.Name("X-Forwarded-For"), let forwarded { headers[name] = forwarded }
                return try await browser.send(.post, "/sign-in", headers: headers, body: "address=x%40y.example")
            }
            // Nobody's proxy: what it says does not count.
            for forwarded in ["198.51.100.1", "198.51.101.1"] {
                #expect(try await ask("203.0.113.5", forwarded: forwarded).code == 303)
            }
            let refused = try await ask("203.0.113.9", forwarded: "198.51.102.1")
            #expect(refused.code == 429 && refused.headers[.retryAfter] == "600")
            #expect(refused.text.contains("for mange breve fra jeres netværk") && refused.text.contains("x@y.example"))
            // Ours: everybody behind it has a network of their own.
            for forwarded in ["198.51.100.1", "203.0.113.5, 198.51.100.2"] {
                #expect(try await ask("192.0.2.10", forwarded: forwarded).code == 303)
            }
            #expect(try await ask("192.0.2.10", forwarded: "198.51.100.3").code == 429)
            #expect(try await ask("127.0.0.1", forwarded: "2001:db8::1").code == 303)
        }
    }

    @Test func `what is typed wrongly is kept, and said at the field`() async throws {
        try await withDoor { site in
            let browser = try await site.browser()
            let address = try await ask(browser, "<b>ann", from: "/my")
            #expect(address.code == 422 && address.text.contains("value=\"&lt;b&gt;ann\""))
            #expect(address.text.contains("aria-invalid=\"true\"") && address.text.contains("value=\"/my\""))
            _ = try await ask(browser, ann)
            let code = try await browser.post("/sign-in/code", [("code", "12\"34")])
            #expect(code.code == 422 && code.text.contains("value=\"12&quot;34\"") && code.text.contains("seks cifre"))
            let letter = try await letter(in: site)
            let wrong = letter.code == "000 000" ? "000 001" : "000 000"
            for number in 1...5 {
                let answer = try await browser.post("/sign-in/code", [("code", wrong)])
                #expect(answer.code == 422)
                #expect(answer.text.contains("Følg linket i brevet i stedet") == (number == 5))
            }
            #expect(try await browser.post(letter.path).code == 303)
        }
    }

    @Test func `no page of signing in is kept or named to another site`() async throws {
        try await withDoor { site in
            let browser = try await site.browser()
            _ = try await ask(browser, ann)
            let path = try await letter(in: site).path
            for target in ["/sign-in", "/sign-in/code", path, "/sign-in/link/x"] {
                let answer = try await browser.get(target)
                #expect(answer.headers[.cacheControl] == "no-store", "\(target)")
                #expect(HTTPField.Name("Referrer-Policy").flatMap { answer.headers[$0] } == "same-origin")
            }
        }
    }
}
