import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Whose address mail is refused for, and why.
struct UnreachableLeaderTests {
    @Test func `leaders whose address is refused are told with what was last said of it, until it is corrected`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let store = run.store
            #expect(try await store.unreachableLeaders(in: run.key) == [])
            try await run.step(settling: refusing("bo", isAddress: true))
            let refused = try await owner.settledLetter(of: "bo").id
            let bounced = try await owner.settledLetter(of: "gro")
            let delay = BounceNote(kind: .delayed, status: "4.4.1", diagnostic: "not yet")
            _ = try await store.noteBounce(of: bounced.token, BounceNote(kind: .soft, status: "5.2.2"))
            #expect(try await store.unreachableLeaders(in: run.key).map(\.email) == [SmallCourse.address("bo")])
            let note = BounceNote(kind: .hard, status: "5.1.1", diagnostic: "no such user")
            _ = try await store.noteBounce(of: bounced.token, note)
            _ = try await store.noteBounce(of: bounced.token, delay)

            let leaders = try await store.unreachableLeaders(in: run.key)
            #expect(leaders.map(\.email) == [SmallCourse.address("bo"), SmallCourse.address("gro")])
            #expect(leaders.map(\.municipality) == ["albertslund", "glostrup"])
            #expect(leaders.allSatisfy { $0.since != nil })
            let (bo, gro) = (try #require(leaders.first?.last), try #require(leaders.last?.last))
            #expect(bo.letter == refused && bo.kind == .refused && bo.status == "550" && bo.diagnostic == "no")
            #expect(gro.letter == bounced.id && gro.kind == .hard)
            #expect(gro.status == "5.1.1" && gro.diagnostic == "no such user")

            let glostrup = try await store.unreachableLeaders(in: run.key, municipality: "glostrup")
            #expect(glostrup.map(\.email) == [SmallCourse.address("gro")])
            await #expect(throws: Refusal.self) {
                _ = try await store.unreachableLeaders(in: run.key, municipality: "nowhere")
            }
            try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            try await store.withdrawLeader(SmallCourse.address("gro"), from: run.key)
            #expect(try await store.unreachableLeaders(in: run.key) == [])
        }
    }

    @Test func `what a server said is one line`() async throws {
        try await withQueuedLetters { run, owner in
            try await run.step { letter, _ in
                .failed(letter, replyCode: 550, reply: "no\u{1B}[31m such\r\nuser", isAddress: true)
            }
            let said = try await run.store.unreachableLeaders(in: run.key).map(\.last?.diagnostic)
            #expect(said == Array(repeating: "no[31m suchuser", count: 5))
        }
    }

    @Test func `a leader who is taken in again hears what was the matter`() async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            try await run.step(settling: refusing("bo", isAddress: true))
            let refused = try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            #expect(!refused.wasWithdrawn && refused.wasUnreachable)
            try await store.withdrawLeader(SmallCourse.address("bo"), from: run.key)
            let withdrawn = try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            #expect(withdrawn.wasWithdrawn && !withdrawn.wasUnreachable)
        }
    }
}
