import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course of two municipalities with a row in every table for one leader of each, and a draft beside it.
struct PeopledCourse {
    let run: CourseRun
    let owner: Database

    var store: Store { run.store }

    /// Of a municipality: the leader whose rows are looked at, and who is whom to that leader.
    struct Cast: Sendable, CustomTestStringConvertible {
        let municipality, own, chair, mate, afar, other: String

        var testDescription: String { municipality }

        static let all = [
            Cast(municipality: "albertslund", own: "bo", chair: "ann", mate: "dot", afar: "han", other: "glostrup"),
            Cast(municipality: "glostrup", own: "han", chair: "gro", mate: "ida", afar: "bo", other: "albertslund"),
        ]
    }

    static func with(_ body: (PeopledCourse) async throws -> Void) async throws {
        try await withStore { store, owner in
            let outline = try SmallCourse.outline(
                keeping: SmallCourse.modules + ["workshop-2", "service-check"],
                sessions: 2
            )
            let run = try await SmallCourse.run(in: store, outline: outline)
            _ = try await store.enrol(
                SmallCourse.list([
                    SmallCourse.leader("gro", group: "Øst", isChair: true), SmallCourse.leader("han", group: "Øst"),
                    SmallCourse.leader("ida", group: "Vest"),
                ]),
                in: run.key,
                municipality: "glostrup"
            )
            let course = PeopledCourse(run: run, owner: owner)
            for cast in Cast.all { try await course.people(cast) }
            try await store.copyCourse(run.key, as: "draft")
            try await course.furnish()
            try await body(course)
        }
    }

    /// The row of a leader.
    func id(of leader: String) async throws -> Int64 {
        try await owner.one(
            "SELECT id FROM leader WHERE course = \(run.id) AND email = \(SmallCourse.address(leader))"
        )
    }

    /// The row of a municipality.
    func id(ofMunicipality key: String) async throws -> Int64 {
        try await owner.one("SELECT id FROM municipality WHERE course = \(run.id) AND key = \(key)")
    }

    /// A condition of the contract's table, of a leader.
    func condition(_ text: String, of cast: Cast) async throws -> String {
        let leader = try await id(of: cast.own)
        let values: [(String, Int64)] = [
            ("$course", run.id.rawValue),
            ("$draft", try await owner.one("SELECT id FROM course WHERE key = 'draft'")),
            ("$municipality", try await id(ofMunicipality: cast.municipality)),
            ("$leader", leader),
            ("$group", try await owner.one("SELECT leader_group FROM leader WHERE id = \(leader)")),
            ("$helper", try await owner.one("SELECT helper FROM booking WHERE leader = \(leader)")),
            ("$letter", leader * 100),
        ]
        return values.reduce(text) { $0.replacing($1.0, with: "\($1.1)") }
    }

    /// The setting that says that one of the contract's parts acts.
    func actor(_ part: String, of cast: Cast) async throws -> String {
        switch part {
        case "own": "coordinator:\(try await id(ofMunicipality: cast.municipality))"
        case "other": "coordinator:\(try await id(ofMunicipality: cast.other))"
        case "chair": "leader:\(try await id(of: cast.chair))"
        case "self": "leader:\(try await id(of: cast.own))"
        case "mate": "leader:\(try await id(of: cast.mate))"
        case "afar": "leader:\(try await id(of: cast.afar))"
        case "helper":
            "helper:\(try await owner.one("SELECT helper FROM booking WHERE leader = \(try await id(of: cast.own))", of: Int64.self))"
        case "nobody": ""
        default: part
        }
    }

