import Course
import Foundation
import Postgres

/// The statements that send something again, or late, to one leader.
enum CopyQueries {
    static func copied(with form: UUID) -> Query<Int64> {
        Query("SELECT letter FROM letter_copy WHERE form = \(form)")
    }

    static func copy(
        _ original: Int64,
        to leader: Leader.ID,
        of municipality: Municipality.ID,
        in course: CourseOutline.ID,
        on route: String,
        form: UUID,
        now: Instant
    ) -> Query<Int64> {
        Query(
            """
            WITH made AS (
                INSERT INTO letter (route, next_at, course, municipality, leader, released_at, useful_until)
                VALUES (\(route), \(now), \(course), \(municipality), \(leader), \(now), \(now.adding(seconds: MessageQueries.usefulSeconds)))
                RETURNING id)
            INSERT INTO letter_copy (letter, original, course, municipality, form)
            SELECT id, \(original), \(course), \(municipality), \(form) FROM made RETURNING letter
            """
        )
    }

    /// The letters that letters are copies of.
    static func originals(of letters: [Int64]) -> Query<(letter: Int64, original: Int64)> {
        Query("SELECT letter, original FROM letter_copy WHERE letter = ANY (\(letters))") { row in
            (try row.next(), try row.next())
        }
    }

    struct LeaderRow: Sendable {
        let municipality: Municipality.ID
        let isWithdrawn: Bool
        let isUnreachable: Bool
    }

    static func leader(_ id: Leader.ID) -> Query<LeaderRow> {
        Query(
            "SELECT municipality, withdrawn_at IS NOT NULL, unreachable_at IS NOT NULL FROM leader WHERE id = \(id)"
        ) { row in
            LeaderRow(municipality: try row.next(), isWithdrawn: try row.next(), isUnreachable: try row.next())
        }
    }

    struct MissedRow: Sendable {
        let planned: PlannedPrompt.ID
        let isDiscreet: Bool
        let usefulUntil: Instant
        let state: String?
        let skip: String?
    }

    /// The row of the plan by which a leader would have got a prompt: the group's or the session's before the municipality's.
    static func missed(
        _ prompt: Prompt.Reference,
        by leader: Leader.ID,
        of municipality: Municipality.ID,
        in course: CourseOutline.ID
    ) -> Query<MissedRow> {
        Query(
            """
            SELECT p.id, p.discreet, p.useful_until, i.state, i.skip
            FROM planned_prompt p JOIN leader l ON l.id = \(leader)
            LEFT JOIN seat s ON s.leader = l.id AND s.module = p.module
            LEFT JOIN letter_item i ON i.leader = l.id AND i.module = p.module AND i.prompt = p.prompt
            WHERE p.course = \(course) AND p.municipality = \(municipality) AND p.module = \(prompt.module)
              AND p.prompt = \(prompt.prompt) AND p.withdrawn_at IS NULL AND (p.leader IS NULL OR p.leader = l.id)
              AND (p.audience = 'leaders' OR l.chair) AND (p.leader_group IS NULL OR p.leader_group = l.leader_group)
              AND (p.session IS NULL OR p.seating = 'everybody' OR p.session = s.session)
            ORDER BY p.leader_group IS NULL, p.session IS NULL, p.id LIMIT 1
            """
        ) { row in
            MissedRow(
                planned: try row.next(),
                isDiscreet: try row.next(),
                usefulUntil: try row.next(),
                state: try row.next(),
                skip: try row.next()
            )
        }
    }

    static func sendMissed(
        _ planned: PlannedPrompt.ID,
        to leader: Leader.ID,
        of municipality: Municipality.ID,
        in course: CourseOutline.ID,
        on route: String,
        now: Instant
    ) -> Query<Int64> {
        Query(
            """
            WITH made AS (
                INSERT INTO letter (route, next_at, course, municipality, leader, released_at, useful_until)
                VALUES (\(route), \(now), \(course), \(municipality), \(leader), \(now), \(now.adding(seconds: MessageQueries.usefulSeconds)))
                RETURNING id),
            item AS (
                INSERT INTO letter_item (leader, municipality, module, prompt, planned, letter, state, released_at, told_edge, told_at,
                                         told_day_only, told_session)
                SELECT \(leader), \(municipality), p.module, p.prompt, p.id, m.id, 'pending', \(now), p.told_edge, p.told_at,
                       p.told_day_only, p.session
                FROM planned_prompt p, made m WHERE p.id = \(planned)
                ON CONFLICT (leader, module, prompt) DO UPDATE SET planned = excluded.planned, letter = excluded.letter,
                    state = 'pending', skip = NULL, released_at = excluded.released_at, told_edge = excluded.told_edge,
                    told_at = excluded.told_at, told_day_only = excluded.told_day_only, told_session = excluded.told_session)
            SELECT id FROM made
            """
        )
    }
}
