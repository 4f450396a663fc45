-- The visibility contract (README, "Who may"): who sees and changes which rows, by part and municipality; and what may be
-- counted of rows that nobody may see.

-- Who acts ---------------------------------------------------------------------------------------------------------------

-- The part: `tandem.actor` is `administrator`, `post`, `door`, or a part and its row, as `coordinator:12`. NULL for anything else.
CREATE FUNCTION acting_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN current_setting('tandem.actor', true) ~ '^(administrator|post|door)$'
                  THEN current_setting('tandem.actor', true)
                WHEN current_setting('tandem.actor', true) ~ '^(coordinator|leader|helper):[0-9]{1,18}$'
                  THEN split_part(current_setting('tandem.actor', true), ':', 1) END;

-- Whether somebody acts in one of the parts given.
CREATE OR REPLACE FUNCTION acting_as(VARIADIC roles text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(acting_role() = ANY (roles), false);

-- The row of who acts in a part; NULL for everybody else, so that a comparison with it is never true.
CREATE FUNCTION acting_number(role text) RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN acting_role() = role AND role IN ('coordinator', 'leader', 'helper')
                  THEN split_part(current_setting('tandem.actor', true), ':', 2)::bigint END;

-- The municipality that the coordinator looks after.
CREATE FUNCTION acting_municipality() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE RETURN acting_number('coordinator');
CREATE FUNCTION acting_leader() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE RETURN acting_number('leader');
CREATE FUNCTION acting_helper() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE RETURN acting_number('helper');

-- What follows from the row of who acts. The owner's, since that row's own policy stands on it.

-- The leader's municipality and group, as long as the leader takes part; a draft is nobody's business yet.
CREATE FUNCTION acting_place(OUT course bigint, OUT municipality bigint, OUT leader_group bigint, OUT chaired bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT l.course, l.municipality, l.leader_group, CASE WHEN l.chair THEN l.leader_group END
    FROM leader l JOIN course c ON c.id = l.course
    WHERE l.id = acting_leader() AND l.withdrawn_at IS NULL AND c.state <> 'draft';
END;

-- The course of the coordinator, leader or helper.
CREATE FUNCTION acting_course() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT CASE acting_role()
        WHEN 'coordinator' THEN (SELECT m.course FROM municipality m WHERE m.id = acting_municipality())
        WHEN 'leader' THEN (SELECT p.course FROM acting_place() AS p)
        WHEN 'helper' THEN (SELECT c.id FROM helper h JOIN municipality m ON m.id = h.municipality JOIN course c ON c.id = m.course
                            WHERE h.id = acting_helper() AND c.state <> 'draft')
    END;
END;

-- Whether a leader is of the municipality that the coordinator looks after. It is said to cost little, as it does for all
-- others: what is asked before it decides for them.
CREATE FUNCTION is_own_leader(asked bigint) RETURNS boolean
    LANGUAGE sql STABLE COST 1 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM leader l WHERE l.id = asked AND l.municipality = acting_municipality());
END;

-- Whether a letter is the leader's who acts.
CREATE FUNCTION is_own_letter(asked bigint) RETURNS boolean
    LANGUAGE sql STABLE COST 1 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM letter l WHERE l.id = asked AND l.leader = acting_leader())
        OR EXISTS (SELECT FROM letter_history h WHERE h.id = asked AND h.leader = acting_leader());
END;

-- Refuses to change other columns of a row than those named: where a policy lets somebody change a row, and not all of it is theirs.
CREATE FUNCTION refuse_other_columns() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
        RAISE EXCEPTION 'of % only these columns are theirs to change who act: %', TG_TABLE_NAME, array_to_string(TG_ARGV, ', ')
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

-- What gives away who has seen a film, or booked -----------------------------------------------------------------------------

