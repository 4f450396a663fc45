-- The ledger at a glance: what became of every prompt, counted as it is written, so that looking on costs nobody anything.

-- Leaders × prompt by what became of them, as changes: a row a statement and kind, so that mailmen never wait for each other;
-- added up, they are the items as they stand. Only the triggers below write it.
CREATE TABLE item_tally (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    planned          bigint NOT NULL,
    discreet         boolean NOT NULL,
    state            text NOT NULL,
    skip             text,
    leaders          bigint NOT NULL
);
CREATE INDEX item_tally_of_planned ON item_tally (planned);

COMMENT ON COLUMN item_tally.leaders IS 'how many more, or fewer; summed up in rounds';

-- The number grows with whatever can change whom a prompt waits for: not with a letter that is sent.
CREATE TABLE ledger_change (
    course           bigint PRIMARY KEY,
    number           bigint NOT NULL DEFAULT 1
);

CREATE FUNCTION tally_items() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO item_tally (planned, discreet, state, skip, leaders)
        SELECT planned, discreet, state, skip, count(*) FROM added GROUP BY planned, discreet, state, skip;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO item_tally (planned, discreet, state, skip, leaders)
        SELECT planned, discreet, state, skip, -count(*) FROM removed GROUP BY planned, discreet, state, skip;
    ELSE
        INSERT INTO item_tally (planned, discreet, state, skip, leaders)
        SELECT planned, discreet, state, skip, sum(leaders)
        FROM (SELECT planned, discreet, state, skip, 1 AS leaders FROM added
              UNION ALL SELECT planned, discreet, state, skip, -1 FROM removed) AS change
        GROUP BY planned, discreet, state, skip HAVING sum(leaders) <> 0;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION forget_items() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    DELETE FROM item_tally;
    UPDATE ledger_change SET number = number + 1;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_ledger_change(courses bigint[]) RETURNS void
    LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO ledger_change (course) SELECT DISTINCT c FROM unnest(courses) AS c WHERE c IS NOT NULL ORDER BY c
    ON CONFLICT (course) DO UPDATE SET number = ledger_change.number + 1;
END;
REVOKE EXECUTE ON FUNCTION note_ledger_change(bigint[]) FROM PUBLIC;

-- Of items only that they come and go.
CREATE FUNCTION note_items() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM note_ledger_change(ARRAY(
        SELECT DISTINCT p.course FROM (SELECT DISTINCT planned FROM altered) AS i JOIN planned_prompt p ON p.id = i.planned));
    RETURN NULL;
END
$$;

-- Of rows with a course that somebody has added or taken away.
CREATE FUNCTION note_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM note_ledger_change(ARRAY(SELECT DISTINCT course FROM altered));
    RETURN NULL;
END
$$;

CREATE FUNCTION note_meetings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM note_ledger_change(ARRAY(
        SELECT DISTINCT m.course FROM altered a JOIN leader_group g ON g.id = a.leader_group
        JOIN municipality m ON m.id = g.municipality));
    RETURN NULL;
END
$$;

-- Of leaders where they are, and whether they take part; not that an address was refused.
CREATE FUNCTION note_leaders() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM note_ledger_change(ARRAY(
        SELECT DISTINCT n.course FROM added n JOIN removed o USING (id)
        WHERE (n.municipality, n.leader_group, n.chair, n.enrolled_at, n.withdrawn_at)
              IS DISTINCT FROM (o.municipality, o.leader_group, o.chair, o.enrolled_at, o.withdrawn_at)));
    RETURN NULL;
END
$$;

-- Of the plan whom a row is for, and until when it is of use.
CREATE FUNCTION note_plan() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM note_ledger_change(ARRAY(
        SELECT DISTINCT n.course FROM added n JOIN removed o USING (id)
        WHERE (n.audience, n.seating, n.session, n.meetings, n.useful_until, n.withdrawn_at)
              IS DISTINCT FROM (o.audience, o.seating, o.session, o.meetings, o.useful_until, o.withdrawn_at)));
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION tally_items(), forget_items(), note_items(), note_rows(), note_meetings(), note_leaders(), note_plan()
    FROM PUBLIC;

CREATE TRIGGER letter_item_added AFTER INSERT ON letter_item
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER letter_item_removed AFTER DELETE ON letter_item
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER letter_item_changed AFTER UPDATE ON letter_item
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER letter_item_forgotten AFTER TRUNCATE ON letter_item FOR EACH STATEMENT EXECUTE FUNCTION forget_items();
CREATE TRIGGER letter_item_noted AFTER INSERT ON letter_item
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_items();
CREATE TRIGGER letter_item_gone_noted AFTER DELETE ON letter_item
    REFERENCING OLD TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_items();
