import Course
import Testing

@testable import CourseServer
@testable import CourseStore

struct MailStandingListingTests {
    @Test func `a block a route says what is queued, what was done, and who is at work`() throws {
        let pause = MailmanStanding.Pause(secondsSoFar: 34, secondsLeft: 26, cause: "unreachable at connect")
        let mailmen = [
            MailmanStanding(name: "host.one", seenSecondsAgo: 3, pause: pause),
            MailmanStanding(name: "host.two", seenSecondsAgo: 1, pause: nil),
        ]
        let routes = [
            route("post", queued: 12, due: 5, inFlight: 3, held: 2, overdue: 250, mailmen: mailmen),
            route("glostrup", queued: 1, due: 1, overdue: 9_000, heldAt: Instant(seconds: 1_800_000_000)),
            route("albertslund", mailmen: [mailmen[1]]),
        ]
        #expect(
            try listing(routes).written(as: .text) == """
                post: 12 queued, of them 5 due, 3 in flight, 2 held, the oldest due for 4 min
                  100 sent, 7 deferred, 4 failed, 6 bounced, 8 skipped, 9 cancelled
                  2 mailmen at work, 1 paused
                    host.one: paused for 34 s, tries again in 26 s; unreachable at connect

                glostrup: 1 queued, of them 1 due, the oldest due for 2 h 30 min
                  100 sent, 7 deferred, 4 failed, 6 bounced, 8 skipped, 9 cancelled
                  held since 2027-01-15 09:00; tandem mail retry --route glostrup lets it go on
                  no mailman is at work: nothing leaves until tandem serve runs for this route

                albertslund: nothing queued
                  100 sent, 7 deferred, 4 failed, 6 bounced, 8 skipped, 9 cancelled
                  1 mailman at work

                """
        )
    }

    @Test func `programs get the same figures, a row a route`() throws {
        let pause = MailmanStanding.Pause(secondsSoFar: 34.5, secondsLeft: 26, cause: "unreachable, at connect")
        let mailmen = [MailmanStanding(name: "host.one", seenSecondsAgo: 3, pause: pause)]
        let listing = try listing([
            route("post", queued: 12, due: 5, inFlight: 3, held: 2, overdue: 250, mailmen: mailmen)
        ])
        let row = try #require(JSON.read(try listing.written(as: .json)).elements.first)
        #expect(
            row.keys == [
                "route", "queued", "due", "inFlight", "held", "secondsOverdue", "sent", "deferred", "failed", "bounced",
                "skipped", "cancelled", "mailmen",
            ]
        )
        #expect(row["inFlight"] == .number(3) && row["secondsOverdue"] == .number(250))
        #expect(row["mailmen"].elements.first?["cause"] == .text("unreachable, at connect"))
        let csv = try listing.written(as: .csv).split(separator: "\r\n")
        #expect(
            csv[1] == "post,12,5,3,2,250.0,100,7,4,6,8,9,1,,34.5,\"unreachable, at connect\""
        )
    }

    @Test(arguments: [
        (-3.0, "0 s"), (0.4, "0 s"), (119, "119 s"), (120, "2 min"), (7_199, "119 min"), (7_200, "2 h"),
        (7_260, "2 h 1 min"),
        (172_799, "47 h 59 min"), (172_800, "2 days"), (187_200, "2 days 4 h"),
    ])
    func `a length of time is said in units that people use`(_ seconds: Double, _ text: String) {
        #expect(TimeSpan(seconds: seconds).description == text)
    }

    private func listing(_ routes: [MailStanding.Route]) throws -> MailStandingListing {
        MailStandingListing(
            standing: MailStanding(at: Instant(seconds: 1_800_000_000), routes: routes),
            zone: try #require(Zone("Europe/Copenhagen"))
        )
    }

    private func route(
        _ name: String,
        queued: Int = 0,
        due: Int = 0,
        inFlight: Int = 0,
        held: Int = 0,
        overdue: Int? = nil,
        heldAt: Instant? = nil,
        mailmen: [MailmanStanding] = []
    ) -> MailStanding.Route {
        let now = Instant(seconds: 1_800_000_000)
        return MailStanding.Route(
            name: name,
            queued: queued,
            due: due,
            inFlight: inFlight,
            held: held,
            oldestDue: overdue.map { now.adding(seconds: -$0) },
            now: now,
            sent: 100,
            deferred: 7,
            failed: 4,
            bounced: 6,
            skipped: 8,
            cancelled: 9,
            lateness: LatenessHistogram(),
            heldAt: heldAt,
            mailmen: mailmen
        )
    }
}
