import Course
import Postgres

extension PeopleQueries {
    /// Gives a leader another address, which is taken to be good, and notes which letters are on their way to the one before.
    ///
    /// The letters are locked first: who claims one either is waited for, and its letter noted, or sees the new address.
    static func correctAddress(of leader: Leader.ID, to email: String, in course: CourseOutline.ID) -> Statement {
        Statement(
            """
            WITH waiting AS MATERIALIZED (
                SELECT id, attempt, claimed_by IS NOT NULL AS is_claimed, route FROM letter
                WHERE id IN (\(fragment: StoppingQueries.pending(for: leader, in: course)))
                ORDER BY id FOR UPDATE),
            noted AS (
                INSERT INTO readdressed_letter (letter, attempt, at)
                SELECT id, attempt, route_now(route) FROM waiting WHERE is_claimed
                ON CONFLICT (letter) DO UPDATE SET attempt = excluded.attempt, at = excluded.at)
            UPDATE leader SET email = \(email), unreachable_at = NULL, addressed_at = clock_timestamp()
            WHERE id = \(leader) AND (SELECT count(*) FROM waiting) >= 0
            """
        )
    }

    /// Takes a leader in again, and the address to be good.
    static func takeBack(_ leader: Leader.ID) -> Statement {
        Statement(
            """
            UPDATE leader SET withdrawn_at = NULL, unreachable_at = NULL,
                   addressed_at = CASE WHEN unreachable_at IS NULL THEN addressed_at ELSE clock_timestamp() END
            WHERE id = \(leader)
            """
        )
    }

    /// Has letters that wait for another attempt written anew and tried now; gives the route of each, and whether it is discreet.
    ///
    /// One in flight is written anew too if it is claimed again.
    static func readdress(
        _ leader: Leader.ID,
        in course: CourseOutline.ID,
        now: Instant
    ) -> Query<(route: String, isDiscreet: Bool)> {
        Query(
            """
            WITH pending AS MATERIALIZED (\(fragment: StoppingQueries.pending(for: leader, in: course))),
            waiting AS MATERIALIZED (
                SELECT id FROM letter
                WHERE NOT \(fragment: StoppingQueries.isInFlight) AND attempt > 0 AND id IN (SELECT letter FROM pending)
                ORDER BY id FOR UPDATE),
            unwritten AS (DELETE FROM letter_message WHERE letter IN (SELECT letter FROM pending))
            UPDATE letter l SET failures = 0,
                   next_at = CASE WHEN l.next_at = 'infinity' THEN l.next_at ELSE least(l.next_at, \(now)) END
            FROM waiting w WHERE l.id = w.id RETURNING l.route, l.discreet
            """
        ) { row in (try row.next(), try row.next()) }
    }
}
