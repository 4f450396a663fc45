import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// What a leader sees of the own letters.
struct OwnStandingTests {
    /// The number of the letter that came last to a leader.
    private func lastLetter(_ name: String, _ owner: Database) async throws -> Int64 {
        let email = SmallCourse.address(name)
        return try await owner.one(
            """
            SELECT h.id FROM letter_history h JOIN leader l ON l.id = h.leader
            WHERE l.email = \(email) ORDER BY h.course_time DESC, h.id DESC LIMIT 1
            """
        )
    }

    @Test func `a leader sees the messages, copies and changed dates that came, and nobody else's`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-08T12:00"))
            _ = try await store.send(
                MessageDraft(to: .municipality("glostrup"), subject: "Til Glostrup", text: "Hej"),
                in: run.key,
                form: UUID()
            )
            _ = try await store.send(
                MessageDraft(to: .session(module: "workshop-1", key: "onsdag"), subject: "{date}", text: "Hej"),
                in: run.key,
                municipality: "albertslund",
                form: UUID()
            )
            try await run.step()
            let message = try #require(try await run.ownPart(of: "bo")?.letters.first)
            #expect(message.messages.map(\.subject) == ["{date}"])
            #expect(message.messages.map(\.module) == ["workshop-1"] && message.messages.map(\.session) == ["onsdag"])
            #expect(!message.isCopy && message.prompts.isEmpty && message.changes.isEmpty)

            _ = try await store.copyLetter(lastLetter("bo", owner), of: run.key, form: UUID())
            try await run.step()
            let copy = try #require(try await run.ownPart(of: "bo")?.letters.first)
            #expect(copy.isCopy && copy.messages == message.messages)

            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-21T10:00"),
                end: nil
            )
            try await run.run(until: at("2027-03-10T12:00"))
            let letters = try #require(try await run.ownPart(of: "bo")?.letters)
            let corrected = try #require(letters.first)
            let change = try #require(corrected.changes.first { $0.module == "workshop-1" })
            #expect(change.now == at("2027-04-21T10:00") && !change.isDayOnly && corrected.messages.isEmpty)
            _ = try await store.copyLetter(lastLetter("bo", owner), of: run.key, form: UUID())
            try await run.step()
            let again = try #require(try await run.ownPart(of: "bo")?.letters.first)
            #expect(again.isCopy && again.changes == corrected.changes && again.prompts == corrected.prompts)

            let dot = try #require(try await run.ownPart(of: "dot"))
            #expect(dot.letters.filter { !$0.messages.isEmpty }.count == 1 && dot.letters.allSatisfy { !$0.isCopy })
            let gro = try #require(try await run.ownPart(of: "gro"))
            #expect(gro.letters.flatMap(\.messages).map(\.subject) == ["Til Glostrup"])
        }
    }
}