ALTER TABLE planned_prompt ADD COLUMN discreet boolean NOT NULL DEFAULT false;
ALTER TABLE letter_item ADD COLUMN discreet boolean NOT NULL DEFAULT false, ADD COLUMN municipality bigint;
ALTER TABLE letter ADD COLUMN discreet boolean NOT NULL DEFAULT false, ADD COLUMN municipality bigint;
ALTER TABLE letter_history ADD COLUMN discreet boolean NOT NULL DEFAULT false, ADD COLUMN municipality bigint;
ALTER TABLE correction ADD COLUMN discreet boolean NOT NULL DEFAULT false;
ALTER TABLE corrected_date ADD COLUMN discreet boolean NOT NULL DEFAULT false;
ALTER TABLE bounce ADD COLUMN discreet boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN planned_prompt.discreet IS 'who got it gives away what they have done: it goes to those who have not, or to one leader who has booked; stays so once somebody has got it, however the programme is edited';
COMMENT ON COLUMN letter_item.discreet IS 'as its prompt was when it was released';
COMMENT ON COLUMN letter_item.municipality IS 'its leader''s, so that a policy need not look for it';
COMMENT ON COLUMN letter.discreet IS 'it brings nothing but discreet items and dates';
COMMENT ON COLUMN letter.municipality IS 'its leader''s';
COMMENT ON COLUMN letter_history.discreet IS 'it brought nothing but discreet items and dates';
COMMENT ON COLUMN corrected_date.discreet IS 'nothing but discreet items had told it';
COMMENT ON COLUMN correction.discreet IS 'of discreet dates only';
COMMENT ON COLUMN bounce.discreet IS 'of a letter that is';

UPDATE planned_prompt SET discreet = unless IS NOT NULL AND unless IN ('done', 'booked') OR leader IS NOT NULL;
UPDATE letter_item i SET discreet = p.discreet, municipality = p.municipality FROM planned_prompt p WHERE p.id = i.planned;
UPDATE corrected_date d SET discreet = NOT EXISTS (
    SELECT FROM letter_item i
    WHERE i.leader = d.leader AND i.module = d.module AND i.told_edge = d.edge AND NOT i.discreet);
UPDATE correction k SET discreet = NOT EXISTS (SELECT FROM corrected_date d WHERE d.correction = k.id AND NOT d.discreet);
-- Of a letter that has been taken back nobody knows any more what it brought.
UPDATE letter t SET municipality = l.municipality,
    discreet = NOT EXISTS (SELECT FROM letter_item i WHERE i.leader = t.leader AND i.letter = t.id AND NOT i.discreet)
           AND NOT EXISTS (SELECT FROM correction k WHERE k.letter = t.id AND NOT k.discreet)
FROM leader l WHERE l.id = t.leader;
UPDATE letter_history t SET municipality = l.municipality,
    discreet = NOT EXISTS (SELECT FROM letter_item i WHERE i.leader = t.leader AND i.letter = t.id AND NOT i.discreet)
           AND NOT EXISTS (SELECT FROM correction k WHERE k.letter = t.id AND NOT k.discreet)
FROM leader l WHERE l.id = t.leader;
UPDATE bounce b SET discreet = h.discreet FROM letter_history h WHERE h.id = b.letter;

-- Who may -----------------------------------------------------------------------------------------------------------------
-- Every `(SELECT …)` that names no column is evaluated once a statement, and only when it is reached.

-- What anybody in a course may know of it.

ALTER TABLE course ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_keeping ON course
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY course_reading ON course FOR SELECT USING (id = (SELECT acting_course()));

ALTER TABLE course_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY course_clock_keeping ON course_clock
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY course_clock_reading ON course_clock FOR SELECT USING (course = (SELECT acting_course()));

ALTER TABLE municipality ENABLE ROW LEVEL SECURITY;
CREATE POLICY municipality_keeping ON municipality
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY municipality_reading ON municipality FOR SELECT USING (course = (SELECT acting_course()));
CREATE POLICY municipality_own ON municipality FOR UPDATE
    USING (id = (SELECT acting_municipality())) WITH CHECK (id = (SELECT acting_municipality()));
-- Who coordinates, whom letters are from and when they are released is not a coordinator's to say.
CREATE TRIGGER municipality_own_columns BEFORE UPDATE ON municipality FOR EACH ROW WHEN (acting_as('coordinator'))
    EXECUTE FUNCTION refuse_other_columns('signed', 'contact_name', 'contact_email', 'contact_phone', 'send_at');

ALTER TABLE closed_period ENABLE ROW LEVEL SECURITY;
CREATE POLICY closed_period_keeping ON closed_period
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY closed_period_reading ON closed_period FOR SELECT USING (municipality IN (SELECT id FROM municipality));
CREATE POLICY closed_period_own ON closed_period
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));

