-- Who has agreed to a course's going live, municipality by municipality.

CREATE TABLE agreement (
    municipality     bigint PRIMARY KEY REFERENCES municipality ON DELETE CASCADE,
    agreed_by        text NOT NULL CONSTRAINT agreement_agreed_by_one_line CHECK (agreed_by !~ '[[:cntrl:]]'),
    agreed_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    version          bigint NOT NULL,
    days             bytea NOT NULL CONSTRAINT agreement_days CHECK (octet_length(days) = 32)
);

COMMENT ON COLUMN agreement.agreed_by IS 'the coordinator, by address';
COMMENT ON COLUMN agreement.version IS 'of the course as it was';
COMMENT ON COLUMN agreement.days IS 'what letter_days gave then: as long as it gives the same, the agreement stands';

-- The days on which letters leave in a municipality, in 32 octets. What a group or a leader sets for themselves is left out: it is theirs
-- to set, before the course is live and after.
CREATE FUNCTION letter_days(asked bigint) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT sha256(convert_to(coalesce(string_agg(
        p.module || '/' || p.prompt || '/' || coalesce(p.session, '') || ' ' || to_char(p.day, 'YYYY-MM-DD'), E'\n'
        ORDER BY p.module COLLATE "C", p.prompt COLLATE "C", p.session COLLATE "C" NULLS FIRST), ''), 'UTF8'))
    FROM planned_prompt p
    WHERE p.municipality = asked AND p.leader_group IS NULL AND p.leader IS NULL AND p.withdrawn_at IS NULL;
END;
REVOKE EXECUTE ON FUNCTION letter_days(bigint) FROM PUBLIC;

-- How each municipality of a course stands to its going live; for those who run the course or a part of it. A coordinator sees of the
-- other municipality that it has agreed, and when.
CREATE FUNCTION agreements(asked bigint)
    RETURNS TABLE (municipality bigint, agreed_at timestamptz, is_current boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT m.id, a.agreed_at, a.days = letter_days(m.id)
    FROM municipality m LEFT JOIN agreement a ON a.municipality = m.id
    WHERE m.course = asked
      AND (acting_as('administrator', 'post')
           OR EXISTS (SELECT FROM municipality own WHERE own.course = asked AND own.id = acting_municipality()))
    ORDER BY m.position;
END;
REVOKE EXECUTE ON FUNCTION agreements(bigint) FROM PUBLIC;

-- Nobody agrees for a coordinator, and nobody to other days than those planned.
ALTER TABLE agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY agreement_reading ON agreement FOR SELECT USING ((SELECT acting_as('administrator', 'post')));
CREATE POLICY agreement_own ON agreement
    USING (municipality = (SELECT acting_municipality()))
    WITH CHECK (municipality = (SELECT acting_municipality()) AND days = letter_days(municipality));

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement TO tandem_service;
GRANT EXECUTE ON FUNCTION letter_days(bigint), agreements(bigint) TO tandem_service;
