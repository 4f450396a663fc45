import Course
import CourseStore
import Postgres

/// The time from an open film prompt to its letters and items in the mailbox, against a bare `INSERT … SELECT` of as many rows
/// into tables of the same shape and indexes.
struct ReleaseBench {
    let cluster: PrivateCluster
    let leaders: Int
    /// How often each side is timed, in turns; the median counts.
    var rounds = 5

    func run() async throws -> [Measurement] {
        try await Stage.with("bench_release", on: cluster) { stage in
            Progress.say("release: enrolling \(leaders) leaders")
            let course = try await StagedCourse(on: stage, leaders: leaders, only: .film)
            let moment = try await course.moment(of: .film)
            try await makeBareTables(stage)
            var ours: [Double] = []
            var bare: [Double] = []
            for round in 1...rounds {
                Progress.say("release: round \(round) of \(rounds)")
                bare.append(try await insertBarely(for: course))
                try await course.clearMailbox()
                try await course.setClock(to: moment)
                var letters = 0
                ours.append(try await seconds { letters = try await course.release() })
                guard letters == leaders / 2 * 2 else {
                    throw BenchFault("\(letters) letters were queued for \(leaders) leaders")
                }
            }
            return [
                Measurement(
                    name: "release",
                    value: ours.median * 1000,
                    limit: bare.median * 1000,
                    unit: "ms",
                    aim: .atMost(2)
                )
            ]
        }
    }

    /// Tables as the mailbox has them: columns, checks, compression, indexes and fill.
    private func makeBareTables(_ stage: Stage) async throws {
        try await stage.asOwner { session in
            for table in ["letter", "letter_item"] {
                let options = try await session.one(
                    Query<String>(
                        """
                        SELECT coalesce('WITH (' || array_to_string(reloptions, ', ') || ')', '')
                        FROM pg_class WHERE oid = \(table)::regclass
                        """
                    )
                )
                try await session.script("CREATE TABLE bare_\(table) (LIKE \(table) INCLUDING ALL) \(options)")
            }
        }
    }

    private func insertBarely(for course: StagedCourse) async throws -> Double {
        let id = course.id
        try await course.stage.asOwner { try await $0.script("TRUNCATE bare_letter, bare_letter_item") }
        try await course.stage.cluster.administer(script: "CHECKPOINT")
        return try await seconds {
            try await course.stage.owner.transaction(as: "post") { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO bare_letter (id, route, next_at, course, leader, released_at, useful_until)
                    SELECT nextval('letter_id'), 'course-1', now(), course, id, now(), now() + interval '35 days'
                    FROM leader WHERE course = \(id)
                    """
                )
                try await transaction.execute(
                    """
                    INSERT INTO bare_letter_item (leader, module, prompt, planned, letter, state, released_at,
                                                  told_edge, told_at, told_day_only)
                    SELECT id, 'film-1', 'link', 1, id, 'pending', now(), 'due', localtimestamp, true
                    FROM leader WHERE course = \(id)
                    """
                )
            }
        }
    }
}
