-- The clock of a simulated or demonstrated course. Without a row the database's own clock counts.
CREATE TABLE course_clock (
    course           bigint PRIMARY KEY REFERENCES course ON DELETE CASCADE,
    route            text NOT NULL CONSTRAINT course_clock_route_unique UNIQUE,
    origin           timestamptz NOT NULL,
    base             timestamptz NOT NULL,
    rate             double precision NOT NULL CONSTRAINT course_clock_rate CHECK (rate >= 0)
);

COMMENT ON COLUMN course_clock.origin IS 'the database''s time when the clock was set';
COMMENT ON COLUMN course_clock.base IS 'the course''s time at that moment';
COMMENT ON COLUMN course_clock.rate IS 'course seconds a second; 0 is a clock that stands';

CREATE FUNCTION course_now(asked bigint) RETURNS timestamptz
    LANGUAGE sql VOLATILE
    RETURN coalesce((SELECT base + (clock_timestamp() - origin) * rate FROM course_clock WHERE course = asked), clock_timestamp());

CREATE FUNCTION route_now(asked text) RETURNS timestamptz
    LANGUAGE sql VOLATILE
    RETURN coalesce((SELECT base + (clock_timestamp() - origin) * rate FROM course_clock WHERE route = asked), clock_timestamp());

CREATE FUNCTION route_of(asked bigint) RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce((SELECT route FROM course_clock WHERE course = asked), 'post');

-- Undelivered letters only. No trigger and no foreign key: a row lives for seconds, and is written under the course's lock.
CREATE SEQUENCE letter_id AS bigint CACHE 32;

