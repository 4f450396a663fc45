import Correspondence
import Course
import CourseStore

/// A session and the form to move it; with what that changes, once it has been asked for.
struct SessionPage: Page {
    static let template = "plan-session"

    let title: String
    let place: Place
    let planHref: String
    let seatsHref: String
    let when: String
    let whereabouts: String
    let seats: String
    /// What is wrong, at the field or with the plan; empty where nothing is.
    let faults: [Fault]
    let hasFaults: Bool
    /// What somebody else changed since the form was made.
    let meanwhile: [String]
    let isOvertaken: Bool
    let date: Field
    let start: Field
    let end: Field
    let venue: Field
    let capacity: Field
    let path: String
    let version: String
    /// The session as it is, for the form to carry.
    let was: String
    /// What would be done; `nil` before it has been asked for.
    let trial: Trial?

    /// Something that is wrong; without a field it is the plan's.
    struct Fault: Sendable {
        let href: String
        let text: String
    }

    /// What a change would do.
    struct Trial: Sendable {
        /// What becomes of the session itself.
        let changes: [String]
        let isNothing: Bool
        /// Whether people know a place that is another now, of which no letter tells by itself.
        let isPlaceOld: Bool
        let messagesHref: String
        let difference: DifferenceView
    }

    /// The page of a session.
    ///
    /// - Parameters:
    ///   - course: The course as it is.
    ///   - session: The session as it is.
    ///   - form: What was typed, or the session itself.
    ///   - move: What the change would do.
    ///   - faults: Why there would be no plan.
    ///   - isOvertaken: Whether somebody changed the course since the form was made.
    ///   - language: The reader's.
    init(
        course: StoredCourse,
        session: Course::Session,
        form: SessionForm,
        move: SessionMove? = nil,
        faults: [Finding] = [],
        isOvertaken: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        let name = outline.sessionName(session, in: language)
        title = language("Flyt \(name)", "Move \(name)")
        place = Place(course: outline.key, title: outline.title, .plan)
        planHref = "/courses/\(outline.key)/plan"
        seatsHref = SeatsPage.path(of: session.module, in: outline.key)
        when = language.capitalised(language.dates.span(session.start, session.end))
        whereabouts = session.place
        seats = session.capacity.map(String.init) ?? language("til alle", "for all")
        let names = CourseNames(of: outline)
        self.faults =
            form.fields.compactMap { field in
                field.fault.map { Fault(href: "#field-\(field.name)", text: "\(field.label): \($0)") }
            }
            + faults.filter { $0.severity == .error }.map {
                Fault(href: "#field-date", text: $0.sentence(in: language, naming: names))
            }
        hasFaults = !self.faults.isEmpty
        self.isOvertaken = isOvertaken
        let differs = form.made.map { Self.changes(from: $0, to: session, in: language) } ?? []
        meanwhile =
            !isOvertaken
            ? []
            : differs.isEmpty
                ? [
                    language(
                        "Noget andet i forløbet er ændret i mellemtiden; tallene nedenfor er friske.",
                        "Something else in the course has changed in the meantime; the figures below are fresh."
                    )
                ] : differs
        (date, start, end, venue, capacity) = (form.date, form.start, form.end, form.place, form.capacity)
        path = SessionAddress(session, in: outline.key).path
        version = String((move?.course ?? course).version)
        was = SessionForm.text(of: session)
        trial = move.map { move in
            let changes = Self.changes(from: move.old, to: move.new, in: language)
            return Trial(
                changes: changes,
                isNothing: changes.isEmpty,
                isPlaceOld: move.old.place != move.new.place && course.state != .draft,
                messagesHref: "/courses/\(outline.key)/messages/new",
                difference: DifferenceView(
                    move.change,
                    of: outline,
                    groups: move.groups,
                    warnings: move.newWarnings,
                    in: language
                )
            )
        }
    }

    /// What differs between two states of a session, in words.
    static func changes(
        from old: Course::Session,
        to new: Course::Session,
        in language: Language
    ) -> [String] {
        func line(_ what: String, _ old: String, _ new: String) -> String? {
            old == new
                ? nil : language("\(what): fra \(old) til \(new)", "\(what): from \(old) to \(new)")
        }
        let all = language("plads til alle", "room for all")
        return [
            line(
                language("Tid", "Time"),
                language.dates.span(old.start, old.end),
                language.dates.span(new.start, new.end)
            ),
            line(language("Sted", "Place"), old.place, new.place),
            line(
                language("Pladser", "Seats"),
                old.capacity.map(String.init) ?? all,
                new.capacity.map(String.init) ?? all
            ),
        ].compactMap(\.self)
    }

    /// What is said once it is done: how to undo it.
    static func notice(of move: SessionMove, in language: Language) -> String {
        let name = move.course.outline.sessionName(move.new, in: language)
        let (old, new) = (
            language.dates.span(move.old.start, move.old.end), language.dates.span(move.new.start, move.new.end)
        )
        guard old != new else {
            let back = changes(from: move.new, to: move.old, in: language).joined(separator: "; ")
            return language(
                "\(name) er ændret. Vil du fortryde, så skriv det gamle igen her på siden. \(back).",
                "\(name) has been changed. To undo it, write the old back on this page. \(back)."
            )
        }
        return language(
            "\(name) er flyttet til \(new). Vil du fortryde, så flyt den tilbage til \(old) her på siden.",
            "\(name) has been moved to \(new). To undo it, move it back to \(old) on this page."
        )
    }
}
