-- Who is in, and what is a leader's own.

-- An address, and all the parts that it has; for whoever knows a session's token. For many at once, since many ask at once; in a
-- language that plans it once a connection. With how long it stays so while no row changes: until the session ends or is to be noted
-- as seen again; a course's time goes on at its rate.
--
-- A leader's part comes with all that the leader's own pages are written from. The facts are what two leaders of a group may have in
-- common: where they are equal the pages are, but for the name.
CREATE FUNCTION signed_in(asked bytea[])
    RETURNS TABLE (token bytea, email text, ends_at timestamptz, stale_at timestamptz, part text, id bigint, name text, language text, chair boolean,
                   course text, title text, course_language text,
                   municipality bigint, municipality_key text, municipality_name text,
                   course_id bigint, version bigint, now timestamptz, rate double precision, facts text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    IF cardinality(asked) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT s.token, s.email, s.ends_at, s.stale_at, p.part, p.id, p.name, p.language, p.chair, c.key, c.title, c.language,
           m.id, m.key, m.name,
           c.id, c.version, coalesce(k.base + (clock_timestamp() - k.origin) * k.rate, clock_timestamp()), coalesce(k.rate, 1),
           CASE WHEN p.part = 'leader' THEN json_build_object(
               'municipality', m.key, 'language', p.language, 'group', p.leader_group, 'isChair', p.chair,
               'groupName', (SELECT g.name FROM leader_group g WHERE g.id = p.leader_group),
               'seats', (SELECT coalesce(json_object_agg(t.module, t.session ORDER BY t.module), '{}') FROM seat t
                         WHERE t.leader = p.id),
               'tables', (SELECT coalesce(json_object_agg(t.module, t.table_name ORDER BY t.module), '{}') FROM seat t
                          WHERE t.leader = p.id AND t.table_name IS NOT NULL),
               'seen', ARRAY(SELECT f.module FROM film_done f WHERE f.leader = p.id ORDER BY f.module),
               'letters', ARRAY(
                   SELECT json_build_object(
                       'day', (h.course_time AT TIME ZONE c.time_zone)::date,
                       'isCopy', y.original IS NOT NULL,
                       'messages', ARRAY(SELECT json_build_object('module', g.module, 'session', g.session, 'subject', g.subject)
                                         FROM message_share x JOIN message g ON g.id = x.message
                                         WHERE x.letter = b.letter AND x.leader = h.leader ORDER BY g.id),
                       'changes', ARRAY(SELECT json_build_object('module', d.module, 'isDayOnly', d.told_day_only,
                                                                 'now', to_char(d.told_at, 'YYYY-MM-DD"T"HH24:MI'))
                                        FROM correction k JOIN corrected_date d ON d.correction = k.id AND d.leader = k.leader
                                        WHERE k.letter = b.letter AND k.leader = h.leader ORDER BY d.told_at, d.module),
                       'items', ARRAY(SELECT i.module || '/' || i.prompt FROM letter_item i
                                      WHERE i.letter = b.letter AND i.leader = h.leader ORDER BY i.module, i.prompt))
                   FROM letter_history h LEFT JOIN letter_copy y ON y.letter = h.id
                   CROSS JOIN LATERAL (SELECT coalesce(y.original, h.id) AS letter) AS b
                   WHERE h.leader = p.id AND h.outcome = 'sent'
                   ORDER BY h.course_time DESC, h.id DESC))::text END
    FROM unnest(asked) AS a (token)
    JOIN LATERAL (
        SELECT s.token, s.email, lower(s.email) AS folded, least(s.ends_at, s.seen_at + s.idle) AS ends_at,
               s.seen_at + interval '5 minutes' AS stale_at
        FROM sign_in_session s
        WHERE s.token = a.token AND clock_timestamp() < s.ends_at AND clock_timestamp() < s.seen_at + s.idle
        OFFSET 0) AS s ON true
    LEFT JOIN LATERAL (
        SELECT 'administrator' AS part, a.id, NULL::text AS name, NULL::text AS language, false AS chair,
               NULL::bigint AS leader_group, NULL::bigint AS municipality
        FROM administrator a WHERE lower(a.email) = s.folded
        UNION ALL
        SELECT 'coordinator', m.id, m.contact_name, NULL, false, NULL, m.id
        FROM municipality m WHERE lower(m.coordinator) = s.folded
        UNION ALL
        SELECT 'helper', h.id, h.name, NULL, false, NULL, h.municipality FROM helper h WHERE lower(h.email) = s.folded
        UNION ALL
        SELECT 'leader', l.id, l.name, l.language, l.chair, l.leader_group, l.municipality FROM leader l
        WHERE lower(l.email) = s.folded AND l.withdrawn_at IS NULL) AS p ON true
    LEFT JOIN municipality m ON m.id = p.municipality
    LEFT JOIN course c ON c.id = m.course
    LEFT JOIN course_clock k ON k.course = c.id
    -- A draft is nobody's business yet but that of those who run it.
    WHERE p.part IS NULL OR p.part NOT IN ('leader', 'helper') OR c.state <> 'draft'
    ORDER BY c.starts DESC, c.id DESC, p.part, p.id;
END
$$;
REVOKE EXECUTE ON FUNCTION signed_in(bytea[]) FROM PUBLIC;

-- The language of a leader's letters and pages: of the leader's row nothing else is the leader's to change. Gives the course.
CREATE FUNCTION choose_language(asked bigint, chosen text) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    UPDATE leader SET language = chosen WHERE id = asked AND id = acting_leader() RETURNING course;
END;
REVOKE EXECUTE ON FUNCTION choose_language(bigint, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION choose_language(bigint, text) TO tandem_service;
GRANT EXECUTE ON FUNCTION signed_in(bytea[]) TO tandem_service;
