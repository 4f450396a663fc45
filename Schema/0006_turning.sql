-- The hot table turns: what is settled leaves dead rows behind, which no vacuum takes away while a long transaction (a backup, a
-- report) could still see them, and every claim walks past them. So new letters go into one slot of several in turn;
-- a slot that has been emptied is truncated, whoever is looking on. (The idea is PgQ's: Skype, 2007.)

ALTER TABLE letter RENAME TO letter_before;
ALTER TABLE letter_before RENAME CONSTRAINT letter_pkey TO letter_before_pkey;
ALTER INDEX letter_claim RENAME TO letter_before_claim;

-- Its value is the slot that new letters go into. A sequence, since it has one version only, whoever looks on.
CREATE SEQUENCE letter_turn AS smallint MINVALUE 1 MAXVALUE 15 START 1;

-- A plain expression, so that PostgreSQL puts it in place of the call: a release asks it once a letter.
CREATE FUNCTION letter_slot() RETURNS smallint
    LANGUAGE sql VOLATILE
    RETURN coalesce(pg_sequence_last_value('letter_turn'), 1)::smallint;

CREATE TABLE letter (
    id               bigint NOT NULL DEFAULT nextval('letter_id'),
    route            text NOT NULL,
    lane             smallint NOT NULL DEFAULT 1,
    next_at          timestamptz NOT NULL,
    attempt          integer NOT NULL DEFAULT 0,
    failures         integer NOT NULL DEFAULT 0,
    claimed_by       text,
    course           bigint NOT NULL,
    leader           bigint NOT NULL,
    token            uuid NOT NULL DEFAULT gen_random_uuid(),
    welcome          boolean NOT NULL DEFAULT false,
    released_at      timestamptz NOT NULL,
    useful_until     timestamptz NOT NULL,
    reply_code       smallint,
    reply            text,
    slot             smallint NOT NULL DEFAULT letter_slot(),
    PRIMARY KEY (id, slot)
) PARTITION BY LIST (slot);

COMMENT ON COLUMN letter.next_at IS 'due time, retry time or end of the lease; infinity while somebody holds the letter';
COMMENT ON COLUMN letter.attempt IS 'claims so far; a settlement names the one it belongs to';
COMMENT ON COLUMN letter.failures IS 'transient refusals so far; they set the pace of the retries';
COMMENT ON COLUMN letter.lane IS '0 before 1';
COMMENT ON COLUMN letter.slot IS 'where it lies; 0 for those that wait long, the others in turn; changes only while nobody has claimed it';

CREATE INDEX letter_claim ON letter (route, lane, next_at);

-- Makes a slot; the caller is the owner. Attached, not created in place: that would wait for everybody who reads a letter.
-- But nobody may be writing: a statement that goes on would not know the slot when the new letters' turn comes there.
CREATE FUNCTION make_letter_slot(asked smallint) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    LOCK TABLE public.letter IN SHARE MODE;
    EXECUTE format('CREATE TABLE public.letter_%s (LIKE public.letter INCLUDING DEFAULTS) '
                   'WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)', asked);
    EXECUTE format('ALTER TABLE public.letter ATTACH PARTITION public.letter_%s FOR VALUES IN (%s)', asked, asked);
END
$$;
REVOKE EXECUTE ON FUNCTION make_letter_slot(smallint) FROM PUBLIC;

-- The slots there are, and how many dead rows each has, as far as is known.
CREATE FUNCTION letter_slots() RETURNS TABLE (slot smallint, relation regclass, dead bigint)
    LANGUAGE sql VOLATILE
BEGIN ATOMIC
    SELECT n::smallint, r, coalesce(pg_stat_get_dead_tuples(r), 0)
    FROM generate_series(0, 15) AS n, LATERAL to_regclass('public.letter_' || n) AS r WHERE r IS NOT NULL;
END;

SELECT make_letter_slot(slot::smallint) FROM generate_series(0, 3) AS slot;

INSERT INTO letter (id, route, lane, next_at, attempt, failures, claimed_by, course, leader, token, welcome, released_at,
                    useful_until, reply_code, reply)
SELECT id, route, lane, next_at, attempt, failures, claimed_by, course, leader, token, welcome, released_at,
       useful_until, reply_code, reply
FROM letter_before;
DROP TABLE letter_before;

-- Slots that could not be emptied, since somebody else held them; and until when that is not tried again. As slot 0: none
-- could be made or dropped.
CREATE TABLE kept_slot (
    slot             smallint PRIMARY KEY,
    times            integer NOT NULL DEFAULT 1,
    until            timestamptz NOT NULL
);

CREATE FUNCTION is_kept(asked smallint) RETURNS boolean
    LANGUAGE sql VOLATILE
    RETURN EXISTS (SELECT FROM kept_slot WHERE slot = asked AND until > clock_timestamp());

-- Everybody waits while a lock is waited for: where somebody does not let go, it is tried ever more rarely.
CREATE FUNCTION keep_slot(asked smallint) RETURNS void
    LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO kept_slot (slot, until) VALUES (asked, clock_timestamp() + interval '5 seconds')
    ON CONFLICT (slot) DO UPDATE SET times = kept_slot.times + 1,
        until = clock_timestamp() + least(5 * 2 ^ kept_slot.times, 300) * interval '1 second';
END;

-- How many dead rows a slot has when the next one's turn comes: those of two thousand letters. Fewer, and emptying slots would
-- take longer than walking past what is dead.
CREATE FUNCTION letters_a_turn() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 4000;

CREATE FUNCTION letters_are_to_turn() RETURNS boolean
    LANGUAGE sql VOLATILE
    RETURN coalesce(pg_stat_get_dead_tuples(to_regclass('public.letter_' || letter_slot())) >= letters_a_turn(), false);

-- Has the next slot take the new letters where the present one is full of dead rows, and empties one that is drained. The
-- service cannot: it owns nothing. Everybody waits while a slot is emptied; so it is one at a time, and none that somebody
-- does not let go of at once.
CREATE FUNCTION turn_letters() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '100ms'
AS $$
DECLARE
    present   smallint := letter_slot();
    following smallint;
    surplus   smallint;
    drained   record;
    is_live   boolean;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'letters turn in a transaction that sees what others have just written' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    IF NOT pg_try_advisory_xact_lock('public.letter'::regclass::oid::bigint) THEN RETURN; END IF;  -- another mailman is at it

    IF letters_are_to_turn() THEN
        SELECT s.slot INTO following FROM letter_slots() AS s
        WHERE s.slot NOT IN (0, present) AND s.dead < letters_a_turn() / 10 ORDER BY s.slot LIMIT 1;
        IF following IS NOT NULL THEN
            PERFORM setval('letter_turn', following);
            present := following;
        ELSE
            SELECT min(n) INTO following FROM generate_series(1, 15) AS n
            WHERE to_regclass('public.letter_' || n) IS NULL AND NOT is_kept(0::smallint);
            IF following IS NOT NULL THEN
                BEGIN
                    PERFORM make_letter_slot(following);
                    DELETE FROM kept_slot WHERE slot = 0;
                    RETURN;  -- its turn comes when it is there for good: a sequence does not wait for a transaction's end
                EXCEPTION WHEN lock_not_available THEN PERFORM keep_slot(0::smallint);
                END;
            END IF;
        END IF;
    END IF;

    FOR drained IN
        SELECT s.slot, s.relation FROM letter_slots() AS s
        WHERE s.slot NOT IN (0, present) AND s.dead >= letters_a_turn() / 10
          AND NOT is_kept(s.slot)
        ORDER BY s.slot
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', drained.relation) INTO is_live;
        CONTINUE WHEN is_live;
        BEGIN
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', drained.relation);
            -- Again, now that nobody can write: a transaction that began in the slot's turn may have ended only now.
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', drained.relation) INTO is_live;
            CONTINUE WHEN is_live;
            EXECUTE format('TRUNCATE %s', drained.relation);
            DELETE FROM kept_slot WHERE slot = drained.slot;
            RETURN;
        EXCEPTION WHEN lock_not_available THEN PERFORM keep_slot(drained.slot);
        END;
    END LOOP;

    -- A slot that was made while others were held, and is not needed any more.
    SELECT max(slot) INTO surplus FROM letter_slots() WHERE slot > 3 AND slot <> present;
    IF NOT is_kept(0::smallint)
        AND (SELECT count(*) FROM letter_slots() WHERE slot NOT IN (0, present, surplus) AND dead < letters_a_turn() / 10) >= 2
    THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM public.letter_%s)', surplus) INTO is_live;
        IF NOT is_live THEN
            BEGIN
                LOCK TABLE public.letter IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('SELECT EXISTS (SELECT FROM public.letter_%s)', surplus) INTO is_live;
                IF NOT is_live THEN EXECUTE format('DROP TABLE public.letter_%s', surplus); END IF;
            EXCEPTION WHEN lock_not_available THEN PERFORM keep_slot(0::smallint);
            END;
        END IF;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION turn_letters() FROM PUBLIC;

