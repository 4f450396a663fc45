-- Letters by themselves, and the door: somebody asks for a letter, and comes in with what it holds.

-- A letter that brings no prompt, as a sign-in link or a copy to look at: to an address, from another, its bytes made. It waits
-- in `letter` like any other, there of course 0 and leader 0, and is forgotten once it is settled: what it says may be a secret,
-- and that somebody has asked to come in is nobody's business.
CREATE TABLE direct_letter (
    letter           bigint PRIMARY KEY,
    sender           text NOT NULL CONSTRAINT direct_letter_sender_one_line CHECK (sender !~ '[[:cntrl:][:space:]]'),
    recipient        text NOT NULL CONSTRAINT direct_letter_recipient_one_line CHECK (recipient !~ '[[:cntrl:][:space:]]'),
    message          bytea COMPRESSION lz4 NOT NULL
);

-- Nobody reads it but who carries it.
ALTER TABLE direct_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY direct_letter_post ON direct_letter USING ((SELECT acting_as('post'))) WITH CHECK ((SELECT acting_as('post')));
GRANT SELECT, DELETE ON direct_letter TO tandem_service;

-- The way that a municipality's letters take: its course's own where that has a clock and somebody who carries them, or one that
-- the municipality has for itself.
CREATE FUNCTION route_of_municipality(asked bigint, own_routes text[], ordinary text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT coalesce(k.route, CASE WHEN m.key = ANY (own_routes) THEN m.key END)
                     FROM municipality m
                     LEFT JOIN course_clock k ON k.course = m.course AND EXISTS (
                         SELECT FROM mailman w WHERE w.route = k.route AND w.seen_at > clock_timestamp() - interval '2 minutes')
                     WHERE m.id = asked), ordinary);
END;

-- Puts a letter by itself into the mailbox, before all letters of courses, and wakes who carries it. Whoever may have one sent
-- may not read it, so the owner does it for them. A coordinator sends to the own address only, in the own municipality's name and by
-- its ways. `lasts` is real time, whatever the route's clock does.
CREATE FUNCTION queue_direct_letter(token uuid, route text, sender text, recipient text, message bytea, lasts interval)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    at   timestamptz := route_now(route);
    pace double precision := coalesce((SELECT greatest(1, k.rate) FROM course_clock k WHERE k.route = $2), 1);
    made bigint;
BEGIN
    IF NOT acting_as('administrator', 'door') AND NOT EXISTS (
        SELECT FROM municipality m LEFT JOIN course_clock k ON k.course = m.course
        WHERE m.id = acting_municipality() AND lower(m.coordinator) = lower($4)
          AND (m.sender = $3 OR right(m.sender, length($3) + 2) = '<' || $3 || '>')
          AND $2 IN ('post', m.key, k.route))
    THEN
        RAISE EXCEPTION 'letters by themselves are sent by administrators and the door, and by coordinators to themselves'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO letter (route, lane, next_at, course, leader, token, released_at, useful_until)
    VALUES ($2, 0, at, 0, 0, $1, at, at + $6 * pace) RETURNING id INTO made;
    INSERT INTO direct_letter (letter, sender, recipient, message) VALUES (made, $3, $4, $5);
    PERFORM pg_notify('tandem_mail', $2);
    RETURN made;
END
$$;

-- Forgets those that are done, however that came about; who cancels a letter may not read it either.
CREATE FUNCTION forget_direct_letters() RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    DELETE FROM direct_letter d WHERE NOT EXISTS (SELECT FROM letter l WHERE l.id = d.letter);
END;

REVOKE EXECUTE ON FUNCTION route_of_municipality(bigint, text[], text) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION queue_direct_letter(uuid, text, text, text, bytea, interval) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION forget_direct_letters() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION route_of_municipality(bigint, text[], text),
    queue_direct_letter(uuid, text, text, text, bytea, interval), forget_direct_letters() TO tandem_service;

-- Somebody has asked for a letter to come in by. The letter has the link's token and the code, the browser that asked has a
-- token of its own: here is only what they are known by. Rows stay for a day, so that what is asked too often can be told.
CREATE TABLE sign_in_challenge (
    link             bytea PRIMARY KEY CONSTRAINT sign_in_challenge_link CHECK (octet_length(link) = 32),
    email            text NOT NULL,
    network          text,
    browser          bytea CONSTRAINT sign_in_challenge_browser CHECK (octet_length(browser) = 32),
    code             bytea CONSTRAINT sign_in_challenge_code CHECK (octet_length(code) = 32),
    asked_at         timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    wrong_codes      integer NOT NULL DEFAULT 0,
    redeemed_at      timestamptz,
    CONSTRAINT sign_in_challenge_browser_unique UNIQUE (browser),
    CONSTRAINT sign_in_challenge_code_of_browser CHECK ((browser IS NULL) = (code IS NULL))
);

