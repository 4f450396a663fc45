-- What people decide: sessions, seats, meetings, bookings, what is done.

CREATE TABLE session (
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    module           text NOT NULL,
    key              text NOT NULL,
    position         integer NOT NULL,
    starts           timestamp NOT NULL,
    ends             timestamp NOT NULL,
    place            text NOT NULL,
    capacity         integer CONSTRAINT session_capacity CHECK (capacity > 0),
    PRIMARY KEY (course, module, key),
    CONSTRAINT session_times CHECK (starts < ends)
);

CREATE TABLE seat (
    leader           bigint NOT NULL REFERENCES leader ON DELETE CASCADE,
    course           bigint NOT NULL,
    module           text NOT NULL,
    session          text NOT NULL,
    PRIMARY KEY (leader, module),
    CONSTRAINT seat_session FOREIGN KEY (course, module, session) REFERENCES session ON DELETE CASCADE
);

CREATE TABLE meeting (
    leader_group     bigint NOT NULL REFERENCES leader_group ON DELETE CASCADE,
    module           text NOT NULL,
    starts           timestamp NOT NULL,
    ends             timestamp NOT NULL,
    place            text,
    PRIMARY KEY (leader_group, module),
    CONSTRAINT meeting_times CHECK (starts < ends)
);

CREATE TABLE booking (
    leader           bigint NOT NULL REFERENCES leader ON DELETE CASCADE,
    module           text NOT NULL,
    starts           timestamp NOT NULL,
    ends             timestamp NOT NULL,
    place            text,
    PRIMARY KEY (leader, module),
    CONSTRAINT booking_times CHECK (starts < ends)
);

CREATE TABLE film_done (
    leader           bigint NOT NULL REFERENCES leader ON DELETE CASCADE,
    module           text NOT NULL,
    done_at          timestamptz NOT NULL,
    PRIMARY KEY (leader, module)
);

CREATE TABLE reflection_done (
    leader_group     bigint NOT NULL REFERENCES leader_group ON DELETE CASCADE,
    module           text NOT NULL,
    done_at          timestamptz NOT NULL,
    PRIMARY KEY (leader_group, module)
);

-- The plan, derived from the programme and what people decided; never a row a leader, unless by a booking.

CREATE TABLE planned_prompt (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course           bigint NOT NULL REFERENCES course ON DELETE CASCADE,
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    module           text NOT NULL,
    prompt           text NOT NULL,
    leader_group     bigint REFERENCES leader_group ON DELETE CASCADE,
    session          text,
    leader           bigint REFERENCES leader ON DELETE CASCADE,
    position         integer NOT NULL,
    audience         text NOT NULL CONSTRAINT planned_prompt_audience CHECK (audience IN ('leaders', 'chairs')),
    seating          text NOT NULL CONSTRAINT planned_prompt_seating CHECK (seating IN ('everybody', 'seated', 'unseated')),
    purpose          text NOT NULL,
    reminds          boolean NOT NULL,
    introduces       boolean NOT NULL,
    unless           text CONSTRAINT planned_prompt_unless CHECK (unless IN ('done', 'date-chosen', 'booked')),
    needs            text CONSTRAINT planned_prompt_needs CHECK (needs IN ('seat', 'group', 'date')),
    day              date NOT NULL,
    send_at          timestamptz NOT NULL,
    useful_until     timestamptz NOT NULL,
    provisional      boolean NOT NULL,
    told_edge        text,
    told_at          timestamp,
    told_day_only    boolean,
    meetings         text[] NOT NULL,
    reasons          text[] NOT NULL,
    withdrawn_at     timestamptz,
    closed_at        timestamptz,
    retell_at        timestamptz,
    CONSTRAINT planned_prompt_scope UNIQUE NULLS NOT DISTINCT
        (course, municipality, module, prompt, leader_group, session, leader),
    CONSTRAINT planned_prompt_told CHECK ((told_at IS NULL) = (told_edge IS NULL) AND (told_at IS NULL) = (told_day_only IS NULL))
);

