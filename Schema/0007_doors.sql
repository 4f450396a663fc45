-- Who may come in beside leaders and coordinators, and who is in.

-- Runs courses, all of them.
CREATE TABLE administrator (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email            text NOT NULL CONSTRAINT administrator_email_one_line CHECK (email !~ '[[:cntrl:][:space:]]'),
    added_at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX administrator_email_unique ON administrator (lower(email));

-- Gives service checks to the leaders of a municipality.
CREATE TABLE helper (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    name             text NOT NULL CONSTRAINT helper_name_one_line CHECK (name !~ '[[:cntrl:]]'),
    email            text NOT NULL CONSTRAINT helper_email_one_line CHECK (email !~ '[[:cntrl:][:space:]]')
);
CREATE UNIQUE INDEX helper_email_unique ON helper (municipality, lower(email));

ALTER TABLE booking ADD COLUMN helper bigint REFERENCES helper;

-- Somebody who is signed in, at one browser. The browser has the token; here is only what it is known by.
CREATE TABLE sign_in_session (
    token            bytea PRIMARY KEY CONSTRAINT sign_in_session_token CHECK (octet_length(token) = 32),
    email            text NOT NULL,
    began_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    idle             interval NOT NULL,
    ends_at          timestamptz NOT NULL
);

COMMENT ON COLUMN sign_in_session.token IS 'the SHA-256 of the token';
COMMENT ON COLUMN sign_in_session.idle IS 'so long after it was last seen it is over';
CREATE INDEX sign_in_session_of_person ON sign_in_session (lower(email));
CREATE INDEX sign_in_session_age ON sign_in_session (ends_at);

CREATE INDEX leader_of_address ON leader (lower(email));
CREATE INDEX municipality_of_coordinator ON municipality (lower(coordinator));
CREATE INDEX helper_of_address ON helper (lower(email));

ALTER TABLE administrator ENABLE ROW LEVEL SECURITY;
CREATE POLICY administrator_administration ON administrator
    USING ((SELECT acting_as('administrator'))) WITH CHECK ((SELECT acting_as('administrator')));
ALTER TABLE helper ENABLE ROW LEVEL SECURITY;
CREATE POLICY helper_administration ON helper
    USING ((SELECT acting_as('administrator'))) WITH CHECK ((SELECT acting_as('administrator')));
ALTER TABLE sign_in_session ENABLE ROW LEVEL SECURITY;
CREATE POLICY sign_in_session_door ON sign_in_session USING ((SELECT acting_as('door'))) WITH CHECK ((SELECT acting_as('door')));

GRANT SELECT, INSERT, UPDATE, DELETE ON administrator, helper, sign_in_session TO tandem_service;
