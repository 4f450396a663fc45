-- The post beside the letters: routes and who serves them, what was counted, what came back, what is held, and who did what.

-- A mailman at work, by its own telling, once a round; one that has not been heard of for long is dead.
CREATE TABLE mailman (
    name             text PRIMARY KEY,
    route            text NOT NULL,
    seen_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    paused_since     timestamptz,
    paused_until     timestamptz,
    pause_cause      text,
    CONSTRAINT mailman_pause CHECK ((paused_since IS NULL) = (paused_until IS NULL))
);

COMMENT ON COLUMN mailman.pause_cause IS 'kind and phase of the route''s fault and the server''s code; never its text';

-- What people or a limit say of a route; a route without a row has neither hold nor limit.
CREATE TABLE mail_route (
    name             text PRIMARY KEY,
    held_at          timestamptz,
    allowance        double precision NOT NULL DEFAULT 0 CONSTRAINT mail_route_allowance CHECK (allowance >= 0),
    allowed_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON COLUMN mail_route.allowance IS 'letters that may be claimed at allowed_at, where the route has a limit a minute';

-- What became of letters, counted as it is written: a row a batch, so that mailmen never wait for each other; summed up in rounds.
CREATE TABLE mail_tally (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    route            text NOT NULL,
    event            text NOT NULL CONSTRAINT mail_tally_event
                     CHECK (event IN ('sent', 'failed', 'skipped', 'cancelled', 'deferred', 'bounced')),
    bucket           smallint NOT NULL DEFAULT 0,
    count            bigint NOT NULL,
    seconds          double precision NOT NULL DEFAULT 0
);

COMMENT ON COLUMN mail_tally.bucket IS 'of sent letters: how many of the histogram''s bounds their lateness has passed';
COMMENT ON COLUMN mail_tally.seconds IS 'of sent letters: their lateness, added up';

-- A report that a letter came back; one of a kind a letter.
CREATE TABLE bounce (
    letter           bigint NOT NULL,
    kind             text NOT NULL CONSTRAINT bounce_kind CHECK (kind IN ('hard', 'soft', 'delayed')),
    course           bigint NOT NULL,
    leader           bigint NOT NULL,
    received_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    status           text,
    diagnostic       text,
    PRIMARY KEY (letter, kind)
);

COMMENT ON COLUMN bounce.kind IS 'hard: the address is dead; soft: refused for another reason; delayed: the server goes on trying';
CREATE INDEX bounce_of_course ON bounce (course, leader);

CREATE INDEX letter_history_of_token ON letter_history (token);

ALTER TABLE letter_item DROP CONSTRAINT letter_item_state;
ALTER TABLE letter_item ADD CONSTRAINT letter_item_state
    CHECK (state IN ('pending', 'sent', 'failed', 'bounced', 'skipped'));
ALTER TABLE correction DROP CONSTRAINT correction_state;
ALTER TABLE correction ADD CONSTRAINT correction_state
    CHECK (state IN ('pending', 'sent', 'failed', 'bounced', 'skipped'));

-- A prompt that somebody has stopped, whatever scopes it is planned for: held, or never to be sent to those who have not got it.
CREATE TABLE stopped_prompt (
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    module           text NOT NULL,
    prompt           text NOT NULL,
    stop             text NOT NULL CONSTRAINT stopped_prompt_stop CHECK (stop IN ('held', 'cancelled')),
    stopped_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (course, module, prompt)
);

-- Who did what to whom and when. Append-only: the service may add and read, nothing else.
CREATE TABLE audit_entry (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at               timestamptz NOT NULL DEFAULT clock_timestamp(),
    doer             text NOT NULL,
    action           text NOT NULL,
    course           bigint,
    subject          text,
    detail           jsonb NOT NULL DEFAULT '{}'
);

COMMENT ON COLUMN audit_entry.doer IS 'who acted: a person''s address, or the account at the terminal';
COMMENT ON COLUMN audit_entry.action IS 'the command or page, as mail.hold';
COMMENT ON COLUMN audit_entry.subject IS 'to what: a letter''s number, a prompt''s key, a route, a leader''s number';
CREATE INDEX audit_entry_of_course ON audit_entry (course, at);

ALTER TABLE bounce ENABLE ROW LEVEL SECURITY;
CREATE POLICY bounce_administration ON bounce
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_reading ON audit_entry FOR SELECT USING ((SELECT acting_as('administrator')));
CREATE POLICY audit_entry_writing ON audit_entry FOR INSERT WITH CHECK ((SELECT acting_as('administrator', 'post')));

GRANT SELECT, INSERT, UPDATE, DELETE ON mailman, mail_route, mail_tally, bounce, stopped_prompt TO tandem_service;
GRANT SELECT, INSERT ON audit_entry TO tandem_service;