ALTER TABLE area ENABLE ROW LEVEL SECURITY;
CREATE POLICY area_keeping ON area
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY area_reading ON area FOR SELECT USING (municipality IN (SELECT id FROM municipality));
CREATE POLICY area_own ON area FOR INSERT WITH CHECK (municipality = (SELECT acting_municipality()));

ALTER TABLE equivalent_area ENABLE ROW LEVEL SECURITY;
CREATE POLICY equivalent_area_keeping ON equivalent_area
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY equivalent_area_reading ON equivalent_area FOR SELECT USING (course = (SELECT acting_course()));

ALTER TABLE session ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_keeping ON session
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY session_reading ON session FOR SELECT USING (course = (SELECT acting_course()));

-- People, by municipality; a leader sees the own row, a chair's group is `group_of_chair()`.

DROP POLICY leader_administration ON leader;
CREATE POLICY leader_keeping ON leader
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY leader_coordination ON leader FOR SELECT USING (municipality = (SELECT acting_municipality()));
CREATE POLICY leader_enrolling ON leader FOR INSERT
    WITH CHECK (municipality = (SELECT acting_municipality()) AND course = (SELECT acting_course())
                AND withdrawn_at IS NULL AND unreachable_at IS NULL AND addressed_at IS NULL);
CREATE POLICY leader_editing ON leader FOR UPDATE
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));
-- Since when somebody takes part, and whether mail is refused, is the post's to say; a leader leaves by being withdrawn.
CREATE TRIGGER leader_own_columns BEFORE UPDATE ON leader FOR EACH ROW WHEN (acting_as('coordinator'))
    EXECUTE FUNCTION refuse_other_columns('name', 'email', 'area', 'leader_group', 'chair', 'title', 'reports_to', 'language', 'listed',
                                          'withdrawn_at', 'retell_at');
CREATE POLICY leader_own ON leader FOR SELECT USING (id = (SELECT acting_leader()));

ALTER TABLE leader_group ENABLE ROW LEVEL SECURITY;
CREATE POLICY leader_group_keeping ON leader_group
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY leader_group_coordination ON leader_group FOR SELECT USING (municipality = (SELECT acting_municipality()));
CREATE POLICY leader_group_making ON leader_group FOR INSERT WITH CHECK (municipality = (SELECT acting_municipality()));
CREATE POLICY leader_group_naming ON leader_group FOR UPDATE
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));
CREATE POLICY leader_group_own ON leader_group FOR SELECT USING (id = (SELECT p.leader_group FROM acting_place() AS p));

DROP POLICY seat_administration ON seat;
CREATE POLICY seat_keeping ON seat
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY seat_coordination ON seat
    USING ((SELECT acting_as('coordinator')) AND is_own_leader(leader))
    WITH CHECK ((SELECT acting_as('coordinator')) AND course = (SELECT acting_course()) AND is_own_leader(leader));
CREATE POLICY seat_own ON seat FOR SELECT USING (leader = (SELECT acting_leader()));

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY meeting_keeping ON meeting
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY meeting_coordination ON meeting
    USING ((SELECT acting_as('coordinator')) AND leader_group IN (SELECT id FROM leader_group))
    WITH CHECK ((SELECT acting_as('coordinator')) AND leader_group IN (SELECT id FROM leader_group));
CREATE POLICY meeting_own ON meeting FOR SELECT USING (leader_group = (SELECT p.leader_group FROM acting_place() AS p));
CREATE POLICY meeting_chaired_new ON meeting FOR INSERT WITH CHECK (leader_group = (SELECT p.chaired FROM acting_place() AS p));
CREATE POLICY meeting_chaired ON meeting FOR UPDATE
    USING (leader_group = (SELECT p.chaired FROM acting_place() AS p))
    WITH CHECK (leader_group = (SELECT p.chaired FROM acting_place() AS p));
CREATE TRIGGER meeting_own_columns BEFORE UPDATE ON meeting FOR EACH ROW WHEN (acting_as('coordinator', 'leader'))
    EXECUTE FUNCTION refuse_other_columns('starts', 'ends', 'place');

DROP POLICY helper_administration ON helper;
CREATE POLICY helper_keeping ON helper
    USING ((SELECT acting_as('administrator'))) WITH CHECK ((SELECT acting_as('administrator')));
CREATE POLICY helper_coordination ON helper
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));
CREATE POLICY helper_own ON helper FOR SELECT USING (id = (SELECT acting_helper()));

