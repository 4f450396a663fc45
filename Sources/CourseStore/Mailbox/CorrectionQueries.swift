import Course
import Postgres

/// The statements that take back what was queued, and tell people who were told otherwise.
enum CorrectionQueries {
    /// Compares what people were last told with the plan, where it moved or they did, and makes one correction for
    /// each who was told otherwise.
    ///
    /// A seat given after a letter that named all sessions contradicts nothing.
    static func correct(_ course: CourseOutline.ID, now: Instant, today: LocalDateTime) -> Statement {
        Statement(
            """
            WITH \(fragment: differing(course, due: "retell_at <= \(now)", today: today)),
            numbered AS (
                SELECT d.*, CASE WHEN place = 1 THEN nextval('correction_id') END AS first_id FROM differing d),
            share AS MATERIALIZED (
                SELECT n.*, max(first_id) OVER (PARTITION BY leader) AS correction,
                       bool_and(is_discreet) OVER (PARTITION BY leader) AS all_discreet FROM numbered n),
            corrections AS (
                INSERT INTO correction (id, course, municipality, leader, discreet, state, released_at)
                SELECT correction, \(course), municipality, leader, all_discreet, 'pending', \(now) FROM share WHERE place = 1)
            INSERT INTO corrected_date (correction, leader, module, edge, was, was_day_only, told_at, told_day_only,
                                        told_session, provisional, discreet, released_at)
            SELECT correction, leader, module, edge, was, was_day_only, told_at, told_day_only, session, provisional,
                   is_discreet, \(now)
            FROM share
            """
        )
    }

