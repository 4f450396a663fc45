import Course
import Postgres

/// The statements that turn what is open into letters and items, a course at a time, whatever its size.
enum ReleaseQueries {
    static func municipalities(
        of course: CourseOutline.ID
    ) -> Query<(id: Municipality.ID, key: String, releaseAt: Instant)> {
        Query("SELECT id, key, release_at FROM municipality WHERE course = \(course) ORDER BY position") { row in
            (try row.next(), try row.next(), try row.next())
        }
    }

    /// Live courses on the database's clock that have something to release now.
    static let dueCourses = Query<CourseOutline.ID>(
        """
        SELECT c.id FROM course c
        WHERE c.state = 'live' AND NOT EXISTS (SELECT FROM course_clock k WHERE k.course = c.id)
          AND (EXISTS (SELECT FROM municipality m WHERE m.course = c.id AND m.release_at <= now())
               OR EXISTS (SELECT FROM planned_prompt p WHERE p.course = c.id AND p.retell_at <= now())
               OR EXISTS (SELECT FROM leader l WHERE l.course = c.id AND l.retell_at <= now()))
        """
    )

    /// When a course next has something to release.
    static func nextMoment(of course: CourseOutline.ID) -> Query<Instant?> {
        Query(
            """
            SELECT least((SELECT nullif(min(release_at), 'infinity') FROM municipality WHERE course = \(course)),
                         (SELECT min(retell_at) FROM planned_prompt WHERE course = \(course)),
                         (SELECT min(retell_at) FROM leader WHERE course = \(course)))
            """
        )
    }

    /// The next `send-at` or the next planned moment, as long as anything is or will be open.
    static func setReleaseMoment(
        of municipality: Municipality.ID,
        course: CourseOutline.ID,
        sendAt: Instant,
        now: Instant
    ) -> Statement {
        Statement(
            """
            UPDATE municipality m SET release_at = next.moment
            FROM (SELECT CASE WHEN count(*) = 0 THEN 'infinity'
                              ELSE least(\(sendAt), min(p.send_at) FILTER (WHERE p.send_at > \(now))) END AS moment
                  FROM planned_prompt p
                  WHERE p.course = \(course) AND p.municipality = \(municipality)
                    AND p.withdrawn_at IS NULL AND p.closed_at IS NULL) AS next
            WHERE m.id = \(municipality) AND m.release_at <> next.moment
            """
        )
    }

    static func releaseAt(_ moment: Instant, in municipalities: [Municipality.ID]) -> Statement {
        Statement("UPDATE municipality SET release_at = \(moment) WHERE id = ANY (\(municipalities))")
    }

    /// Ends what is no longer of use, and records as missed, or cancelled, those whom it never reached.
    static func close(_ course: CourseOutline.ID, now: Instant) -> Statement {
        Statement(
            """
            WITH ended AS (
                UPDATE planned_prompt SET closed_at = \(now)
                WHERE course = \(course) AND closed_at IS NULL AND withdrawn_at IS NULL AND send_at <= \(now)
                  AND useful_until <= \(now)
                RETURNING id, municipality, module, prompt, useful_until, discreet)
            INSERT INTO letter_item (leader, municipality, module, prompt, planned, discreet, state, skip, released_at)
            SELECT a.leader, e.municipality, e.module, e.prompt, e.id, e.discreet, 'skipped',
                   CASE WHEN s.stop IS NOT DISTINCT FROM 'cancelled' THEN \(Skip.cancelled.rawValue)
                        ELSE \(Skip.missed.rawValue) END, \(now)
            FROM ended e JOIN audience a ON a.planned = e.id
            LEFT JOIN stopped_prompt s ON s.course = \(course) AND s.module = e.module AND s.prompt = e.prompt
            WHERE a.enrolled_at < e.useful_until
            ON CONFLICT (leader, module, prompt) DO NOTHING
            """
        )
    }

    /// Frees those recorded as missed whom rows reach that are of use, again or for the first time.
    static func freeMissed(reachedBy planned: [PlannedPrompt.ID]) -> Statement {
        Statement(
            """
            DELETE FROM letter_item i USING audience a, planned_prompt p
            WHERE p.id = ANY (\(planned)) AND a.planned = p.id
              AND i.leader = a.leader AND i.module = p.module AND i.prompt = p.prompt
              AND i.skip = \(Skip.missed.rawValue) AND i.letter IS NULL
            """
        )
    }