-- What people have done: the leader's own, the helper's own, and the post's, which must leave reminders out.

DROP POLICY booking_administration ON booking;
CREATE POLICY booking_post ON booking USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY booking_own ON booking USING (leader = (SELECT acting_leader())) WITH CHECK (leader = (SELECT acting_leader()));
CREATE POLICY booking_given ON booking FOR SELECT USING (helper = (SELECT acting_helper()));

DROP POLICY film_done_post ON film_done;
DROP POLICY film_done_said ON film_done;
CREATE POLICY film_done_reading ON film_done FOR SELECT
    USING ((SELECT acting_as('post')) OR leader = (SELECT acting_leader()));
-- An administrator may say it for somebody, and does not learn whether it was so already.
CREATE POLICY film_done_said ON film_done FOR INSERT
    WITH CHECK ((SELECT acting_as('administrator')) OR leader = (SELECT acting_leader()));

ALTER TABLE reflection_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY reflection_done_reading ON reflection_done FOR SELECT
    USING ((SELECT acting_as('post')) OR leader_group = (SELECT p.leader_group FROM acting_place() AS p));
CREATE POLICY reflection_done_said ON reflection_done FOR INSERT
    WITH CHECK ((SELECT acting_as('administrator')) OR leader_group = (SELECT p.chaired FROM acting_place() AS p));

-- The plan: the post derives it. A row of one leader's says that the leader has booked, and when.

DROP POLICY planned_prompt_of_all ON planned_prompt;
CREATE POLICY planned_prompt_post ON planned_prompt USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY planned_prompt_reading ON planned_prompt FOR SELECT
    USING (leader IS NULL AND ((SELECT acting_as('administrator')) OR municipality = (SELECT acting_municipality())));
CREATE POLICY planned_prompt_own ON planned_prompt FOR SELECT
    USING (municipality = (SELECT p.municipality FROM acting_place() AS p)
           AND (leader IS NULL OR leader = (SELECT acting_leader()))
           AND (leader_group IS NULL OR leader_group = (SELECT p.leader_group FROM acting_place() AS p)));

ALTER TABLE stopped_prompt ENABLE ROW LEVEL SECURITY;
CREATE POLICY stopped_prompt_keeping ON stopped_prompt
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY stopped_prompt_reading ON stopped_prompt FOR SELECT
    USING ((SELECT acting_as('coordinator', 'leader')) AND course = (SELECT acting_course()));

-- The mailbox: the post writes it. What is discreet is seen by the post and its own leader only.

DROP POLICY letter_administration ON letter;
CREATE POLICY letter_post ON letter USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY letter_reading ON letter FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR municipality = (SELECT acting_municipality()))
           OR leader = (SELECT acting_leader()));

DROP POLICY letter_history_administration ON letter_history;
CREATE POLICY letter_history_post ON letter_history USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY letter_history_reading ON letter_history FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR municipality = (SELECT acting_municipality()))
           OR leader = (SELECT acting_leader()));

DROP POLICY letter_item_administration ON letter_item;
CREATE POLICY letter_item_post ON letter_item USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY letter_item_reading ON letter_item FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR municipality = (SELECT acting_municipality()))
           OR leader = (SELECT acting_leader()));

-- The bytes of a letter hold live links, and all that it brings.
DROP POLICY letter_message_administration ON letter_message;
CREATE POLICY letter_message_post ON letter_message USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY letter_message_own ON letter_message FOR SELECT USING ((SELECT acting_as('leader')) AND is_own_letter(letter));

DROP POLICY correction_administration ON correction;
CREATE POLICY correction_post ON correction USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY correction_reading ON correction FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR municipality = (SELECT acting_municipality()))
           OR leader = (SELECT acting_leader()));

DROP POLICY corrected_date_administration ON corrected_date;
CREATE POLICY corrected_date_post ON corrected_date USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY corrected_date_reading ON corrected_date FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR (SELECT acting_as('coordinator')) AND is_own_leader(leader))
           OR leader = (SELECT acting_leader()));

DROP POLICY bounce_administration ON bounce;
CREATE POLICY bounce_post ON bounce USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY bounce_reading ON bounce FOR SELECT
    USING (NOT discreet AND ((SELECT acting_as('administrator')) OR (SELECT acting_as('coordinator')) AND is_own_leader(leader))
           OR leader = (SELECT acting_leader()));