CREATE TABLE letter (
    id               bigint PRIMARY KEY DEFAULT nextval('letter_id'),
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
    reply            text
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

COMMENT ON COLUMN letter.next_at IS 'due time, retry time or end of the lease';
COMMENT ON COLUMN letter.attempt IS 'claims so far; a settlement names the one it belongs to';
COMMENT ON COLUMN letter.failures IS 'transient refusals so far; they set the pace of the retries';
COMMENT ON COLUMN letter.lane IS '0 before 1';

CREATE INDEX letter_claim ON letter (route, lane, next_at);

-- What was said to the server, to the byte, stored before it is said.
CREATE TABLE letter_message (
    letter           bigint PRIMARY KEY,
    composed_at      timestamptz NOT NULL,
    message          bytea COMPRESSION lz4 NOT NULL
);
CREATE INDEX letter_message_age ON letter_message USING brin (composed_at);

CREATE TABLE letter_history (
    id               bigint NOT NULL,
    settled_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    course_time      timestamptz NOT NULL,
    route            text NOT NULL,
    course           bigint NOT NULL,
    leader           bigint NOT NULL,
    token            uuid NOT NULL,
    attempt          integer NOT NULL,
    failures         integer NOT NULL,
    released_at      timestamptz NOT NULL,
    outcome          text NOT NULL CONSTRAINT letter_history_outcome CHECK (outcome IN ('sent', 'failed', 'skipped', 'cancelled')),
    reply_code       smallint,
    reply            text
) PARTITION BY RANGE (settled_at);

COMMENT ON COLUMN letter_history.settled_at IS 'by the database''s clock, so that months pass whatever a simulated course''s clock does';

CREATE TABLE letter_history_rest PARTITION OF letter_history DEFAULT;
CREATE INDEX letter_history_of_leader ON letter_history (leader, settled_at);
CREATE INDEX letter_history_of_course ON letter_history (course, outcome);

-- Makes the partition of a month of the real calendar, where there is none yet. The service cannot: it owns nothing.
CREATE FUNCTION make_letter_history_month(asked date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
    first_day date := date_trunc('month', asked)::date;
    partition text := 'letter_history_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF abs(asked - current_date) > 800 THEN
        RAISE EXCEPTION 'months of the letter history are made for the years around now' USING ERRCODE = 'check_violation';
    END IF;
    -- A month of which letters lie in the default partition already stays there: a partition beside them is refused.
    IF to_regclass('public.' || partition) IS NULL AND NOT EXISTS (
        SELECT FROM letter_history_rest WHERE settled_at >= first_day AND settled_at < first_day + interval '1 month')
    THEN
        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.letter_history FOR VALUES FROM (%L) TO (%L)',
                       partition, first_day, (first_day + interval '1 month')::date);
    END IF;
EXCEPTION WHEN duplicate_table THEN NULL;  -- another mailman made it
END
$$;

-- A leader's share of a prompt: in which letter, or why in none. The key is the guard against a second one.
CREATE TABLE letter_item (
    leader           bigint NOT NULL,
    module           text NOT NULL,
    prompt           text NOT NULL,
    planned          bigint NOT NULL,
    letter           bigint,
    state            text NOT NULL CONSTRAINT letter_item_state CHECK (state IN ('pending', 'sent', 'failed', 'skipped')),
    skip             text,
    released_at      timestamptz NOT NULL,
    told_edge        text,
    told_at          timestamp,
    told_day_only    boolean,
    told_session     text,
    PRIMARY KEY (leader, module, prompt),
    CONSTRAINT letter_item_skip CHECK ((state = 'skipped') = (skip IS NOT NULL)),
    CONSTRAINT letter_item_letter CHECK (letter IS NOT NULL OR state = 'skipped')
) WITH (fillfactor = 85);

CREATE INDEX letter_item_of_planned ON letter_item (planned);
CREATE INDEX letter_item_of_letter ON letter_item (letter) WHERE letter IS NOT NULL;

-- One for each leader who was told other dates, however many they are.
CREATE SEQUENCE correction_id AS bigint CACHE 32;

CREATE TABLE correction (
    id               bigint PRIMARY KEY DEFAULT nextval('correction_id'),
    course           bigint NOT NULL,
    municipality     bigint NOT NULL,
    leader           bigint NOT NULL,
    letter           bigint,
    state            text NOT NULL CONSTRAINT correction_state CHECK (state IN ('pending', 'sent', 'failed', 'skipped')),
    skip             text,
    released_at      timestamptz NOT NULL,
    CONSTRAINT correction_skip CHECK ((state = 'skipped') = (skip IS NOT NULL))
);
CREATE INDEX correction_of_course ON correction (course, released_at);
CREATE INDEX correction_of_letter ON correction (letter);

CREATE TABLE corrected_date (
    correction       bigint NOT NULL REFERENCES correction ON DELETE CASCADE,
    leader           bigint NOT NULL,
    module           text NOT NULL,
    edge             text NOT NULL,
    was              timestamp NOT NULL,
    was_day_only     boolean NOT NULL,
    told_at          timestamp NOT NULL,
    told_day_only    boolean NOT NULL,
    told_session     text,
    provisional      boolean NOT NULL,
    released_at      timestamptz NOT NULL,
    PRIMARY KEY (correction, module, edge)
);
CREATE INDEX corrected_date_of_leader ON corrected_date (leader, module, edge);

ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_administration ON letter
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE letter_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_message_administration ON letter_message
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE letter_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_history_administration ON letter_history
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE letter_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_item_administration ON letter_item
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY correction_administration ON correction
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE corrected_date ENABLE ROW LEVEL SECURITY;
CREATE POLICY corrected_date_administration ON corrected_date
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));

GRANT SELECT, INSERT, UPDATE, DELETE ON course_clock, letter, letter_message, letter_item, correction, corrected_date
    TO tandem_service;
GRANT SELECT, INSERT ON letter_history TO tandem_service;
GRANT USAGE ON SEQUENCE letter_id, correction_id TO tandem_service;
GRANT EXECUTE ON FUNCTION make_letter_history_month(date) TO tandem_service;
REVOKE EXECUTE ON FUNCTION make_letter_history_month(date) FROM PUBLIC;