COMMENT ON COLUMN planned_prompt.reminds IS 'left out of a letter that introduces the same module';
COMMENT ON COLUMN planned_prompt.introduces IS 'brings the thing itself: link, invitation, booking, choose-date';
COMMENT ON COLUMN planned_prompt.meetings IS 'reflections it counts from; a municipality''s row is for groups that have set none of them';
COMMENT ON COLUMN planned_prompt.closed_at IS 'when those whom it never reached were recorded as missed';
COMMENT ON COLUMN planned_prompt.retell_at IS 'from when people told another date get a correction';

CREATE INDEX planned_prompt_open ON planned_prompt (course, send_at) WHERE closed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX planned_prompt_to_retell ON planned_prompt (course, retell_at) WHERE retell_at IS NOT NULL;
CREATE INDEX planned_prompt_of_group ON planned_prompt (leader_group) WHERE leader_group IS NOT NULL;

-- Whom a planned prompt reaches now. Each leader is in at most one row of a module's prompt. The leaders of a whole
-- municipality, of a group and of a booking are each found by their own key: a thousand dated groups must not each be
-- held against all leaders of their municipality.
CREATE VIEW audience WITH (security_invoker = true) AS
    SELECT p.id AS planned, l.id AS leader, l.leader_group, l.enrolled_at, l.unreachable_at
    FROM planned_prompt p
    CROSS JOIN LATERAL (
        SELECT m.id, m.leader_group, m.chair, m.enrolled_at, m.withdrawn_at, m.unreachable_at FROM leader m
        WHERE m.municipality = p.municipality AND p.leader_group IS NULL AND p.leader IS NULL
        UNION ALL
        SELECT g.id, g.leader_group, g.chair, g.enrolled_at, g.withdrawn_at, g.unreachable_at FROM leader g
        WHERE g.leader_group = p.leader_group AND g.municipality = p.municipality AND p.leader IS NULL
        UNION ALL
        SELECT o.id, o.leader_group, o.chair, o.enrolled_at, o.withdrawn_at, o.unreachable_at FROM leader o
        WHERE o.id = p.leader AND o.municipality = p.municipality) AS l
    WHERE p.withdrawn_at IS NULL
      AND l.withdrawn_at IS NULL
      AND (p.audience = 'leaders' OR l.chair)
      AND (p.leader_group IS NOT NULL OR p.meetings = '{}'
           OR NOT EXISTS (SELECT FROM meeting t WHERE t.leader_group = l.leader_group)  -- one hash for all
           OR NOT EXISTS (SELECT FROM meeting t WHERE t.leader_group = l.leader_group AND t.module = ANY (p.meetings)))
      AND CASE p.seating
            WHEN 'everybody' THEN true
            WHEN 'seated' THEN EXISTS (
                SELECT FROM seat s WHERE s.leader = l.id AND s.module = p.module AND s.session = p.session)
            ELSE NOT EXISTS (SELECT FROM seat s WHERE s.leader = l.id AND s.module = p.module)
          END;

ALTER TABLE seat ENABLE ROW LEVEL SECURITY;
CREATE POLICY seat_administration ON seat
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
ALTER TABLE booking ENABLE ROW LEVEL SECURITY;
CREATE POLICY booking_administration ON booking
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
-- A row of one leader's says that the leader has booked, and when.
ALTER TABLE planned_prompt ENABLE ROW LEVEL SECURITY;
CREATE POLICY planned_prompt_of_all ON planned_prompt
    USING (leader IS NULL OR (SELECT acting_as('administrator', 'post')))
    WITH CHECK (leader IS NULL OR (SELECT acting_as('administrator', 'post')));
-- Who has seen a film is nobody's business: the post needs it to leave a reminder out, and a leader may say so.
ALTER TABLE film_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY film_done_post ON film_done FOR SELECT USING ((SELECT acting_as('post')));
CREATE POLICY film_done_said ON film_done FOR INSERT WITH CHECK ((SELECT acting_as('administrator', 'leader')));

GRANT SELECT, INSERT, UPDATE, DELETE ON session, seat, meeting, booking, reflection_done, planned_prompt TO tandem_service;
GRANT SELECT, INSERT ON film_done TO tandem_service;
GRANT SELECT ON audience TO tandem_service;