DROP POLICY readdressed_letter_administration ON readdressed_letter;
CREATE POLICY readdressed_letter_post ON readdressed_letter
    USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));

-- Beside the letters: nobody's name, but how much a municipality's route carries, and when. What became of letters is counted to the
-- last one, those sent if needed too: that is for whoever watches over the machine, and for no page.

ALTER TABLE mailman ENABLE ROW LEVEL SECURITY;
CREATE POLICY mailman_post ON mailman USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
CREATE POLICY mailman_reading ON mailman FOR SELECT USING ((SELECT acting_as('administrator')));
ALTER TABLE mail_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY mail_route_keeping ON mail_route
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE mail_tally ENABLE ROW LEVEL SECURITY;
CREATE POLICY mail_tally_post ON mail_tally USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));

DROP POLICY audit_entry_writing ON audit_entry;
CREATE POLICY audit_entry_writing ON audit_entry FOR INSERT
    WITH CHECK ((SELECT acting_as('administrator', 'post', 'door')) OR course = (SELECT acting_course()));

-- What may be counted -----------------------------------------------------------------------------------------------------

-- A figure that may be shown of so many people: none where it, or its complement, is under five; else a multiple of five, so
-- that no two figures, be they of two days or of a whole and a part, differ by fewer.
CREATE FUNCTION shown(figure bigint, of bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN of = 0 THEN 0 WHEN figure >= 5 AND of - figure >= 5 THEN figure / 5 * 5 END;

-- The municipalities of a course that who acts may count in.
CREATE FUNCTION countable_municipalities(asked bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT m.id FROM municipality m
    WHERE m.course = asked AND (acting_as('administrator', 'post') OR m.id = acting_municipality());
END;

-- The modules of a course of a kind.
CREATE FUNCTION modules_of_kind(asked bigint, kind text) RETURNS TABLE (module text, place bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT m.value ->> 'key', m.place
    FROM course c, jsonb_array_elements(c.programme -> 'modules') WITH ORDINALITY AS m (value, place)
    WHERE c.id = asked AND m.value ->> 'kind' = modules_of_kind.kind;
END;
REVOKE EXECUTE ON FUNCTION modules_of_kind(bigint, text) FROM PUBLIC;

-- How many have done what the course's modules of a kind ask for, and of how many: people who have seen a film or booked a check,
-- groups that have written their notes. Whoever has ever taken part counts, and goes on counting: else a figure before and after
-- somebody is taken out would tell what that one has done.
CREATE FUNCTION progress_counts(asked bigint, kind text)
    RETURNS TABLE (module text, municipality bigint, done bigint, everybody bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH done AS (
        SELECT l.municipality, d.module, count(*) AS number FROM film_done d JOIN leader l ON l.id = d.leader
        WHERE kind = 'film' AND l.course = asked GROUP BY l.municipality, d.module
        UNION ALL
        SELECT l.municipality, b.module, count(*) FROM booking b JOIN leader l ON l.id = b.leader
        WHERE kind = 'service-check' AND l.course = asked GROUP BY l.municipality, b.module
        UNION ALL
        SELECT g.municipality, r.module, count(*) FROM reflection_done r JOIN leader_group g ON g.id = r.leader_group
        WHERE kind = 'reflection' AND EXISTS (SELECT FROM leader l WHERE l.leader_group = g.id AND l.course = asked)
        GROUP BY g.municipality, r.module),
    everybody AS (
        SELECT l.municipality, CASE kind WHEN 'reflection' THEN count(DISTINCT l.leader_group) ELSE count(*) END AS number
        FROM leader l WHERE l.course = asked GROUP BY l.municipality)
    SELECT f.module, c.id, shown(coalesce(d.number, 0), coalesce(e.number, 0)), coalesce(e.number, 0)
    FROM modules_of_kind(asked, kind) AS f CROSS JOIN countable_municipalities(asked) AS c (id)
    LEFT JOIN everybody e ON e.municipality = c.id LEFT JOIN done d ON d.municipality = c.id AND d.module = f.module
    ORDER BY f.place, c.id;
END;

-- How many of the chair's group have seen each film, in words; of a group of five or more.
CREATE FUNCTION film_shares_of_chair() RETURNS TABLE (module text, share text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH chaired AS (SELECT p.course, p.chaired AS id FROM acting_place() AS p WHERE p.chaired IS NOT NULL),
    people AS (
        SELECT l.id FROM leader l JOIN chaired g ON l.leader_group = g.id WHERE l.withdrawn_at IS NULL),
    counted AS (
        SELECT f.module, f.place, (SELECT count(*) FROM people) AS people,
               (SELECT count(*) FROM film_done d JOIN people ON people.id = d.leader WHERE d.module = f.module) AS seen
        FROM chaired g CROSS JOIN LATERAL modules_of_kind(g.course, 'film') AS f)
    SELECT module, CASE WHEN seen * 5 >= people * 4 THEN 'almost-all' WHEN seen * 3 >= people THEN 'some' ELSE 'few' END
    FROM counted WHERE people >= 5 ORDER BY place;
END;

-- Tables ------------------------------------------------------------------------------------------------------------------

ALTER TABLE seat ADD COLUMN table_name text
    CONSTRAINT seat_table_name CHECK (length(table_name) BETWEEN 1 AND 40 AND table_name !~ '[[:cntrl:]]');
COMMENT ON COLUMN seat.table_name IS 'the table in that session, as people call it; NULL until it is set';
ALTER TABLE planned_prompt DROP CONSTRAINT planned_prompt_needs,
    ADD CONSTRAINT planned_prompt_needs CHECK (needs IN ('seat', 'table', 'group', 'date'));
-- What tells of a table waits for it, wherever people are seated at tables.
UPDATE planned_prompt p SET needs = 'table'
FROM course c, jsonb_array_elements(c.programme -> 'modules') AS m (value)
WHERE p.course = c.id AND p.needs = 'seat' AND m.value ->> 'key' = p.module AND jsonb_typeof(m.value -> 'tables') = 'object';

-- Who is whom -------------------------------------------------------------------------------------------------------------

-- The leaders of a course at its sessions, where leaders of all municipalities meet; where a module has one, everybody is.
CREATE FUNCTION joint_leaders(asked bigint)
    RETURNS TABLE (leader bigint, name text, area text, municipality bigint, module text, session text, table_name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH sitting AS (
        SELECT s.module, s.key, s.position, count(*) OVER (PARTITION BY s.module) AS sittings FROM session s WHERE s.course = asked)
    SELECT l.id, l.name, a.name, l.municipality, s.module, s.key, t.table_name
    FROM leader l JOIN area a ON a.id = l.area CROSS JOIN sitting s
    LEFT JOIN seat t ON t.leader = l.id AND t.module = s.module AND t.session = s.key
    WHERE l.course = asked AND l.withdrawn_at IS NULL AND (s.sittings = 1 OR t.leader IS NOT NULL)
      AND (acting_as('administrator', 'post') OR acting_as('coordinator') AND acting_course() = asked)
    ORDER BY s.position, s.module, s.key, l.municipality, l.name, l.id;
END;

-- The names of the chair's group.
CREATE FUNCTION group_of_chair() RETURNS TABLE (leader bigint, name text, area text, chair boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT l.id, l.name, a.name, l.chair
    FROM leader l JOIN area a ON a.id = l.area
    WHERE l.leader_group = (SELECT p.chaired FROM acting_place() AS p) AND l.withdrawn_at IS NULL
    ORDER BY l.name, l.id;
END;

-- Who has booked with the helper.
CREATE FUNCTION booked_with_helper()
    RETURNS TABLE (leader bigint, name text, area text, module text, starts timestamp, ends timestamp, place text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT l.id, l.name, a.name, b.module, b.starts, b.ends, b.place
    FROM booking b JOIN leader l ON l.id = b.leader JOIN area a ON a.id = l.area
    WHERE b.helper = acting_helper() AND l.course = acting_course() AND l.withdrawn_at IS NULL
    ORDER BY b.starts, l.id;
END;

REVOKE EXECUTE ON FUNCTION acting_place(), acting_course(), is_own_leader(bigint), is_own_letter(bigint),
    countable_municipalities(bigint), progress_counts(bigint, text), film_shares_of_chair(), joint_leaders(bigint), group_of_chair(), booked_with_helper() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_place(), acting_course(), is_own_leader(bigint), is_own_letter(bigint),
    countable_municipalities(bigint), progress_counts(bigint, text), film_shares_of_chair(), joint_leaders(bigint), group_of_chair(), booked_with_helper()
    TO tandem_service;
