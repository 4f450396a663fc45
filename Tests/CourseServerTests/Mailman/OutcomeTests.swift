import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

struct OutcomeTests {
    /// Ten leaders, their invitations queued on the course's own clock, and a stub.
    private func withQueue(
        _ behaviour: SMTPStub.Behaviour,
        _ body: (House, CourseRun, SMTPStub, Mailman) async throws -> Void
    ) async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 10)
            try await house.releaseInvitations(of: run)
            let stub = try await SMTPStub.start(behaviour)
            try await body(house, run, stub, try house.mailman(on: run.route, to: stub.url))
            await stub.stop()
        }
    }

    @Test func `a letter refused for the time being is tried again after a while`() async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults = [.recipient: .reply("450 4.2.1 mailbox busy")]
        behaviour.onlyRecipientsHolding = "leder7@"
        behaviour.faultsLeft = 2
        try await withQueue(behaviour) { house, run, stub, mailman in
            #expect(try await mailman.drain() == 10)
            #expect(stub.received.count == 9)
            for (failures, seconds) in [(1, 15.0), (2, 60)] {
                let letter = try #require(try await house.queued().first)
                let now = try await house.store.now(of: run.id)
                let wait = Double(letter.nextAt.microseconds - now.microseconds) / 1_000_000
                #expect(Int(letter.failures) == failures && !letter.isClaimed && letter.replyCode == 450)
                #expect(seconds * 0.8...seconds * 1.2 ~= wait)
                #expect(try await mailman.drain() == 0, "it is not due yet")
                try await run.setClock(to: letter.nextAt)
                #expect(try await mailman.drain() == 1)
            }
            #expect(try await house.unsettled() == 0)
            #expect(Set(stub.tokens).count == 10 && stub.received.count == 10)
        }
    }

    @Test func `an address that does not exist fails, and gets nothing more until somebody corrects it`() async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults = [.recipient: .reply("550 5.1.1 no such user")]
        behaviour.onlyRecipientsHolding = "leder7@"
        try await withQueue(behaviour) { house, run, stub, mailman in
            _ = try await mailman.drain()
            #expect(try await house.unsettled() == 0)
            let count = try #require(try await house.store.ledger(of: run.key).prompts.first { $0.count.sent > 0 })
                .count
            #expect(count.sent == 9 && count.failed == 1)
            let unreachable = try await house.owner.withSession {
                try await $0.rows(Query<String>("SELECT email FROM leader WHERE unreachable_at IS NOT NULL"))
            }
            #expect(unreachable == ["leder7@albertslund.example"])
            try await run.setClock(to: LocalDateTime(Day(2027, 1, 14), LocalTime(8, 0)))
            #expect(try await house.store.release(run.id)?.letters == 9)
            let later = try await house.store.ledger(of: run.key).prompts.first { $0.row.prompt == "reminder" }
            #expect(later?.count.skipped == [.unreachable: 1])
        }
    }

    @Test func `a refusal of the sender's policy does not make the address unreachable`() async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults = [.recipient: .reply("550 5.7.1 not today")]
        behaviour.onlyRecipientsHolding = "leder7@"
        try await withQueue(behaviour) { house, _, _, mailman in
            _ = try await mailman.drain()
            let unreachable = try await house.owner.withSession {
                try await $0.one(Query<Int>("SELECT count(*) FROM leader WHERE unreachable_at IS NOT NULL"))
            }
            #expect(unreachable == 0)
            #expect(try await house.unsettled() == 0)
        }
    }

    @Test(arguments: [SMTPStub.Action.reply("421 4.3.2 closing"), .reply("554 5.3.2 no service"), .disconnect])
    func `a relay that is down counts against no letter`(_ fault: SMTPStub.Action) async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults = [.banner: fault]
        try await withQueue(behaviour) { house, _, stub, mailman in
            await #expect(throws: Mailman.RoutePaused.self) { try await mailman.drain() }
            for letter in try await house.queued() {
                #expect(letter.attempt == 1 && letter.failures == 0 && !letter.isClaimed && letter.replyCode == nil)
            }
            #expect(stub.received.isEmpty)
            stub.change { $0.faults = [:] }
            #expect(try await mailman.drain() == 10)
            #expect(try await house.unsettled() == 0)
            #expect(Set(stub.tokens).count == 10 && stub.received.count == 10)
        }
    }

    @Test func `a connection that breaks after the final dot is not used for the same letter at once`() async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults = [.content: .disconnect]
        behaviour.faultsLeft = 1
        try await withQueue(behaviour) { house, run, stub, mailman in
            await #expect(throws: Mailman.RoutePaused.self) { try await mailman.drain() }
            // Nine know nothing of it; the tenth may be out.
            #expect(try await house.queued().map(\.failures).sorted() == Array(repeating: 0, count: 9) + [1])
            #expect(try await mailman.drain() == 9)
            let last = try #require(try await house.queued().first)
            try await run.setClock(to: last.nextAt)
            #expect(try await mailman.drain() == 1)
            #expect(Set(stub.tokens).count == 10)
        }
    }

    @Test func `the history's month can be made when letters of it have been settled already`() async throws {
        try await withQueue(SMTPStub.Behaviour()) { house, run, _, mailman in
            #expect(try await mailman.drain() == 10)
            try await house.store.tidyMailbox()
            try await house.store.tidyMailbox()
            #expect(try await house.store.ledger(of: run.key).letters == 10)
        }
    }

    @Test func `a mailman at work rests while its relay is down, and goes on when it is back`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(100)
            var behaviour = SMTPStub.Behaviour()
            behaviour.faults = [.banner: .reply("421 4.3.2 not now")]
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.startMailman(to: stub.url)
            try await until("the route rests") { mailman.complaint.contains("The route rests") }
            let tries = stub.sessions
            #expect(tries <= 4, "it does not hammer a relay that is down")
            try await until("they are handed back") { try await house.queued().allSatisfy { !$0.isClaimed } }
            #expect(try await house.queued().allSatisfy { $0.failures == 0 })
            stub.change { $0.faults = [:] }
            try await until("all is settled") { try await house.unsettled() == 0 }
            #expect(try await mailman.terminate().status == 0)
            #expect(Set(stub.tokens) == letters && stub.received.count == letters.count)
            await stub.stop()
        }
    }

    @Test func `one stalled delivery does not hold up the letters that come after it`() async throws {
        try await withHouse { house in
            var behaviour = SMTPStub.Behaviour()
            behaviour.faults = [.recipient: .stall]
            behaviour.onlyRecipientsHolding = "leder1@"
            let stub = try await SMTPStub.start(behaviour)
            let letters = try await house.queueLetters(40)
            // The one that stalls comes first and alone.
            try await house.owner.withSession { session in
                try await session.execute(
                    """
                    UPDATE letter SET next_at = now() + interval '1 hour' WHERE leader <> (
                        SELECT id FROM leader WHERE email = 'leder1@albertslund.example')
                    """
                )
            }
            let mailman = try house.mailman(to: stub.url)
            let work = Task { try await mailman.work() }  // Cancelled below: it would wait for the server's answer.
            try await until("it stalls") { stub.commands.contains { $0.hasPrefix("RCPT") } }
            try await house.owner.withSession { session in
                try await session.execute("UPDATE letter SET next_at = now() WHERE claimed_by IS NULL")
            }
            try await until("the others arrive") { stub.received.count == letters.count - 1 }
            mailman.stop()
            await stub.stop()
            try await work.value
            #expect(try await house.unsettled() == 1)
        }
    }
}
