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

-- An address, and all the parts that it has; for whoever knows a session's token.
CREATE FUNCTION signed_in(asked bytea)
    RETURNS TABLE (email text, is_stale boolean, part text, id bigint, name text, language text, chair boolean,
                   course text, title text, course_language text,
                   municipality bigint, municipality_key text, municipality_name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH session AS (
        SELECT s.email, lower(s.email) AS folded, clock_timestamp() - s.seen_at > interval '5 minutes' AS is_stale
        FROM sign_in_session s
        WHERE s.token = asked AND clock_timestamp() < s.ends_at AND clock_timestamp() < s.seen_at + s.idle)
    SELECT s.email, s.is_stale, p.part, p.id, p.name, p.language, p.chair, c.key, c.title, c.language,
           m.id, m.key, m.name
    FROM session s
    LEFT JOIN LATERAL (
        SELECT 'administrator' AS part, a.id, NULL::text AS name, NULL::text AS language, false AS chair,
               NULL::bigint AS municipality
        FROM administrator a WHERE lower(a.email) = s.folded
        UNION ALL
        SELECT 'coordinator', m.id, m.contact_name, NULL, false, m.id FROM municipality m WHERE lower(m.coordinator) = s.folded
        UNION ALL
        SELECT 'helper', h.id, h.name, NULL, false, h.municipality FROM helper h WHERE lower(h.email) = s.folded
        UNION ALL
        SELECT 'leader', l.id, l.name, l.language, l.chair, l.municipality FROM leader l
        WHERE lower(l.email) = s.folded AND l.withdrawn_at IS NULL) AS p ON true
    LEFT JOIN municipality m ON m.id = p.municipality
    LEFT JOIN course c ON c.id = m.course
    -- A draft is nobody's business yet but that of those who run it.
    WHERE p.part IS NULL OR p.part NOT IN ('leader', 'helper') OR c.state <> 'draft'
    ORDER BY c.starts DESC, c.id DESC, p.part, p.id;
END;
REVOKE EXECUTE ON FUNCTION signed_in(bytea) FROM PUBLIC;

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
GRANT EXECUTE ON FUNCTION signed_in(bytea) TO tandem_service;