    /// How many leaders ``correct`` would make a correction for, were all that is to be compared compared now; by municipality,
    /// and none of those whose correction would give away what they have done.
    static func counts(
        _ course: CourseOutline.ID,
        today: LocalDateTime
    ) -> Query<(municipality: String, leaders: Int)> {
        Query(
            """
            WITH \(fragment: differing(course, due: "retell_at IS NOT NULL", today: today))
            SELECT m.key, count(DISTINCT d.leader) FROM differing d JOIN municipality m ON m.id = d.municipality
            WHERE NOT d.is_discreet GROUP BY m.key
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// The dates that leaders were told otherwise, where their row or they are due to be compared.
    private static func differing(_ course: CourseOutline.ID, due: SQL, today: LocalDateTime) -> SQL {
        """
        present AS MATERIALIZED (
            SELECT DISTINCT ON (leader, module, edge) * FROM (
                SELECT a.leader, p.municipality, p.module, p.told_edge AS edge, p.told_at, p.told_day_only, p.session,
                       p.provisional, true AS moved
                FROM planned_prompt p JOIN audience a ON a.planned = p.id
                WHERE p.course = \(course) AND p.\(fragment: due) AND p.told_at IS NOT NULL
                  AND a.unreachable_at IS NULL
                UNION ALL
                SELECT l.id, p.municipality, p.module, p.told_edge, p.told_at, p.told_day_only, p.session,
                       p.provisional, false
                FROM leader l JOIN planned_prompt p ON p.municipality = l.municipality AND p.told_at IS NOT NULL
                JOIN audience a ON a.planned = p.id AND a.leader = l.id
                WHERE l.course = \(course) AND l.\(fragment: due) AND l.unreachable_at IS NULL) AS both_causes
            ORDER BY leader, module, edge, moved DESC),
        differing AS (
            SELECT p.*, t.told_at AS was, t.told_day_only AS was_day_only, t.is_discreet,
                   row_number() OVER (PARTITION BY p.leader ORDER BY p.module, p.edge) AS place
            FROM present p CROSS JOIN LATERAL (
                SELECT told.*, bool_and(discreet) OVER () AS is_discreet FROM (
                    SELECT i.told_at, i.told_day_only, i.told_session, i.released_at, i.discreet FROM letter_item i
                    WHERE i.leader = p.leader AND i.module = p.module AND i.told_edge = p.edge
                      AND i.state IN ('pending', 'sent')
                    UNION ALL
                    SELECT d.told_at, d.told_day_only, d.told_session, d.released_at, d.discreet
                    FROM corrected_date d JOIN correction k ON k.id = d.correction
                    WHERE d.leader = p.leader AND d.module = p.module AND d.edge = p.edge
                      AND k.state IN ('pending', 'sent')) AS told
                ORDER BY released_at DESC LIMIT 1) AS t
            WHERE (p.told_at, p.told_day_only) IS DISTINCT FROM (t.told_at, t.told_day_only)
              AND greatest(p.told_at, t.told_at) >= \(today)
              AND (p.moved OR p.session IS NULL OR t.told_session IS NOT NULL))
        """
    }

    /// Has all that is to be corrected in a municipality corrected in one letter, when the first of it is.
    static func retellTogether(_ course: CourseOutline.ID) -> Statement {
        Statement(
            """
            UPDATE planned_prompt p SET retell_at = f.moment
            FROM (SELECT municipality, min(retell_at) AS moment FROM planned_prompt
                  WHERE course = \(course) AND retell_at IS NOT NULL GROUP BY municipality) AS f
            WHERE p.course = \(course) AND p.municipality = f.municipality AND p.retell_at > f.moment
            """
        )
    }

    static func anyToRetell(in course: CourseOutline.ID, now: Instant) -> Query<Bool> {
        Query(
            """
            SELECT EXISTS (SELECT FROM planned_prompt WHERE course = \(course) AND retell_at <= \(now))
                OR EXISTS (SELECT FROM leader WHERE course = \(course) AND retell_at <= \(now))
            """
        )
    }

    static func retoldPrompts(in course: CourseOutline.ID, now: Instant) -> Statement {
        Statement("UPDATE planned_prompt SET retell_at = NULL WHERE course = \(course) AND retell_at <= \(now)")
    }

    static func retoldLeaders(in course: CourseOutline.ID, now: Instant) -> Statement {
        Statement("UPDATE leader SET retell_at = NULL WHERE course = \(course) AND retell_at <= \(now)")
    }

    /// Takes back queued letters that nobody has tried to send: those with an item of the rows given, and corrections.
    ///
    /// Their items are free again; a letter claimed meanwhile stays, for its leader is as good as told, and so does one
    /// that somebody holds: what it tells is corrected by a letter of its own. Gives how many it were, and how many of them may be
    /// told of.
    static func cancelUnattempted(
        ofPlanned planned: [PlannedPrompt.ID],
        course: CourseOutline.ID,
        now: Instant
    ) -> Query<(letters: Int, open: Int)> {
        Query(
            """
            WITH cancelled AS (
                DELETE FROM letter WHERE course = \(course) AND attempt = 0 AND next_at < 'infinity' AND id IN (
                    SELECT letter FROM letter_item WHERE planned = ANY (\(planned)) AND state = 'pending'
                    UNION ALL
                    SELECT letter FROM correction WHERE course = \(course) AND state = 'pending' AND letter IS NOT NULL)
                RETURNING id, route, course, municipality, leader, discreet, token, attempt, failures, released_at),
            history AS (
                INSERT INTO letter_history (id, route, course, municipality, leader, discreet, token, attempt, failures,
                                            released_at, outcome, course_time)
                SELECT id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, 'cancelled',
                       \(now)
                FROM cancelled),
            tally AS (
                INSERT INTO mail_tally (route, event, count)
                SELECT route, 'cancelled', count(*) FROM cancelled GROUP BY route),
            freed AS (DELETE FROM letter_item WHERE letter IN (SELECT id FROM cancelled)),
            uncorrected AS (DELETE FROM correction WHERE letter IN (SELECT id FROM cancelled) RETURNING leader),
            retold AS (UPDATE leader SET retell_at = \(now) WHERE id IN (SELECT leader FROM uncorrected))
            SELECT count(*), count(*) FILTER (WHERE NOT discreet) FROM cancelled
            """
        ) { row in (try row.next(), try row.next()) }
    }
}
