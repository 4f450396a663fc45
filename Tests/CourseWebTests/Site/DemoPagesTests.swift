import Course
import CourseTesting
import Testing

@testable import CourseWeb

/// What only a demonstration serves.
struct DemoPagesTests {
    /// A clock that notes where it is moved.
    private actor Clock: Demonstrating {
        nonisolated let guests = [
            DemoGuest(key: "chair", part: .chair, address: SmallCourse.address("ann")),
            DemoGuest(key: "glostrup", part: .coordinator("Glostrup"), address: "karim.lund@glostrup.example"),
        ]
        private(set) var steps: [DemoStep] = []

        func clock() -> DemoClock {
            DemoClock(now: LocalDateTime(Day(2027, 1, 18), LocalTime(8, 0)), isRunning: false, isMoving: !steps.isEmpty)
        }

        func move(_ step: DemoStep) { steps.append(step) }
    }

    @Test func `whoever looks on may be anybody who is shown, by a form that is sent`() async throws {
        try await withSite(demonstration: Clock()) { site in
            _ = try await SmallCourse.run(in: site.store)
            let browser = try await site.browser()
            let list = try await browser.get("/demo")
            #expect(list.code == 200 && list.text.contains(SmallCourse.address("ann")))
            // A link that is opened signs nobody in.
            #expect(try await browser.get("/demo/guests/chair").code == 200)
            #expect(browser.cookies[SiteCookie.session] == nil)
            #expect(try await browser.post("/demo/guests/chair").location == "/")
            #expect(try await browser.get("/").location == "/my")
            #expect(try await browser.get("/my").code == 200)
            #expect(try await browser.post("/demo/guests/administrator").code == 404)
            #expect(try await browser.post("/demo/guests/glostrup", from: "https://elsewhere.example").code == 403)
        }
    }

    @Test(arguments: DemoStep.allCases) func `the clock stands on each page, and is moved from there`(
        step: DemoStep
    ) async throws {
        let clock = Clock()
        try await withSite(demonstration: clock) { site in
            let browser = try await site.browser()
            #expect(try await browser.get("/demo").text.contains("mandag den 18. januar 2027 kl. 8.00"))
            let moved = try await browser.post("/demo/clock", [("step", step.rawValue), ("back", "/demo")])
            #expect(moved.location == "/demo")
            #expect(await clock.steps == [step])
            #expect(try await browser.get("/demo").text.contains("uret er på vej"))
            #expect(try await browser.post("/demo/clock", [("step", "back"), ("back", "/demo")]).code == 400)
        }
    }

    @Test func `a site of real people has no such doors`() async throws {
        try await withSite { site in
            let browser = try await site.browser()
            for path in ["/demo", "/demo/guests/chair"] { #expect(try await browser.get(path).code == 404) }
            #expect(try await browser.post("/demo/clock", [("step", "day")]).code == 404)
            #expect(!(try await browser.get("/sign-in").text.contains("demo-clock")))
        }
    }
}