    /// Everything open in the municipalities given, to everyone who has no item of it, one letter a leader.
    ///
    /// `open` leaves out what is held; `candidate` is who could get what and what stands in the way; `judged` leaves out a reminder beside the thing
    /// itself, and rows that say nothing new; `share` adds corrections and numbers the letters, one a leader. Everything after
    /// the first step is windows over one set, no join of what was made here with itself: the planner cannot know how
    /// large it is, and would compare each row with each.
    static func release(
        _ course: CourseOutline.ID,
        in municipalities: [Municipality.ID],
        routes: [(municipality: Municipality.ID, route: String)],
        now: Instant
    ) -> Query<(outcome: ReleaseOutcome, routes: [String])> {
        Query(
            """
            WITH open AS MATERIALIZED (
                SELECT p.id, p.municipality, p.module, p.prompt, p.reminds, p.introduces, p.unless, p.needs, p.seating,
                       p.session, p.send_at, p.useful_until, p.told_edge, p.told_at, p.told_day_only, p.discreet, s.stop
                FROM planned_prompt p
                LEFT JOIN stopped_prompt s ON s.course = p.course AND s.module = p.module AND s.prompt = p.prompt
                WHERE s.stop IS DISTINCT FROM 'held' AND p.course = \(course) AND p.municipality = ANY (\(municipalities))
                  AND p.withdrawn_at IS NULL AND p.closed_at IS NULL
                  AND p.send_at <= \(now) AND p.useful_until > \(now)),
            candidate AS MATERIALIZED (
                SELECT o.*, a.leader, a.enrolled_at > o.send_at AS late, i.skip AS before,
                       CASE
                         WHEN o.stop IS NOT DISTINCT FROM 'cancelled' THEN 'cancelled'
                         WHEN a.unreachable_at IS NOT NULL THEN 'unreachable'
                         WHEN o.needs = 'group' AND a.leader_group IS NULL THEN 'no-group'
                         WHEN o.needs IN ('seat', 'table') AND o.seating = 'unseated' THEN 'no-seat'
                         WHEN o.needs = 'table' AND NOT EXISTS (
                              SELECT FROM seat t
                              WHERE t.leader = a.leader AND t.module = o.module AND t.table_name IS NOT NULL) THEN 'no-table'
                         WHEN o.needs = 'date' THEN 'no-date'
                         WHEN o.unless IS NOT DISTINCT FROM 'done' AND (
                              EXISTS (SELECT FROM film_done f WHERE f.leader = a.leader AND f.module = o.module)
                              OR EXISTS (SELECT FROM reflection_done r
                                         WHERE r.leader_group = a.leader_group AND r.module = o.module)) THEN 'done'
                         WHEN o.unless IS NOT DISTINCT FROM 'date-chosen' AND EXISTS (
                              SELECT FROM meeting t WHERE t.leader_group = a.leader_group AND t.module = o.module)
                           THEN 'date-chosen'
                         WHEN o.unless IS NOT DISTINCT FROM 'booked' AND EXISTS (
                              SELECT FROM booking b WHERE b.leader = a.leader AND b.module = o.module) THEN 'booked'
                       END AS skip
                FROM open o JOIN audience a ON a.planned = o.id
                LEFT JOIN letter_item i ON i.leader = a.leader AND i.module = o.module AND i.prompt = o.prompt
                WHERE i.leader IS NULL OR i.skip = ANY (\(Skip.passing))),
            judged AS (
                SELECT c.*, CASE WHEN c.skip IS NULL AND c.reminds
                                  AND bool_or(c.introduces AND c.skip IS NULL) OVER (PARTITION BY c.leader, c.module)
                                 THEN 'superseded' ELSE c.skip END AS verdict
                FROM candidate c),
            taken AS (
                SELECT leader, municipality, id, module, prompt, verdict, before, late, useful_until, told_edge, told_at,
                       told_day_only, session, discreet, NULL::bigint AS correction
                FROM judged WHERE before IS NULL OR verdict IS DISTINCT FROM before
                UNION ALL
                SELECT k.leader, k.municipality, NULL, NULL, NULL, NULL, NULL, false, \(now) + interval '7 days', NULL, NULL, NULL, NULL, k.discreet, k.id
                FROM correction k
                WHERE k.course = \(course) AND k.letter IS NULL AND k.state = 'pending'),
            numbered AS (
                SELECT t.*, CASE WHEN verdict IS NULL THEN row_number() OVER one_letter END AS place,
                       bool_or(late) OVER one_leader AS any_late, max(useful_until) OVER one_leader AS any_until,
                       bool_and(discreet) OVER one_leader AS all_discreet
                FROM taken t
                WINDOW one_letter AS (PARTITION BY leader, verdict IS NULL ORDER BY leader, verdict IS NULL, correction, id),
                       one_leader AS (PARTITION BY leader, verdict IS NULL)),
            lettered AS (
                SELECT n.*, CASE WHEN place = 1 THEN nextval('letter_id') END AS first_letter FROM numbered n),
            share AS MATERIALIZED (
                SELECT l.*, max(first_letter) OVER (PARTITION BY leader, verdict IS NULL) AS letter, r.route
                FROM lettered l
                LEFT JOIN unnest(\(routes.map(\.municipality)), \(routes.map(\.route))) AS r (municipality, route)
                  ON r.municipality = l.municipality),
            letters AS (
                INSERT INTO letter (id, route, next_at, course, municipality, leader, discreet, welcome, released_at, useful_until)
                SELECT letter, coalesce(route, \(CourseClock.ordinaryRoute)), \(now), \(course), municipality, leader, all_discreet,
                       any_late AND NOT EXISTS (
                           SELECT FROM letter_item i WHERE i.leader = s.leader AND i.letter IS NOT NULL),
                       \(now), any_until
                FROM share s WHERE place = 1),
            items AS (
                INSERT INTO letter_item (leader, municipality, module, prompt, planned, discreet, letter, state, skip,
                                         released_at, told_edge, told_at, told_day_only, told_session)
                SELECT leader, municipality, module, prompt, id, discreet, letter, CASE WHEN verdict IS NULL THEN 'pending' ELSE 'skipped' END,
                       verdict, \(now), told_edge, told_at, told_day_only, session
                FROM share WHERE before IS NULL AND correction IS NULL),
            again AS (
                UPDATE letter_item i SET planned = s.id, letter = s.letter, discreet = i.discreet OR s.discreet,
                    state = CASE WHEN s.verdict IS NULL THEN 'pending' ELSE 'skipped' END, skip = s.verdict,
                    released_at = \(now), told_edge = s.told_edge, told_at = s.told_at,
                    told_day_only = s.told_day_only, told_session = s.session
                FROM share s
                WHERE s.before IS NOT NULL AND i.leader = s.leader AND i.module = s.module AND i.prompt = s.prompt),
            corrections AS (
                UPDATE correction k SET letter = s.letter FROM share s WHERE k.id = s.correction)
            SELECT count(*) FILTER (WHERE place = 1), count(*) FILTER (WHERE verdict IS NULL AND correction IS NULL),
                   count(*) FILTER (WHERE verdict IS NOT NULL), count(correction),
                   coalesce(array_agg(DISTINCT route) FILTER (WHERE place = 1 AND route IS NOT NULL), '{}')
            FROM share
            """
        ) { row in
            let outcome = ReleaseOutcome(
                letters: try row.next(),
                items: try row.next(),
                skipped: try row.next(),
                corrections: try row.next()
            )
            return (outcome, try row.next())
        }
    }

