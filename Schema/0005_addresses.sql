-- Addresses that are corrected, and settled letters found by their number.

ALTER TABLE leader ADD COLUMN addressed_at timestamptz;

COMMENT ON COLUMN leader.addressed_at IS 'since when the address is taken to be good again, by the database''s clock; a bounce of what was settled before says nothing of it';

-- A letter that was in flight when its leader's address was corrected: what that claim sent, or an earlier one, went to the
-- address before.
CREATE TABLE readdressed_letter (
    letter           bigint PRIMARY KEY,
    attempt          integer NOT NULL,
    at               timestamptz NOT NULL
);

COMMENT ON COLUMN readdressed_letter.at IS 'by the clock of the letter''s route; what was composed before is to the address before';

ALTER TABLE readdressed_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY readdressed_letter_administration ON readdressed_letter
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));

GRANT SELECT, INSERT, UPDATE ON readdressed_letter TO tandem_service;

-- Numbers grow with time, near enough: a summary a range of pages finds one, and costs the mailman nothing.
CREATE INDEX letter_history_by_number ON letter_history USING brin (id) WITH (autosummarize = on);
