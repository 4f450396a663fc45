import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import NIOCore
import Postgres
import Testing

struct QuietRouteTests {
    /// Hours around the database's present, in a zone without clock changes.
    private func quietNow(_ house: House) async throws -> QuietHours {
        let zone = try #require(Zone("UTC"))
        let now = zone.local(try await house.store.nextDue(on: CourseClock.ordinaryRoute).now)
        let (from, to) = (now.adding(minutes: -60).time, now.adding(minutes: 60).time)
        return try #require(QuietHours(from: from, to: to, in: zone))
    }

    @Test func `in quiet hours a backlog stays in the house, and what somebody waits for leaves`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(20)
            try await house.owner.withSession { session in
                try await session.execute("UPDATE letter SET lane = 0 WHERE id IN (SELECT id FROM letter LIMIT 3)")
            }
            let quiet = try await quietNow(house)
            let stub = try await SMTPStub.start()
            let mailman = try house.mailman(to: stub.url) { $0.quiet = quiet }
            async let work: Void = mailman.work()
            try await until("the urgent ones arrive") { stub.received.count == 3 }
            mailman.stop()
            try await work
            #expect(stub.received.count == 3)
            #expect(try await house.unsettled() == letters.count - 3)
            #expect(try await house.attempts() == 0)

            let next = try house.mailman(to: stub.url)
            #expect(try await next.drain() == letters.count - 3)
            await stub.stop()
        }
    }
}
