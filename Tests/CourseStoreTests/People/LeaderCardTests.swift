import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// The letters on a leader's card.
struct LeaderCardTests {
    private func letters(
        to name: String,
        in run: CourseRun,
        _ owner: Database,
        as store: Store? = nil
    ) async throws -> [String] {
        let email = SmallCourse.address(name)
        let id: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(email)")
        let card = try await (store ?? run.store).leaderCard(Leader.ID(rawValue: id), in: run.key)
        return try #require(card).letters.map { "\($0.state.rawValue)\($0.isBounced ? " bounced" : "")" }
    }

    @Test func `letters that wait stand before those that are done, each as it stands`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let done = try await letters(to: "bo", in: run, owner).dropFirst()
            #expect(try await letters(to: "bo", in: run, owner).first == "queued")
            #expect(done.allSatisfy { $0 == "sent" })
            _ = try await store.send(
                MessageDraft(to: .municipality("albertslund"), subject: "Hej", text: "Hej"),
                in: run.key,
                form: UUID()
            )
            #expect(try await letters(to: "bo", in: run, owner).prefix(2) == ["queued", "queued"])
            let first: Int64 = try await owner.one(
                "SELECT min(t.id) FROM letter t JOIN leader l ON l.id = t.leader WHERE l.name = 'Bo'"
            )
            try await store.holdMail(.letter(first))
            let here = try await run.coordinator(of: "albertslund")
            for store in [store, here] {
                #expect(try await letters(to: "bo", in: run, owner, as: store).prefix(2) == ["queued", "held"])
            }
            let claim = try await store.claim(on: run.route, by: "one", limit: 50)
            #expect(try await letters(to: "bo", in: run, owner).prefix(2) == ["in-flight", "held"])
            try await store.settle(claim.letters.map { CourseRun.accept($0, claim.now) }, deferring: [], on: run.route)
            let (_, token) = try await owner.settledLetter(of: "bo")
            _ = try await store.noteBounce(of: token, BounceNote(kind: .hard))
            try await store.cancelMail(.letter(first))
            #expect(try await letters(to: "bo", in: run, owner).prefix(2) == ["cancelled", "sent bounced"])
        }
    }

    @Test func `what is sent if needed is not on the card, be it queued or sent`() async throws {
        try await withQueuedLetters { run, owner in
            let before = try await letters(to: "bo", in: run, owner)
            try await owner.withSession { _ = try await $0.execute("UPDATE letter SET discreet = true") }
            #expect(try await letters(to: "bo", in: run, owner) == Array(before.dropFirst()))
        }
    }
}
