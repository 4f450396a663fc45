import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// Somebody who has several parts in a course acts in one at a time, and says in which.
struct CapacityTests {
    private let mette = "mette.holm@albertslund.example"
    private let karim = "karim.lund@glostrup.example"

    private func version(_ site: TestSite) async throws -> String {
        String(try await site.store.course("small").version)
    }

    private func change(_ site: TestSite, _ statement: SQL) async throws {
        _ = try await site.owner.transaction(as: "administrator") { try await $0.execute(Statement(statement)) }
    }

    /// Karim administers, and coordinates Glostrup in the small course, which is a draft.
    private func withKarim(_ body: (TestSite, Browser) async throws -> Void) async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store, goesLive: false)
            try await change(site, "INSERT INTO administrator (email) VALUES (\(karim))")
            try await body(site, try await site.browser(of: karim))
        }
    }

    @Test
    func `an administrator who coordinates a municipality agrees as its coordinator, and goes live as administrator`()
        async throws
    {
        try await withKarim { site, browser in
            let page = try await browser.get("/courses/small")
            #expect(page.text.contains("Du ser forløbet som <strong>administrator</strong>"))
            #expect(page.text.contains("value=\"glostrup\">Se det som koordinator for Glostrup Kommune</button>"))
            #expect(
                try await browser.post("/courses/small/agreement", [("version", try await version(site))]).code == 404
            )

            let chosen = try await browser.post("/courses/small/capacity", [("as", "glostrup")])
            #expect((chosen.code, chosen.location) == (303, "/courses/small"))
            let own = try await browser.get("/courses/small")
            #expect(own.text.contains("Du ser forløbet som <strong>koordinator for Glostrup Kommune</strong>"))
            // As a coordinator, down in the policies: nothing of the other municipality, nothing of the whole course.
            for path in ["live", "settings/albertslund", "successor"] {
                #expect(try await browser.get("/courses/small/\(path)").code == 404, "\(path)")
            }
            #expect(!(try await browser.get("/courses/small/people").text.contains(SmallCourse.address("bo"))))
            #expect(
                try await browser.post("/courses/small/agreement", [("version", try await version(site))]).code == 303
            )
            let agreed = try await site.store.agreements(of: "small").filter(\.stands).map(\.municipality)
            #expect(agreed == ["glostrup"])

            let other = try await site.browser(of: mette)
            _ = try await other.post("/courses/small/agreement", [("version", try await version(site))])
            #expect(try await browser.post("/courses/small/capacity", [("as", "")]).code == 303)
            #expect(try await browser.get("/courses/small/people").text.contains(SmallCourse.address("bo")))
            let live = try await browser.post("/courses/small/live", [("version", try await version(site))])
            #expect(live.code == 303)
            #expect(try await site.store.course("small").state == .live)
            let trail = try await site.store.auditTrail(course: "small").filter { $0.doer == karim }.map(\.action)
            #expect(trail == ["course.live", "agreement.give"])
        }
    }

    @Test func `somebody who coordinates both municipalities reaches both, one at a time`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            try await change(site, "UPDATE municipality SET coordinator = \(karim)")
            let browser = try await site.browser(of: karim)
            func reached() async throws -> [Int] {
                var codes: [Int] = []
                for town in ["albertslund", "glostrup"] {
                    codes.append(try await browser.get("/courses/small/settings/\(town)").code)
                }
                return codes
            }
            #expect(try await reached() == [200, 404])
            for (town, codes) in [("glostrup", [404, 200]), ("albertslund", [200, 404]), ("glostrup", [404, 200])] {
                #expect(try await browser.post("/courses/small/capacity", [("as", town)]).code == 303)
                #expect(try await reached() == codes, "\(town)")
                let people = try await browser.get("/courses/small/people").text
                #expect(people.contains(SmallCourse.address("bo")) == (town == "albertslund"))
                #expect(people.contains(SmallCourse.address("han")) == (town == "glostrup"))
            }
            let list = try await browser.get("/courses").text
            #expect(list.matches(of: /href="\/courses\/small"/).count == 1)
            for path in ["courses/small/capacity", "courses/none/capacity"] {
                for name in ["", "roskilde", "administrator"] {
                    #expect(try await browser.post("/\(path)", [("as", name)]).code == 404, "\(path) \(name)")
                }
            }
        }
    }

    @Test func `a cookie opens nobody's door but one's own, and who has one part is not asked`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let theirs = try await site.store.course("small").municipalities["glostrup"]
            let browser = try await site.browser(of: mette)
            for cookie in ["\(try #require(theirs))", "0", "-", "x", String(repeating: "9", count: 5_000)] {
                browser.cookies[SiteCookie.capacities] = cookie
                #expect(try await browser.get("/courses/small/settings/albertslund").code == 200, "\(cookie.prefix(9))")
                #expect(try await browser.get("/courses/small/settings/glostrup").code == 404, "\(cookie.prefix(9))")
            }
            #expect(!(try await browser.get("/courses/small").text.contains("/capacity")))
        }
    }

    @Test func `whoever signs out, or in as somebody else, begins in the first part again`() async throws {
        try await withKarim { site, browser in
            _ = try await browser.post("/courses/small/capacity", [("as", "glostrup")])
            #expect(browser.cookies[SiteCookie.capacities] != nil)
            _ = try await browser.post("/sign-out")
            #expect(browser.cookies[SiteCookie.capacities] == nil)
        }
    }
}
