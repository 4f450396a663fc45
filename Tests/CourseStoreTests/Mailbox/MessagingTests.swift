import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// What is sent by hand.
struct MessagingTests {
    private static let audiences: [(MessageAudience, Set<String>)] = [
        (.everybody, ["ann", "bo", "cai", "dot", "eve", "gro", "han"]), (.municipality("glostrup"), ["gro", "han"]),
        (.session(module: "workshop-1", key: "onsdag"), ["ann", "bo", "cai", "dot", "eve", "gro", "han"]),
    ]

    @Test(arguments: audiences)
    func `a message reaches its audience once, however often its form is sent`(
        audience: MessageAudience,
        names: Set<String>
    ) async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let draft = MessageDraft(to: audience, subject: "Hej {first-name}", text: "Husk kaffe.")
            let form = UUID()
            let first = try await store.send(draft, in: run.key, form: form)
            let second = try await store.send(draft, in: run.key, form: form)
            #expect(first.id == second.id && second.reach == first.reach)
            let claim = try await store.claim(on: run.route, by: "one", limit: 100)
            #expect(Set(claim.letters.map(\.recipient.email)) == Set(names.map(SmallCourse.address)))
            #expect(claim.letters.count == names.count)
            #expect(claim.letters.allSatisfy { $0.messages.map(\.subject) == ["Hej {first-name}"] && $0.items.isEmpty })
        }
    }

    @Test func `who has left, or whose address is refused, gets nothing, and the message says how many`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await store.withdrawLeader(SmallCourse.address("dot"), from: run.key)
            try await owner.withSession {
                _ = try await $0.execute("UPDATE leader SET unreachable_at = now() WHERE name = 'Cai'")
            }
            let draft = MessageDraft(to: .municipality("albertslund"), subject: "Hej", text: "Husk kaffe.")
            #expect(
                try await store.messageReach(draft.audience, in: run.key) == .init(recipients: 3, unreachable: 1)
            )
            let sent = try await store.send(draft, in: run.key, form: UUID())
            try await run.step(settling: refusing("bo"))
            let message = try #require(try await store.messages(of: run.key).first)
            #expect(message.id == sent.id)
            #expect(message.count.sent == 2 && message.count.failed == 1 && message.count.skipped == [.unreachable: 1])
            #expect(try await store.message(message.id, of: run.key, municipality: "glostrup") == nil)
            #expect(try await store.auditTrail(course: run.key).contains { $0.action == "message.send" })
        }
    }

    @Test func `nothing is sent from a draft, to nobody, with an unknown field, or to another municipality's group`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            func send(_ audience: MessageAudience, _ text: String = "Hej", in municipality: String? = nil) async throws
            {
                _ = try await store.send(
                    MessageDraft(to: audience, subject: "Hej", text: text),
                    in: run.key,
                    municipality: municipality,
                    form: UUID()
                )
            }
            await #expect(throws: Refusal.self) { try await send(.everybody) }
            _ = try await store.goLive(run.key)
            await #expect(throws: Refusal.self) { try await send(.everybody, "Hej {nickname}") }
            await #expect(throws: Refusal.self) { try await send(.municipality("glostrup"), in: "albertslund") }
            await #expect(throws: Refusal.self) { try await send(.session(module: "workshop-1", key: "none")) }
            let group: Int64 = try await owner.one("SELECT id FROM leader_group WHERE name = 'Øst'")
            await #expect(throws: Refusal.self) {
                try await send(.group(LeaderGroup.ID(rawValue: group)), in: "albertslund")
            }
            #expect(try await owner.one("SELECT count(*) FROM letter", of: Int.self) == 0)
        }
    }

    @Test func `a copy brings what its original brought, under a token of its own, and says that it is one`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let (id, token) = try await owner.settledLetter(of: "bo")
            let form = UUID()
            let copy = try #require(try await store.copyLetter(id, of: run.key, form: form))
            #expect(try await store.copyLetter(id, of: run.key, form: form) == copy)
            let claim = try await store.claim(on: run.route, by: "one", limit: 10)
            let letter = try #require(claim.letters.first)
            #expect(claim.letters.count == 1 && letter.id == copy && letter.isCopy && letter.token != token)
            #expect(Set(letter.items.map(\.module)) == ["film-1", "workshop-1"])
            try await store.settle([CourseRun.accept(letter, claim.now)], deferring: [], on: run.route)
            let record = try #require(try await store.letterRecord(copy, of: run.key))
            #expect(record.original == id && record.row.state == .sent)
            #expect(try await store.letterRecord(id, of: run.key)?.copies == [copy])
            // The ledger counts what was planned, not how often it was sent.
            #expect(try await owner.items(of: "bo").filter { $0.hasSuffix("sent") }.count == 2)
        }
    }

    @Test func `a letter that has not left is not copied`() async throws {
        try await withQueuedLetters { run, owner in
            let letter = try await owner.letter(of: "bo")
            await #expect(throws: Refusal.self) {
                _ = try await run.store.copyLetter(letter, of: run.key, form: UUID())
            }
        }
    }

    @Test func `what was missed is sent to one leader, once`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            // An outage: the first film's link is past its use when the course runs again.
            try await run.setClock(to: at("2027-05-01T12:00"))
            try await run.step()
            #expect(try await owner.items(of: "bo").contains("film-1/link skipped missed"))
            let bo: Int64 = try await owner.one("SELECT id FROM leader WHERE name = 'Bo'")
            let leader = Leader.ID(rawValue: bo)
            let letter = try await store.sendMissed("film-1/link", to: leader, of: run.key)
            #expect(letter != nil)
            await #expect(throws: Refusal.self) {
                _ = try await store.sendMissed("film-1/link", to: leader, of: run.key)
            }
            #expect(try await store.sendMissed("film-1/link", to: leader, of: run.key, municipality: "glostrup") == nil)
            await #expect(throws: Refusal.self) {
                _ = try await store.sendMissed("film-1/reminder", to: leader, of: run.key)
            }
            let deliveries = try await run.step()
            #expect(deliveries.to("bo").map(\.items) == [["film-1/link"]])
            #expect(try await owner.items(of: "bo").contains("film-1/link sent"))
        }
    }
}