    /// Rows of a leader, of the leader's group and municipality.
    private func people(_ cast: Cast) async throws {
        let leader = try await id(of: cast.own)
        let municipality = try await id(ofMunicipality: cast.municipality)
        try await store.setMeeting(
            of: cast.chair == "ann" ? "Nord" : "Øst",
            in: cast.municipality,
            at: "2027-03-30T10:00"
        )
        try await store.setSeats(
            course: run.key,
            leaders: [SmallCourse.address(cast.own)],
            module: "workshop-1",
            session: "onsdag"
        )
        try await owner.withSession { session in
            try await session.script(
                """
                INSERT INTO closed_period (municipality, first_day, last_day, position)
                VALUES (\(municipality), '2027-12-24', '2027-12-24', 90);
                INSERT INTO helper (municipality, name, email) VALUES (\(municipality), 'Hjælper', 'h@\(cast.municipality).example');
                INSERT INTO booking (leader, module, starts, ends, helper)
                SELECT \(leader), 'service-check', '2027-05-25 10:00', '2027-05-25 10:30', id
                FROM helper WHERE municipality = \(municipality);
                INSERT INTO film_done (leader, module, done_at) VALUES (\(leader), 'film-1', now());
                INSERT INTO reflection_done (leader_group, module, done_at)
                SELECT leader_group, 'meeting-1', now() FROM leader WHERE id = \(leader);
                INSERT INTO letter (id, route, next_at, course, municipality, leader, discreet, released_at, useful_until)
                SELECT \(leader) * 100 + n, 'r', now(), \(run.id), \(municipality), \(leader), n = 1, now(), now()
                FROM generate_series(0, 1) AS n;
                INSERT INTO letter_history (id, route, course, municipality, leader, discreet, token, attempt, failures,
                                            released_at, outcome, course_time)
                SELECT \(leader) * 100 + 10 + n, 'r', \(run.id), \(municipality), \(leader), n = 1, gen_random_uuid(), 1, 0,
                       now(), 'sent', now()
                FROM generate_series(0, 1) AS n;
                INSERT INTO letter_message (letter, composed_at, message) VALUES (\(leader) * 100, now(), 'x');
                INSERT INTO readdressed_letter (letter, attempt, at) VALUES (\(leader) * 100, 1, now());
                INSERT INTO letter_item (leader, municipality, module, prompt, planned, discreet, letter, state, released_at)
                SELECT \(leader), \(municipality), 'm', n::text, 0, n = 1, \(leader) * 100 + n, 'pending', now()
                FROM generate_series(0, 1) AS n;
                INSERT INTO correction (id, course, municipality, leader, discreet, state, released_at)
                SELECT \(leader) * 100 + n, \(run.id), \(municipality), \(leader), n = 1, 'pending', now()
                FROM generate_series(0, 1) AS n;
                INSERT INTO corrected_date (correction, leader, module, edge, was, was_day_only, told_at, told_day_only,
                                            provisional, discreet, released_at)
                SELECT \(leader) * 100 + n, \(leader), 'm', 'start', now(), true, now(), true, false, n = 1, now()
                FROM generate_series(0, 1) AS n;
                INSERT INTO bounce (letter, kind, course, leader, discreet)
                SELECT \(leader) * 100 + 10 + n, 'soft', \(run.id), \(leader), n = 1 FROM generate_series(0, 1) AS n;
                INSERT INTO direct_letter (letter, sender, recipient, message) VALUES (\(leader) * 100, 'a@b.example', 'c@d.example', 'x');
                INSERT INTO message (course, municipality, audience, subject, text, doer, sent_at, form)
                VALUES (\(run.id), \(municipality), 'municipality', 'S', 'T', 'clerk', now(), gen_random_uuid());
                INSERT INTO message_share (message, leader, municipality, letter)
                SELECT id, \(leader), \(municipality), \(leader) * 100 FROM message WHERE municipality = \(municipality);
                INSERT INTO letter_copy (letter, original, course, municipality, form)
                VALUES (\(leader) * 100, 1, \(run.id), \(municipality), gen_random_uuid());
                INSERT INTO prompt_words (municipality, module, prompt, subject, set_by)
                VALUES (\(municipality), 'film-1', 'link', 'S', 'clerk');
                INSERT INTO item_tally (planned, discreet, state, leaders)
                SELECT p.id, n = 1, 'sent', \(leader) FROM generate_series(0, 1) AS n,
                    (SELECT id FROM planned_prompt WHERE municipality = \(municipality) AND NOT discreet LIMIT 1) AS p;
                INSERT INTO enrolment_draft (municipality, doer, name, file) VALUES (\(municipality), 'clerk', 'l.csv', 'x');
                """
            )
        }
        // What plans again takes the booking in.
        _ = try await store.importCourse(try await store.course(run.key).imported)
        // To other days nobody agrees.
        try await owner.withSession { session in
            try await session.script(
                """
                INSERT INTO agreement (municipality, agreed_by, version, days)
                VALUES (\(municipality), 'clerk', 1, letter_days(\(municipality)))
                """
            )
        }
    }

    /// Rows that are nobody's in particular.
    private func furnish() async throws {
        try await owner.withSession { session in
            try await session.script(
                """
                INSERT INTO stopped_prompt (course, module, prompt, stop) VALUES (\(run.id), 'film-2', 'link', 'held');
                INSERT INTO mailman (name, route) VALUES ('one', 'r');
                INSERT INTO mail_route (name) VALUES ('r');
                INSERT INTO mail_tally (route, event, count) VALUES ('r', 'sent', 1);
                INSERT INTO kept_slot (slot, until) VALUES (9, now());
                INSERT INTO message (course, audience, subject, text, doer, sent_at, form)
                VALUES (\(run.id), 'everybody', 'S', 'T', 'clerk', now(), gen_random_uuid());
                INSERT INTO sign_in_challenge (link, email, asked_at, ends_at)
                VALUES (decode(repeat('00', 32), 'hex'), 'a@small.example', now(), now());
                INSERT INTO administrator (email) VALUES ('a@small.example');
                INSERT INTO sign_in_session (token, email, idle, ends_at)
                VALUES (decode(repeat('00', 32), 'hex'), 'a@small.example', '1 h', now() + interval '1 h');
                """
            )
        }
    }
}

extension Store {
    /// Sets the date of a group's first meeting in the small course.
    func setMeeting(of group: String, in municipality: String, at start: String) async throws {
        _ = try await setMeeting(
            course: "small",
            module: "meeting-1",
            municipality: municipality,
            group: group,
            start: CourseStoreTests.at(start),
            end: nil,
            place: nil
        )
    }
}
