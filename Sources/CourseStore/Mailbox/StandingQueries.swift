import Course
import Foundation
import Postgres

/// The statements that look over the post and change nothing.
enum StandingQueries {
    static let now = Query<Instant>("SELECT clock_timestamp()")

    struct Queue: Sendable {
        let queued: Int
        let due: Int
        let inFlight: Int
        let held: Int
        let oldestDue: Instant?
    }

    /// Undelivered letters by route, in one reading of all of them.
    ///
    /// A route's time is worked out once a route, not once a letter.
    static let queues = Query<(route: String, queue: Queue)>(
        """
        WITH clock AS MATERIALIZED (
            SELECT k.route, k.base + (clock_timestamp() - k.origin) * k.rate AS now FROM course_clock k),
        ordinary AS MATERIALIZED (SELECT clock_timestamp() AS now)
        SELECT l.route, count(*),
               count(*) FILTER (WHERE l.next_at <= coalesce(c.now, o.now)),
               count(*) FILTER (WHERE l.claimed_by IS NOT NULL AND l.next_at > coalesce(c.now, o.now)),
               count(*) FILTER (WHERE l.claimed_by IS NULL AND l.next_at = 'infinity'),
               min(l.next_at) FILTER (WHERE l.next_at <= coalesce(c.now, o.now))
        FROM letter l CROSS JOIN ordinary o LEFT JOIN clock c ON c.route = l.route
        GROUP BY l.route
        """
    ) { row in
        (
            try row.next(),
            Queue(
                queued: try row.next(),
                due: try row.next(),
                inFlight: try row.next(),
                held: try row.next(),
                oldestDue: try row.next()
            )
        )
    }

    struct Tally: Sendable {
        let route: String
        let event: String
        let bucket: Int
        let count: Int
        let seconds: Double
    }

    static let tallies = Query<Tally>(
        """
        SELECT route, event, bucket::bigint, sum(count)::bigint, sum(seconds) FROM mail_tally GROUP BY route, event, bucket
        """
    ) { row in
        Tally(
            route: try row.next(),
            event: try row.next(),
            bucket: try row.next(),
            count: try row.next(),
            seconds: try row.next()
        )
    }

    static let holds = Query<(route: String, heldAt: Instant?)>("SELECT name, held_at FROM mail_route") { row in
        (try row.next(), try row.next())
    }

    /// Mailmen at work: each tells of itself once a round, so that one not heard of for two minutes is dead or stuck.
    static let mailmen = Query<(route: String, mailman: MailmanStanding)>(
        """
        SELECT route, name, extract(epoch FROM clock_timestamp() - seen_at)::float8,
               extract(epoch FROM clock_timestamp() - paused_since)::float8,
               extract(epoch FROM paused_until - clock_timestamp())::float8, coalesce(pause_cause, '')
        FROM mailman WHERE seen_at > clock_timestamp() - interval '2 minutes' ORDER BY name
        """
    ) { row in
        let route: String = try row.next()
        let name: String = try row.next()
        let seen: Double = try row.next()
        let (soFar, left): (Double?, Double?) = (try row.next(), try row.next())
        let cause: String = try row.next()
        let pause = soFar.map {
            MailmanStanding.Pause(secondsSoFar: max(0, $0), secondsLeft: max(0, left ?? 0), cause: cause)
        }
        return (route, MailmanStanding(name: name, seenSecondsAgo: max(0, seen), pause: pause))
    }

    static func clocks(of routes: [String]) -> Query<(route: String, now: Instant)> {
        Query("SELECT r.name, route_now(r.name) FROM unnest(\(routes)) AS r (name)") { row in
            (try row.next(), try row.next())
        }
    }

    /// Undelivered letters, those due first first.
    static func letters(
        on route: String?,
        to leader: String?,
        of course: CourseOutline.ID?,
        limit: Int
    ) -> Query<QueuedLetter> {
        Query(
            """
            SELECT t.id, t.route, coalesce(c.key, ''), coalesce(l.email, ''), nullif(t.next_at, 'infinity'), t.attempt::bigint,
                   t.failures::bigint, \(fragment: StoppingQueries.isInFlight), t.next_at = 'infinity', t.reply_code::bigint
            FROM letter t LEFT JOIN course c ON c.id = t.course LEFT JOIN leader l ON l.id = t.leader
            WHERE (\(nullable: route) IS NULL OR t.route = \(nullable: route))
              AND (\(nullable: leader) IS NULL OR lower(l.email) = lower(\(nullable: leader)))
              AND (\(nullable: course) IS NULL OR t.course = \(nullable: course))
            ORDER BY t.next_at, t.id LIMIT \(limit)
            """
        ) { row in
            QueuedLetter(
                id: try row.next(),
                route: try row.next(),
                course: try row.next(),
                leader: try row.next(),
                due: try row.next(),
                attempt: try row.next(),
                failures: try row.next(),
                state: QueuedLetter.State(isClaimed: try row.next(), isHeld: try row.next()),
                replyCode: try row.next()
            )
        }
    }

    /// Whether anything is known of a route: its own row, letters, mailmen, counts, a clock or a municipality of that name.
    static func isKnown(_ route: String) -> Query<Bool> {
        Query(
            """
            SELECT \(route) = \(CourseClock.ordinaryRoute)
                OR EXISTS (SELECT FROM letter WHERE route = \(route)) OR EXISTS (SELECT FROM mail_route WHERE name = \(route))
                OR EXISTS (SELECT FROM mailman WHERE route = \(route)) OR EXISTS (SELECT FROM mail_tally WHERE route = \(route))
                OR EXISTS (SELECT FROM course_clock WHERE route = \(route))
                OR EXISTS (SELECT FROM municipality WHERE key = \(route))
            """
        )
    }

    static let knownRoutes = Query<String>(
        """
        SELECT \(CourseClock.ordinaryRoute) UNION SELECT name FROM mail_route UNION SELECT route FROM mailman
        UNION SELECT route FROM mail_tally UNION SELECT route FROM letter ORDER BY 1
        """
    )
}
