import Course
import CourseStore
import Postgres

/// The rows written when both sessions of workshop 1 move by seven days, on a live course whose first prompts have left.
///
/// A hundred groups have set their meeting's date. What PostgreSQL itself counts as inserted, updated and deleted is what counts.
struct RescheduleBench {
    let cluster: PrivateCluster
    let leaders: Int
    /// Groups that have set the date of their first meeting.
    var datedGroups = 100
    /// The most rows that were promised.
    var limit = 3000

    func run() async throws -> [Measurement] {
        try await Stage.with("bench_reschedule", on: cluster) { stage in
            Progress.say("reschedule: enrolling \(leaders) leaders")
            let course = try await StagedCourse(on: stage, leaders: leaders, groupsOf: 10)
            try await setMeetings(of: course)
            for prompt in [Prompt.Reference(module: "kick-off", prompt: "invitation"), .film] {
                Progress.say("reschedule: \(prompt.module) leaves")
                try await course.setClock(to: try await course.moment(of: prompt))
                guard try await course.release() > 0 else { throw BenchFault("nothing was released of \(prompt)") }
                try await deliverEverything(of: course)
            }
            Progress.say("reschedule: workshop 1 moves")
            await stage.store.database.close()
            let before = try await rowsWritten(on: stage)
            try await stage.withFreshStore { store in
                for session in try await store.course(course.key).outline.sessions(of: "workshop-1") {
                    _ = try await store.reschedule(
                        course: course.key,
                        module: session.module,
                        session: session.key,
                        start: session.start.adding(minutes: 7 * 24 * 60),
                        end: nil
                    )
                }
            }
            let rows = try await rowsWritten(on: stage) - before
            return [
                Measurement(
                    name: "reschedule",
                    value: Double(rows),
                    limit: Double(limit),
                    unit: "rows",
                    aim: .atMost(1)
                )
            ]
        }
    }

    /// Sets the dates of all groups but the last by hand, and the last one's by the verb, which plans for all of them.
    private func setMeetings(of course: StagedCourse) async throws {
        let dated = try await course.stage.asOwner { session in
            try await session.rows(
                Query<(municipality: String, group: String)>(
                    """
                    INSERT INTO meeting (leader_group, module, starts, ends)
                    SELECT g.id, 'meeting-1', d.start, d.start + interval '1 hour'
                    FROM (SELECT id, row_number() OVER (PARTITION BY municipality ORDER BY id) AS number
                          FROM leader_group) AS g,
                         LATERAL (SELECT timestamp '2027-03-30 09:00' + (g.number % 3) * interval '1 day' AS start) AS d
                    WHERE g.number <= \(Int64(datedGroups / 2))
                    RETURNING (SELECT m.key FROM municipality m JOIN leader_group l ON l.municipality = m.id
                               WHERE l.id = leader_group),
                              (SELECT l.name FROM leader_group l WHERE l.id = leader_group)
                    """
                ) { row in (try row.next(), try row.next()) }
            )
        }
        guard dated.count == datedGroups, let last = dated.last, let start = LocalDateTime(iso: "2027-03-31T09:00")
        else {
            throw BenchFault("\(dated.count) groups have a date, not \(datedGroups)")
        }
        _ = try await course.stage.store.setMeeting(
            course: course.key,
            module: "meeting-1",
            municipality: last.municipality,
            group: last.group,
            start: start,
            end: nil,
            place: nil
        )
    }

    /// Leaves the mailbox as a mailman does who has delivered every letter.
    private func deliverEverything(of course: StagedCourse) async throws {
        try await course.stage.asOwner { session in
            try await session.execute(
                """
                WITH delivered AS (DELETE FROM letter RETURNING *),
                history AS (
                    INSERT INTO letter_history (id, course_time, route, course, leader, token, attempt, failures,
                                                released_at, outcome, reply_code)
                    SELECT id, released_at, route, course, leader, token, 1, 0, released_at, 'sent', 250 FROM delivered)
                UPDATE letter_item SET state = 'sent' WHERE letter IN (SELECT id FROM delivered)
                """
            )
        }
    }

    /// Rows ever written in the database's tables; a connection has told what it did when it is closed, or made to.
    private func rowsWritten(on stage: Stage) async throws -> Int {
        try await stage.asOwner { session in
            _ = try await session.rows(Statement("SELECT pg_stat_force_next_flush()"))
            return try await session.one(Self.written)
        }
    }

    private static let written = Query<Int>(
        "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_user_tables"
    )
}