CREATE TRIGGER leader_added_noted AFTER INSERT ON leader
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER leader_removed_noted AFTER DELETE ON leader
    REFERENCING OLD TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER leader_changed_noted AFTER UPDATE ON leader
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_leaders();
CREATE TRIGGER seat_added_noted AFTER INSERT ON seat
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER seat_changed_noted AFTER UPDATE ON seat
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER seat_removed_noted AFTER DELETE ON seat
    REFERENCING OLD TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER meeting_added_noted AFTER INSERT ON meeting
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_meetings();
CREATE TRIGGER meeting_removed_noted AFTER DELETE ON meeting
    REFERENCING OLD TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_meetings();
CREATE TRIGGER planned_prompt_added_noted AFTER INSERT ON planned_prompt
    REFERENCING NEW TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER planned_prompt_removed_noted AFTER DELETE ON planned_prompt
    REFERENCING OLD TABLE AS altered FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
CREATE TRIGGER planned_prompt_changed_noted AFTER UPDATE ON planned_prompt
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_plan();

INSERT INTO item_tally (planned, discreet, state, skip, leaders)
SELECT planned, discreet, state, skip, count(*) FROM letter_item GROUP BY planned, discreet, state, skip;

-- Adds rows of a kind up into one, where there are many. The service cannot: it may not write here.
CREATE FUNCTION sum_up_items() RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH several AS (
        SELECT planned FROM item_tally GROUP BY planned HAVING count(*) > 20),
    taken AS MATERIALIZED (
        SELECT t.id FROM item_tally t JOIN several USING (planned) ORDER BY t.id LIMIT 100000 FOR UPDATE OF t SKIP LOCKED),
    gone AS (
        DELETE FROM item_tally t USING taken WHERE t.id = taken.id
        RETURNING t.planned, t.discreet, t.state, t.skip, t.leaders)
    INSERT INTO item_tally (planned, discreet, state, skip, leaders)
    SELECT planned, discreet, state, skip, sum(leaders) FROM gone GROUP BY planned, discreet, state, skip
    HAVING sum(leaders) <> 0;
END;
REVOKE EXECUTE ON FUNCTION sum_up_items() FROM PUBLIC;

-- Of each discreet prompt in each municipality whose moment has come: how many it has reached or was left out for, and how many got
-- it. Both are multiples of five: letters that are taken back leave those behind whom it was left out for, and the two figures
-- that an exact one would then have had differ by who got it. Of fewer than five it is only said that they are fewer (0, NULL).
CREATE FUNCTION discreet_counts(asked bigint)
    RETURNS TABLE (municipality bigint, module text, prompt text, reached bigint, sent bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH counted AS (
        SELECT p.municipality, p.module, p.prompt, coalesce(sum(t.leaders), 0)::bigint AS reached,
               coalesce(sum(t.leaders) FILTER (WHERE t.state <> 'skipped'), 0)::bigint AS sent,
               bool_or(p.send_at <= now.moment) AS has_come
        FROM (SELECT course_now(asked) AS moment) AS now CROSS JOIN planned_prompt p LEFT JOIN item_tally t ON t.planned = p.id
        WHERE p.course = asked AND p.leader IS NULL AND p.discreet
          AND p.municipality IN (SELECT countable_municipalities(asked))
        GROUP BY p.municipality, p.module, p.prompt)
    SELECT municipality, module, prompt, reached / 5 * 5, CASE WHEN reached >= 5 THEN shown(sent, reached) END
    FROM counted WHERE has_come OR reached >= 5;
END;
REVOKE EXECUTE ON FUNCTION discreet_counts(bigint) FROM PUBLIC;

ALTER TABLE item_tally ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_tally_post ON item_tally FOR SELECT USING ((SELECT acting_as('post')));
CREATE POLICY item_tally_reading ON item_tally FOR SELECT
    USING (NOT discreet AND planned IN (SELECT id FROM planned_prompt WHERE NOT planned_prompt.discreet)
           AND ((SELECT acting_as('administrator')) OR (SELECT acting_municipality()) IS NOT NULL));
ALTER TABLE ledger_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY ledger_change_reading ON ledger_change FOR SELECT
    USING ((SELECT acting_as('administrator', 'post')) OR (SELECT acting_as('coordinator')) AND course = (SELECT acting_course()));

GRANT SELECT ON item_tally, ledger_change TO tandem_service;
GRANT EXECUTE ON FUNCTION sum_up_items(), discreet_counts(bigint) TO tandem_service;

-- Whoever is audited, the latest first.
CREATE INDEX audit_entry_by_doer ON audit_entry (doer, id);
CREATE INDEX audit_entry_by_action ON audit_entry (action, id);
