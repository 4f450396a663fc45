extension CourseOutline {
    /// What a checked file says; `nil` where something that a course needs was not sound.
    init?(_ course: Datum) {
        guard let key = course.text("course"), let title = course.text("title"),
            let language = course.text("language").flatMap(Language.init(rawValue:)),
            let timeZone = course.text("time-zone").flatMap({ Zone($0) }), let starts = course.day("starts"),
            let ends = course.day("ends")
        else { return nil }
        self.init(
            key: key,
            title: title,
            about: course.text("about"),
            language: language,
            timeZone: timeZone,
            starts: starts,
            ends: ends,
            lettersAWeek: course.number("letters-a-week") ?? 3,
            municipalities: CourseParts.municipalities(course),
            equivalentAreas: CourseParts.equivalentAreas(course),
            programme: CourseParts.programme(course),
            sessions: CourseParts.sessions(course)
        )
    }
}

/// The parts of a course that can be had from a file even where other parts of it are not sound, so that their references
/// to each other are checked in the same run.
enum CourseParts {
    static func municipalities(_ course: Datum) -> [Municipality] {
        (course["municipalities"]?.entries ?? []).compactMap { Municipality(key: $0.key, $0.value) }
    }

    static func equivalentAreas(_ course: Datum) -> EquivalentAreas {
        EquivalentAreas(
            rows: course.items("equivalent-areas").map { row in
                var areas: [String: String] = [:]
                for entry in row.entries { areas[entry.key] = entry.value.text }
                return areas
            }
        )
    }

    static func programme(_ course: Datum) -> Programme {
        Programme(modules: course.items("modules").compactMap { Module($0) })
    }

    static func sessions(_ course: Datum) -> [Session] {
        course.items("modules").flatMap { module -> [Session] in
            guard let key = module.text("key") else { return [] }
            return module.items("sessions").compactMap { Session(module: key, $0) }
        }
    }
}

extension Municipality {
    fileprivate init?(key: String, _ given: Datum) {
        guard let name = given.text("name"), let sender = given.text("sender"), let signed = given.text("signed"),
            let contact = given["contact"].flatMap({ Contact($0) }), let coordinator = given.text("coordinator"),
            let sendAt = given.time("send-at")
        else { return nil }
        self.init(
            key: key,
            name: name,
            sender: sender,
            signed: signed,
            contact: contact,
            coordinator: coordinator,
            sendAt: sendAt,
            closed: given.items("closed").compactMap { ClosedPeriod($0) }
        )
    }
}

extension Municipality.Contact {
    fileprivate init?(_ given: Datum) {
        guard let name = given.text("name"), let email = given.text("email") else { return nil }
        self.init(name: name, email: email, phone: given.text("phone"))
    }
}

extension ClosedPeriod {
    fileprivate init?(_ given: Datum) {
        if let day = given.text.flatMap({ Day(iso: $0) }) {
            self.init(from: day, to: day)
        } else if let from = given.day("from"), let to = given.day("to") {
            self.init(from: from, to: to)
        } else {
            return nil
        }
    }
}

extension Module {
    fileprivate init?(_ given: Datum) {
        guard let key = given.text("key"), let kind = given.text("kind").flatMap(Kind.init(rawValue:)) else {
            return nil
        }
        self.init(key: key, kind: kind, title: given.text("title") ?? key)
        about = given.text("about")
        speaker = given.text("speaker")
        minutes = given.number("minutes")
        link = given.text("link")
        opens = given.moment("opens")
        due = given.moment("due")
        window = given["window"].flatMap { Window($0) }
        chooseDateBy = given.moment("choose-date-by")
        buildsOn = given.items("builds-on").compactMap(\.text)
        reflections = given.items("reflections").compactMap { FilmReflection($0) }
        questions = given.items("questions").compactMap(\.text)
        tables = given["tables"].flatMap { TableRule($0) }
        topics = given.items("topics").compactMap(\.text)
        prompts = given.items("prompts").compactMap { Prompt($0) }
    }
}

extension Module.Window {
    fileprivate init?(_ given: Datum) {
        guard let from = given.moment("from"), let to = given.moment("to") else { return nil }
        self.init(from: from, to: to)
    }
}

extension Module.FilmReflection {
    fileprivate init?(_ given: Datum) {
        guard let seconds = given.text("at").flatMap(Self.seconds), let question = given.text("question") else {
            return nil
        }
        self.init(seconds: seconds, question: question)
    }
}

extension Module.TableRule {
    fileprivate init?(_ given: Datum) {
        guard let size = given.number("of") else { return nil }
        self.init(size: size, pairsAcross: given.text("pair-across") != nil)
    }
}

extension Prompt {
    fileprivate init?(_ given: Datum) {
        guard let key = given.text("key"), let send = given.moment("send") else { return nil }
        self.init(
            key: key,
            send: send,
            to: given.text("to").flatMap(Audience.init(rawValue:)) ?? .leaders,
            unless: given.text("unless").flatMap(Condition.init(rawValue:))
        )
        subject = given.text("subject")
        text = given.text("text")
    }
}

extension Session {
    fileprivate init?(module: String, _ given: Datum) {
        guard let key = given.text("key"), let start = given.dateTime("start"), let end = given.dateTime("end"),
            let place = given.text("place")
        else { return nil }
        self.init(module: module, key: key, start: start, end: end, place: place, capacity: given.number("capacity"))
    }
}
