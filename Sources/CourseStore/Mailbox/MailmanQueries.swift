import Postgres

/// The statements of who is at work, and of letters that nobody is there for.
enum MailmanQueries {
    static func note(_ note: MailmanNote) -> Statement {
        Statement(
            """
            INSERT INTO mailman (name, route, seen_at, paused_since, paused_until, pause_cause)
            VALUES (\(note.name), \(note.route), clock_timestamp(),
                    clock_timestamp() - make_interval(secs => \(nullable: note.pause?.secondsSoFar)),
                    clock_timestamp() + make_interval(secs => \(nullable: note.pause?.secondsLeft)), \(nullable: note.pause?.cause))
            ON CONFLICT (name) DO UPDATE SET route = excluded.route, seen_at = excluded.seen_at,
                paused_since = excluded.paused_since, paused_until = excluded.paused_until,
                pause_cause = excluded.pause_cause
            """
        )
    }

    static func forget(_ name: String) -> Statement {
        Statement("DELETE FROM mailman WHERE name = \(name)")
    }

    /// Forgets who has not been heard of for an hour; another mailman may be at it.
    static let forgetSilent = Statement(
        """
        DELETE FROM mailman WHERE name IN (
            SELECT name FROM mailman WHERE seen_at < clock_timestamp() - interval '1 hour' FOR UPDATE SKIP LOCKED)
        """
    )

    /// Puts letters that have been due for ten minutes, on a route where no mailman has been heard of for as long, on the
    /// ordinary one.
    ///
    /// Not those of a course that has or had a clock of its own, nor those of a route that somebody holds.
    static func adopt(to ordinaryRoute: String) -> Query<Int> {
        Query(
            """
            WITH stranded AS MATERIALIZED (
                SELECT l.id FROM letter l
                WHERE l.route <> \(ordinaryRoute) AND NOT EXISTS (SELECT FROM course_clock k WHERE k.route = l.route)
                  AND NOT starts_with(l.route, 'course-')
                  AND l.next_at <= clock_timestamp() - interval '10 minutes'
                  AND NOT EXISTS (SELECT FROM mailman m
                                  WHERE m.route = l.route AND m.seen_at > clock_timestamp() - interval '10 minutes')
                  AND NOT EXISTS (SELECT FROM mail_route r WHERE r.name = l.route AND r.held_at IS NOT NULL)
                FOR UPDATE OF l SKIP LOCKED),
            adopted AS (UPDATE letter l SET route = \(ordinaryRoute) FROM stranded s WHERE l.id = s.id RETURNING l.id)
            SELECT count(*) FROM adopted
            """
        )
    }

    /// Lets letters that are held and of no more use come due, so that they are settled as missed.
    static let wakeUseless = Statement(
        """
        UPDATE letter l SET next_at = route_now(l.route) FROM (
            SELECT id FROM letter WHERE next_at = 'infinity' AND useful_until <= route_now(route)
            FOR UPDATE SKIP LOCKED) AS useless
        WHERE l.id = useless.id
        """
    )
}