-- The month of the letter history, as before; and where letters come into the default partition at the same moment, they are
-- there first, and the month stays with it.
CREATE OR REPLACE FUNCTION make_letter_history_month(asked date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
    first_day date := date_trunc('month', asked)::date;
    partition text := 'letter_history_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF abs(asked - current_date) > 800 THEN
        RAISE EXCEPTION 'months of the letter history are made for the years around now' USING ERRCODE = 'check_violation';
    END IF;
    BEGIN
        IF to_regclass('public.' || partition) IS NULL AND NOT EXISTS (
            SELECT FROM letter_history_rest WHERE settled_at >= first_day AND settled_at < first_day + interval '1 month')
        THEN
            EXECUTE format('CREATE TABLE public.%I PARTITION OF public.letter_history FOR VALUES FROM (%L) TO (%L)',
                           partition, first_day, (first_day + interval '1 month')::date);
        END IF;
    EXCEPTION
        WHEN duplicate_table THEN NULL;  -- another mailman made it
        WHEN check_violation THEN NULL;  -- a letter of that month has just come into the default partition
    END;
END
$$;

ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_administration ON letter
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));

GRANT SELECT, INSERT, UPDATE, DELETE ON letter TO tandem_service;
GRANT SELECT ON SEQUENCE letter_turn TO tandem_service;
GRANT EXECUTE ON FUNCTION turn_letters() TO tandem_service;