    /// Plans the statements of this transaction for what the tables hold now: yesterday's plan for an empty mailbox would
    /// take hours for a full one, and compiling them takes longer than running them.
    static let planAnew = Statement(
        """
        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
               set_config('work_mem', '64MB', true)
        """
    )

    /// How many leaders would get a letter at once; those left out of whom a discreet prompt alone waits that others have already: they are
    /// known by what they have not done.
    static func dueLeaders(of course: CourseOutline.ID, now: Instant) -> Query<Int> {
        Query(
            """
            SELECT count(DISTINCT a.leader) FROM planned_prompt p JOIN audience a ON a.planned = p.id
            LEFT JOIN letter_item i ON i.leader = a.leader AND i.module = p.module AND i.prompt = p.prompt
            WHERE p.course = \(course) AND p.closed_at IS NULL AND p.send_at <= \(now) AND p.useful_until > \(now)
              AND NOT EXISTS (SELECT FROM stopped_prompt s
                              WHERE s.course = p.course AND s.module = p.module AND s.prompt = p.prompt)
              AND NOT (p.discreet AND EXISTS (SELECT FROM letter_item o WHERE o.planned = p.id))
              AND (i.leader IS NULL OR i.skip = ANY (\(Skip.passing))) AND a.unreachable_at IS NULL
              AND (p.needs IS NULL OR p.needs = 'group' AND a.leader_group IS NOT NULL
                   OR p.needs = 'seat' AND p.seating <> 'unseated'
                   OR p.needs = 'table' AND p.seating <> 'unseated' AND EXISTS (
                      SELECT FROM seat t WHERE t.leader = a.leader AND t.module = p.module AND t.table_name IS NOT NULL))
            """
        )
    }

    static func ring(route: String) -> Statement {
        Statement("SELECT pg_notify('tandem_mail', \(route))")
    }
}
