-- Who acts in this transaction: one of the roles given. A transaction that does not say who acts sees no person's row.
CREATE FUNCTION acting_as(VARIADIC roles text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('tandem.actor', true) = ANY (roles), false);

CREATE TABLE course (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key              text NOT NULL CONSTRAINT course_key_unique UNIQUE,
    title            text NOT NULL,
    about            text,
    language         text NOT NULL CONSTRAINT course_language CHECK (language IN ('da', 'en')),
    time_zone        text NOT NULL,
    starts           date NOT NULL,
    ends             date NOT NULL,
    letters_a_week   integer NOT NULL CONSTRAINT course_letters_a_week CHECK (letters_a_week > 0),
    programme        jsonb NOT NULL,
    imported         jsonb NOT NULL,
    state            text NOT NULL DEFAULT 'draft' CONSTRAINT course_state CHECK (state IN ('draft', 'live', 'paused')),
    version          bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT course_dates CHECK (starts <= ends)
);

COMMENT ON COLUMN course.programme IS 'the modules with their rules and words, as they stand now';
COMMENT ON COLUMN course.imported IS 'the outline as the course file last said it, to tell a change by hand from a change in the file';
COMMENT ON COLUMN course.version IS 'grows with every change that a letter could show';

CREATE TABLE municipality (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    key              text NOT NULL,
    position         integer NOT NULL,
    name             text NOT NULL,
    sender           text NOT NULL,
    signed           text NOT NULL,
    contact_name     text NOT NULL,
    contact_email    text NOT NULL,
    contact_phone    text,
    coordinator      text NOT NULL,
    send_at          time NOT NULL,
    release_at       timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT municipality_key_unique UNIQUE (course, key)
);

COMMENT ON COLUMN municipality.release_at IS 'the next moment at which prompts are released here';

CREATE TABLE closed_period (
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    first_day        date NOT NULL,
    last_day         date NOT NULL,
    position         integer NOT NULL,
    PRIMARY KEY (municipality, position),
    CONSTRAINT closed_period_days CHECK (first_day <= last_day)
);

CREATE TABLE area (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    name             text NOT NULL,
    CONSTRAINT area_name_unique UNIQUE (municipality, name),
    CONSTRAINT area_in_municipality UNIQUE (municipality, id)
);

CREATE TABLE equivalent_area (
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    rank             integer NOT NULL,
    area             bigint NOT NULL REFERENCES area ON DELETE CASCADE,
    PRIMARY KEY (course, rank, area)
);

CREATE TABLE leader_group (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    name             text NOT NULL,
    CONSTRAINT leader_group_name_unique UNIQUE (municipality, name),
    CONSTRAINT leader_group_in_municipality UNIQUE (municipality, id)
);

CREATE TABLE leader (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    name             text NOT NULL,
    email            text NOT NULL,
    area             bigint NOT NULL,
    leader_group     bigint,
    chair            boolean NOT NULL DEFAULT false,
    title            text,
    reports_to       text,
    language         text CONSTRAINT leader_language CHECK (language IN ('da', 'en')),
    listed           jsonb NOT NULL,
    enrolled_at      timestamptz NOT NULL,
    withdrawn_at     timestamptz,
    unreachable_at   timestamptz,
    retell_at        timestamptz,
    CONSTRAINT leader_area FOREIGN KEY (municipality, area) REFERENCES area (municipality, id),
    CONSTRAINT leader_leader_group FOREIGN KEY (municipality, leader_group) REFERENCES leader_group (municipality, id),
    CONSTRAINT leader_name_one_line CHECK (name !~ '[[:cntrl:]]'),
    CONSTRAINT leader_email_one_line CHECK (email !~ '[[:cntrl:][:space:]]')
);

COMMENT ON COLUMN leader.listed IS 'the row as the municipality''s list last had it, to tell a change by hand from a change in the list';
COMMENT ON COLUMN leader.retell_at IS 'from when dates told to this leader are compared with the plan again, after a change of group or seat';

CREATE UNIQUE INDEX leader_email_unique ON leader (course, lower(email));
CREATE INDEX leader_of_municipality ON leader (municipality);
CREATE INDEX leader_of_group ON leader (leader_group);
CREATE INDEX leader_to_retell ON leader (course, retell_at) WHERE retell_at IS NOT NULL;

-- People's rows: for those who act. (What coordinators, chairs and leaders may see joins these policies by municipality.)
ALTER TABLE leader ENABLE ROW LEVEL SECURITY;
CREATE POLICY leader_administration ON leader
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));

GRANT SELECT, INSERT, UPDATE, DELETE ON course, municipality, closed_period, area, equivalent_area, leader_group, leader
    TO tandem_service;
