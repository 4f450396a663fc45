-- What is sent by hand: to whom, in whose words, and when.
CREATE TABLE message (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    municipality     bigint REFERENCES municipality ON DELETE CASCADE,
    audience         text NOT NULL CONSTRAINT message_audience
                     CHECK (audience IN ('everybody', 'municipality', 'area', 'group', 'session')),
    area             bigint REFERENCES area ON DELETE SET NULL,
    leader_group     bigint REFERENCES leader_group ON DELETE SET NULL,
    module           text,
    session          text,
    subject          text NOT NULL CONSTRAINT message_subject CHECK (subject <> '' AND subject !~ '[[:cntrl:]]'),
    text             text NOT NULL CONSTRAINT message_text CHECK (text <> ''),
    doer             text NOT NULL,
    sent_at          timestamptz NOT NULL,
    form             uuid NOT NULL CONSTRAINT message_form_unique UNIQUE,
    CONSTRAINT message_session CHECK ((audience = 'session') = (session IS NOT NULL) AND (module IS NULL) = (session IS NULL))
);

COMMENT ON COLUMN message.municipality IS 'whose leaders alone it is for; NULL for those of all';
COMMENT ON COLUMN message.form IS 'the form that it was sent with: sent twice, it is one message';
COMMENT ON COLUMN message.sent_at IS 'by the course''s clock';
CREATE INDEX message_of_course ON message (course, id);

-- A leader's share of a message: in which letter, or why in none. What became of the letter is the letter's own.
CREATE TABLE message_share (
    message          bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    leader           bigint NOT NULL,
    municipality     bigint NOT NULL,
    letter           bigint,
    skip             text CONSTRAINT message_share_skip CHECK (skip IN ('unreachable')),
    PRIMARY KEY (message, leader),
    CONSTRAINT message_share_letter CHECK ((letter IS NULL) = (skip IS NOT NULL))
);
CREATE INDEX message_share_of_letter ON message_share (letter) WHERE letter IS NOT NULL;

-- A letter that brings again what another brought, and says so.
CREATE TABLE letter_copy (
    letter           bigint PRIMARY KEY,
    original         bigint NOT NULL,
    course           bigint NOT NULL,
    municipality     bigint NOT NULL,
    form             uuid NOT NULL CONSTRAINT letter_copy_form_unique UNIQUE
);
CREATE INDEX letter_copy_of_original ON letter_copy (original);

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_keeping ON message
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY message_coordination ON message FOR SELECT USING (municipality = (SELECT acting_municipality()));
-- To the own people, and to nobody else's area or group.
CREATE POLICY message_sending ON message FOR INSERT
    WITH CHECK (municipality = (SELECT acting_municipality()) AND course = (SELECT acting_course()) AND audience <> 'everybody'
                AND (area IS NULL OR EXISTS (SELECT FROM area a WHERE a.id = message.area AND a.municipality = message.municipality))
                AND (leader_group IS NULL OR EXISTS (
                    SELECT FROM leader_group g WHERE g.id = message.leader_group AND g.municipality = message.municipality)));
-- To everybody, or to a session: to the coordinator's own people too.
CREATE POLICY message_to_all ON message FOR SELECT
    USING (municipality IS NULL AND (SELECT acting_as('coordinator')) AND course = (SELECT acting_course()));
ALTER TABLE message_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_share_keeping ON message_share
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY message_share_coordination ON message_share FOR SELECT
    USING (municipality = (SELECT acting_municipality()));
ALTER TABLE letter_copy ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_copy_keeping ON letter_copy
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY letter_copy_coordination ON letter_copy FOR SELECT USING (municipality = (SELECT acting_municipality()));

GRANT SELECT, INSERT ON message, message_share, letter_copy TO tandem_service;
