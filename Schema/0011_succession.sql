-- Who has taken over whose role, lists that wait to be applied, and leaders in the order of their names.

ALTER TABLE leader ADD COLUMN successor_of bigint REFERENCES leader ON DELETE SET NULL;
COMMENT ON COLUMN leader.successor_of IS 'whose role this leader has taken over: group, chair and seats, never notes, answers or what is done';
CREATE INDEX leader_successor ON leader (successor_of) WHERE successor_of IS NOT NULL;

-- As lists of people are read in Denmark: å comes last.
CREATE INDEX leader_by_name ON leader (course, name COLLATE "da-x-icu", id);

-- A list that was uploaded and compared, and waits to be applied just as it was shown; for a day.
CREATE TABLE enrolment_draft (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    doer             text NOT NULL,
    name             text NOT NULL,
    file             bytea COMPRESSION lz4 NOT NULL,
    overwrite        boolean NOT NULL DEFAULT false,
    withdraw_missing boolean NOT NULL DEFAULT false,
    made_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON COLUMN enrolment_draft.doer IS 'whose it is; nobody else applies it';
CREATE INDEX enrolment_draft_of_municipality ON enrolment_draft (municipality, doer);
CREATE INDEX enrolment_draft_age ON enrolment_draft (made_at);

ALTER TABLE enrolment_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY enrolment_draft_keeping ON enrolment_draft
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY enrolment_draft_coordination ON enrolment_draft
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));

GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment_draft TO tandem_service;
