import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

/// A small course on its 3 March at eight, with the five letters of Albertslund queued: `film-1/link` and
/// `workshop-1/invitation` to each.
func withQueuedLetters(_ body: (CourseRun, _ owner: Database) async throws -> Void) async throws {
    try await withStore { store, owner in
        let run = try await SmallCourse.run(in: store)
        try await run.run(until: at("2027-03-03T07:00"))
        try await run.setClock(to: at("2027-03-03T08:00"))
        _ = try await store.release(run.id)
        try await body(run, owner)
    }
}

extension Database {
    /// The number of the queued letter of a leader of the small course.
    func letter(of name: String) async throws -> Int64 {
        try await one(
            "SELECT t.id FROM letter t JOIN leader l ON l.id = t.leader WHERE l.email = \(SmallCourse.address(name))"
        )
    }

    /// The number and token of the last letter of a leader that was settled.
    func settledLetter(of name: String) async throws -> (id: Int64, token: UUID) {
        try await transaction(as: "post") {
            try await $0.one(
                Query(
                    """
                    SELECT h.id, h.token FROM letter_history h JOIN leader l ON l.id = h.leader
                    WHERE l.email = \(SmallCourse.address(name)) ORDER BY h.settled_at DESC LIMIT 1
                    """
                ) { row in (try row.next(), try row.next()) }
            )
        }
    }

    /// What became of the items of a leader, as `film-1/link sent` or `film-1/link skipped missed`.
    func items(of name: String) async throws -> Set<String> {
        Set(
            try await ask(
                """
                SELECT concat_ws(' ', i.module || '/' || i.prompt, i.state, i.skip)
                FROM letter_item i JOIN leader l ON l.id = i.leader WHERE l.email = \(SmallCourse.address(name))
                """
            )
        )
    }

    /// What has been counted on a route.
    func tally(_ event: String, on route: String) async throws -> Int {
        try await one(
            "SELECT coalesce(sum(count), 0)::bigint FROM mail_tally WHERE event = \(event) AND route = \(route)"
        )
    }
}

/// Refuses the letters of some leaders for good.
func refusing(
    _ names: String...,
    isAddress: Bool = false
) -> @Sendable (ClaimedLetter, Instant) -> Settlement {
    let addresses = Set(names.map(SmallCourse.address))
    return { letter, now in
        addresses.contains(letter.recipient.email)
            ? .failed(letter, replyCode: 550, reply: "no", isAddress: isAddress) : CourseRun.accept(letter, now)
    }
}
