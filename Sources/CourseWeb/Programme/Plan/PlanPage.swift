import Correspondence
import Course
import CourseStore

/// The plan of a course: a board a municipality, what to be aware of, and the same day by day.
struct PlanPage: Page {
    static let template = "plan-board"

    let title: String
    let place: Place
    /// The choice of municipality; empty where there is nothing to choose.
    let choices: [Choice]
    let boards: [BoardView]
    let warnings: [String]
    let months: [MonthOfPlan]
    let hasDays: Bool
    /// The sessions that may be moved.
    let sessions: [SessionLink]
    let canMove: Bool
    /// Where seats are set; `nil` where the course has no sessions.
    let seatsHref: String?
    /// What a coordinator or an administrator does first where there is nothing.
    let isEmpty: Bool

    struct Choice: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    struct SessionLink: Sendable {
        let href: String
        let label: String
        let when: String
    }

    /// The plan as it stands.
    ///
    /// - Parameters:
    ///   - plan: What is planned.
    ///   - own: The municipality whose part alone is somebody's; `nil` for the whole course.
    ///   - chosen: The municipality that was asked for.
    ///   - language: The reader's.
    init(_ plan: BoardPlan, own: String?, chosen: String?, in language: Language) {
        let outline = plan.course.outline
        let names = CourseNames(of: outline)
        title = language("Planen", "The plan")
        place = Place(course: outline.key, title: outline.title, .plan)
        let shown = outline.municipalities.filter { (chosen ?? own) == nil || $0.key == (chosen ?? own) }
        let root = "/courses/\(outline.key)"
        choices =
            own != nil
            ? []
            : [Choice(href: "\(root)/plan", label: language("Alle", "All"), isCurrent: chosen == nil)]
                + outline.municipalities.map {
                    Choice(
                        href: "\(root)/plan?municipality=\($0.key)",
                        label: $0.calendar.name,
                        isCurrent: chosen == $0.key
                    )
                }
        // Derived from the sessions alone: it costs the same however many groups have set a date.
        let derived = try? Plan(of: outline, milestones: Milestones(sessions: outline.sessions))
        warnings = (derived?.findings ?? []).filter { own == nil || $0.municipality == nil || $0.municipality == own }
            .map { $0.sentence(in: language, naming: names) }
        let events = PlanEvents(plan, isWhole: own == nil, in: language)
        let today = outline.timeZone.local(plan.course.now).day
        boards = shown.map { municipality in
            let mine = events.all.filter { $0.municipality == municipality.key }
            let board = PlanBoard(
                of: outline,
                calendar: municipality.calendar,
                spans: (derived?.spans ?? []).filter { $0.municipality == municipality.key },
                events: mine.map(\.event),
                today: today
            )
            return BoardView(board, of: municipality, events: mine, today: today, outline: outline, in: language)
        }
        months = MonthOfPlan.months(
            of: events.all.filter { event in shown.contains { $0.key == event.municipality } },
            today: today,
            in: language
        )
        hasDays = !months.isEmpty
        isEmpty = plan.entries.isEmpty
        sessions =
            own != nil
            ? []
            : outline.sessions.map { session in
                SessionLink(
                    href: SessionAddress(session, in: outline.key).path,
                    label: outline.sessionName(session, in: language),
                    when: language.dates.span(session.start, session.end)
                )
            }
        canMove = !sessions.isEmpty
        seatsHref = outline.sessions.isEmpty ? nil : "\(root)/seats"
    }
}

/// The page of a session.
struct SessionAddress {
    let path: String

    init(_ session: Course::Session, in course: String) {
        path = "/courses/\(course)/sessions/\(session.module.percentEncoded)/\(session.key.percentEncoded)"
    }
}

extension CourseOutline {
    /// A session as people name it: its module's title, with its key where there are several.
    func sessionName(_ session: Course::Session, in language: Language) -> String {
        let title = programme[session.module]?.title ?? session.module
        return sessions(of: session.module).count > 1 ? "\(title) (\(session.key))" : title
    }
}
