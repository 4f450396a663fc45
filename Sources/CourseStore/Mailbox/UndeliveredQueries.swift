import Course
import Postgres

/// The statements that have what failed or bounced released anew.
enum UndeliveredQueries {
    /// Of what failed or bounced, what is to be freed.
    enum Share {
        case letter(Int64)
        case prompt(Prompt.Reference)
        case all

        fileprivate var condition: SQL {
            switch self {
            case .letter(let id): "i.letter = \(id)"
            case .prompt(let prompt): "i.module = \(prompt.module) AND i.prompt = \(prompt.prompt)"
            case .all: "true"
            }
        }
    }

    /// Frees what failed or bounced and is still of use to leaders whom mail reaches, so that it is released anew.
    ///
    /// What is of no use any more stays as it is: the ledger tells of it. Gives how many that were, and how many of them may be told of.
    static func free(
        _ what: Share,
        of leaders: [Leader.ID]?,
        in course: CourseOutline.ID,
        now: Instant
    ) -> Query<(items: Int, open: Int)> {
        let theirs: SQL = leaders.map { "i.leader = ANY (\($0)) AND a.leader = ANY (\($0))" } ?? "true"
        return Query(
            """
            WITH freed AS (
                DELETE FROM letter_item i USING planned_prompt p, audience a
                WHERE p.course = \(course) AND p.withdrawn_at IS NULL AND p.useful_until > \(now)
                  AND NOT EXISTS (SELECT FROM stopped_prompt s WHERE s.course = p.course AND s.module = p.module
                                  AND s.prompt = p.prompt AND s.stop = 'cancelled')
                  AND a.planned = p.id AND a.unreachable_at IS NULL AND a.leader = i.leader
                  AND i.module = p.module AND i.prompt = p.prompt AND i.state IN ('failed', 'bounced')
                  AND \(fragment: theirs) AND \(fragment: what.condition)
                RETURNING i.discreet)
            SELECT count(*), count(*) FILTER (WHERE NOT discreet) FROM freed
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// Has the dates compared again that a letter told, and that did not arrive, unless a later one has told them.
    static func retell(
        letter: Int64,
        to leader: Leader.ID,
        in course: CourseOutline.ID,
        now: Instant
    ) -> Statement {
        Statement(
            """
            UPDATE leader l SET retell_at = least(l.retell_at, \(now))
            WHERE l.id = \(leader) AND l.unreachable_at IS NULL AND EXISTS (
                SELECT FROM correction k
                WHERE k.letter = \(letter) AND k.leader = l.id AND k.state IN ('failed', 'bounced')
                  AND NOT EXISTS (SELECT FROM correction n WHERE n.course = \(course) AND n.leader = k.leader
                                  AND n.released_at >= k.released_at AND n.id > k.id))
            """
        )
    }
}
