import Course
import CourseStore
import Postgres

/// Letters put into the mailbox a few at a time, in the rows that a release writes: one letter a leader with one film's link.
struct SteadyFeed: Sendable {
    private let course: CourseOutline.ID
    private let leaders: Int
    private let firstLeader: Int64
    private let films: [String]
    /// Leaders who get a film each, all of them, before it is the next ones' turn: at any time as many have many letters.
    static let block = 1_000

    /// A feed of so many letters to the leaders of a course.
    init(_ course: StagedCourse, letters: Int) async throws {
        let id = course.id
        self.course = id
        (firstLeader, leaders, films) = try await course.stage.asOwner { session in
            (
                try await session.one(Query("SELECT min(id) FROM leader WHERE course = \(id)")),
                try await session.one(Query("SELECT count(*) FROM leader WHERE course = \(id)")),
                try await session.rows(
                    Query(
                        """
                        SELECT DISTINCT module FROM planned_prompt
                        WHERE course = \(id) AND prompt = 'link' AND purpose = 'link' AND leader_group IS NULL
                          AND session IS NULL AND withdrawn_at IS NULL ORDER BY module
                        """
                    )
                )
            )
        }
        guard films.count * (leaders / Self.block * Self.block) >= letters else {
            throw BenchFault("the course has too few films for \(letters) letters")
        }
    }

    /// Puts letters in, from one number up to another, and rings.
    ///
    /// - Returns: The next number; a block comes to an end now and then.
    func feed(from first: Int, to end: Int, through database: Database) async throws -> Int {
        let (round, rest) = first.quotientAndRemainder(dividingBy: films.count * Self.block)
        let (number, place) = rest.quotientAndRemainder(dividingBy: Self.block)
        let film = films[number]
        let count = min(end - first, Self.block - place)
        let from = firstLeader + Int64(round * Self.block + place)
        let route = CourseClock.ordinaryRoute
        try await database.transaction(as: "post") { transaction in
            try await transaction.execute(
                """
                WITH fed AS MATERIALIZED (
                    SELECT nextval('letter_id') AS letter, l.id AS leader, p.id AS planned, p.module, p.prompt, p.told_edge,
                           p.told_at, p.told_day_only, route_now(\(route)) AS now
                    FROM leader l JOIN planned_prompt p ON p.municipality = l.municipality AND p.module = \(film)
                      AND p.prompt = 'link' AND p.leader_group IS NULL AND p.session IS NULL AND p.withdrawn_at IS NULL
                    WHERE l.id >= \(from) AND l.id < \(from + Int64(count))),
                letters AS (
                    INSERT INTO letter (id, route, next_at, course, leader, welcome, released_at, useful_until)
                    SELECT letter, \(route), now, \(course), leader, false, now, now + interval '7 days' FROM fed)
                INSERT INTO letter_item (leader, module, prompt, planned, letter, state, skip, released_at, told_edge, told_at,
                                         told_day_only, told_session)
                SELECT leader, module, prompt, planned, letter, 'pending', NULL, now, told_edge, told_at, told_day_only, NULL
                FROM fed
                """
            )
            _ = try await transaction.rows(Statement("SELECT pg_notify('tandem_mail', \(route))"))
        }
        return first + count
    }
}
