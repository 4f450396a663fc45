import Course
import CourseTesting
import Testing

@testable import CourseStore
@testable import CourseWeb

struct MailMetricsTests {
    @Test func `a route's figures stand under their names`() throws {
        let metrics = try Exposition(MailMetrics(standing: standing([route("post")])).text)
        for (name, value) in [
            ("queued", 12.0), ("due", 5), ("in_flight", 3), ("held", 2), ("oldest_due_seconds", 90.5),
            ("sent_total", 100),
            ("deferred_total", 7), ("failed_total", 4), ("bounced_total", 6), ("skipped_total", 8),
            ("cancelled_total", 9),
            ("route_held", 1), ("mailmen", 2), ("mailmen_paused", 1), ("paused_seconds", 34),
        ] {
            #expect(metrics.value("tandem_mail_\(name)", "post") == value, "\(name)")
        }
        #expect(metrics.families.allSatisfy { ($0.kind == "counter") == $0.name.hasSuffix("_total") })
        #expect(metrics.families.allSatisfy { $0.help.hasSuffix(".") })
    }

    @Test func `a route where nothing is due and nobody is at work has zeros, not gaps`() throws {
        let idle = route("post", isIdle: true)
        let metrics = try Exposition(MailMetrics(standing: standing([idle])).text)
        for name in ["oldest_due_seconds", "route_held", "mailmen", "mailmen_paused", "paused_seconds"] {
            #expect(metrics.value("tandem_mail_\(name)", "post") == 0, "\(name)")
        }
    }

    @Test func `lateness is a cumulative histogram that ends with all`() throws {
        let metrics = try Exposition(MailMetrics(standing: standing([route("post")])).text)
        let samples = metrics["tandem_mail_lateness_seconds"]
        let buckets = samples.filter { $0.name.hasSuffix("_bucket") }
        #expect(
            buckets.map { $0.labels["le"] } == [
                "0.05", "0.1", "0.5", "1", "5", "15", "60", "300", "900", "3600", "14400", "86400", "+Inf",
            ]
        )
        #expect(buckets.map(\.value) == [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 66, 78, 91])
        #expect(samples.first { $0.name.hasSuffix("_count") }?.value == 91)
        #expect(samples.first { $0.name.hasSuffix("_sum") }?.value == 1306.5)
    }

    @Test func `whatever a route is called, its figures are read back under that name`() throws {
        var random = SplitMix64(seed: 404)
        let letters: [Character] = ["a", "\"", "\\", "\n", "}", ",", "=", "æ", " ", "n", "{", "👩‍💼"]
        for _ in 0..<200 {
            let names = Set(
                (0..<3).map { _ in
                    String(
                        (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in
                            letters.randomElement(using: &random)
                        }
                    )
                }
            )
            let metrics = try Exposition(MailMetrics(standing: standing(names.map { route($0) })).text)
            #expect(Set(metrics["tandem_mail_queued"].compactMap { $0.labels["route"] }) == names)
            #expect(metrics["tandem_mail_lateness_seconds"].count == names.count * 15)
        }
    }

    @Test func `without routes there is nothing to say`() throws {
        #expect(MailMetrics(standing: standing([])).text.isEmpty)
    }

    private func standing(_ routes: [MailStanding.Route]) -> MailStanding {
        MailStanding(at: Instant(seconds: 1_800_000_000), routes: routes)
    }

    private func route(_ name: String, isIdle: Bool = false) -> MailStanding.Route {
        let now = Instant(seconds: 1_800_000_000)
        var lateness = LatenessHistogram()
        for bucket in 0..<13 { lateness.add(bucket + 1, bucket: bucket, seconds: 100.5) }
        let pause = MailmanStanding.Pause(secondsSoFar: 34, secondsLeft: 26, cause: "unreachable at connect")
        return MailStanding.Route(
            name: name,
            queued: 12,
            due: 5,
            inFlight: 3,
            held: 2,
            oldestDue: isIdle ? nil : Instant(microseconds: now.microseconds - 90_500_000),
            now: now,
            sent: 100,
            deferred: 7,
            failed: 4,
            bounced: 6,
            skipped: 8,
            cancelled: 9,
            lateness: lateness,
            heldAt: isIdle ? nil : now,
            mailmen: isIdle
                ? []
                : [
                    MailmanStanding(name: "one", seenSecondsAgo: 3, pause: pause),
                    MailmanStanding(name: "two", seenSecondsAgo: 4, pause: nil),
                ]
        )
    }
}