COMMENT ON COLUMN sign_in_challenge.link IS 'the SHA-256 of the link''s token';
COMMENT ON COLUMN sign_in_challenge.email IS 'as it was asked for, known here or not; where it is known, as it stands there';
COMMENT ON COLUMN sign_in_challenge.network IS 'where it was asked from, a /24 or a /64; none at the terminal';
COMMENT ON COLUMN sign_in_challenge.browser IS 'the SHA-256 of the token of the browser that asked; none where no letter was due, or the link was made at the terminal';
COMMENT ON COLUMN sign_in_challenge.code IS 'the SHA-256 of the browser''s token and the code: whoever reads it cannot try all codes';
CREATE INDEX sign_in_challenge_of_address ON sign_in_challenge (lower(email), asked_at);
CREATE INDEX sign_in_challenge_of_network ON sign_in_challenge (network, asked_at);

ALTER TABLE sign_in_challenge ENABLE ROW LEVEL SECURITY;
CREATE POLICY sign_in_challenge_door ON sign_in_challenge
    USING ((SELECT acting_as('door'))) WITH CHECK ((SELECT acting_as('door')));
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_challenge TO tandem_service;

-- Whom a letter to an address is for, and in whose name it is written: always one row, for the door alone. The latest live
-- course on the common clock comes first, one with a clock of its own last: its letters may have nobody who carries them.
-- Somebody without a municipality is written to in the name of the first of the latest course.
CREATE FUNCTION sign_in_addressee(asked text)
    RETURNS TABLE (email text, is_administrator boolean, name text, language text, course text, time_zone text,
                   municipality bigint, municipality_name text, sender text, signed text,
                   contact_name text, contact_email text, contact_phone text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    WITH part AS (
        SELECT a.email, true AS administers, NULL::text AS name, NULL::text AS language, NULL::bigint AS municipality
        FROM administrator a WHERE lower(a.email) = lower(asked)
        UNION ALL
        SELECT m.coordinator, false, CASE WHEN lower(m.contact_email) = lower(m.coordinator) THEN m.contact_name END, NULL, m.id
        FROM municipality m WHERE lower(m.coordinator) = lower(asked)
        UNION ALL
        SELECT h.email, false, h.name, NULL, h.municipality FROM helper h WHERE lower(h.email) = lower(asked)
        UNION ALL
        SELECT l.email, false, l.name, l.language, l.municipality FROM leader l
        WHERE lower(l.email) = lower(asked) AND l.withdrawn_at IS NULL),
    ranked AS (
        SELECT p.email, p.name, coalesce(p.language, c.language) AS language, m.id, c.title,
               row_number() OVER (ORDER BY m.id IS NULL, k.course IS NOT NULL, c.state <> 'live', c.starts DESC, c.id DESC,
                                  p.name IS NULL, m.position) AS place,
               bool_or(p.administers) OVER () AS administers
        FROM part p LEFT JOIN municipality m ON m.id = p.municipality LEFT JOIN course c ON c.id = m.course
        LEFT JOIN course_clock k ON k.course = c.id),
    writing AS (
        SELECT m.id, row_number() OVER (ORDER BY k.course IS NOT NULL, c.state <> 'live', c.starts DESC, c.id DESC, m.position) AS place
        FROM municipality m JOIN course c ON c.id = m.course LEFT JOIN course_clock k ON k.course = c.id)
    SELECT r.email, coalesce(r.administers, false), r.name, r.language, c.title, c.time_zone,
           m.id, m.name, m.sender, m.signed, m.contact_name, m.contact_email, m.contact_phone
    FROM (SELECT) AS one
    LEFT JOIN ranked r ON r.place = 1
    LEFT JOIN municipality m ON m.id = coalesce(r.id, (SELECT w.id FROM writing w WHERE w.place = 1))
    LEFT JOIN course c ON c.id = m.course
    WHERE acting_as('door');
END;
REVOKE EXECUTE ON FUNCTION sign_in_addressee(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_in_addressee(text) TO tandem_service;
