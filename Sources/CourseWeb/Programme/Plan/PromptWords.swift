import Correspondence
import Course
import CourseStore

/// What prompts and their parts are called on the pages of the plan.
struct PromptWords: Sendable {
    let language: Language
    let outline: CourseOutline

    /// What a prompt is, as `Invitation` or `Påmindelse`.
    func label(of purpose: Prompt.Purpose, key: String) -> String {
        switch purpose {
        case .link: language("Link", "Link")
        case .invitation: language("Invitation", "Invitation")
        case .yourTable: language("Dit bord", "Your table")
        case .chooseDate: language("Vælg dato", "Choose a date")
        case .chooseDateReminder: language("Påmindelse om at vælge dato", "Reminder to choose a date")
        case .questions: language("Spørgsmål til mødet", "Questions for the meeting")
        case .notes: language("Noter fra mødet", "Notes of the meeting")
        case .booking: language("Book en tid", "Book a time")
        case .bookingReminder: language("Påmindelse om at booke", "Reminder to book")
        case .reminder: language("Påmindelse", "Reminder")
        case .message: language("Jeres egen besked (\(key))", "Your own message (\(key))")
        }
    }

    /// The title of a module; its key where the course has it no more.
    func title(of module: String) -> String { outline.programme[module]?.title ?? module }

    /// The name of a municipality; its key where the course has it no more.
    func municipality(_ key: String) -> String { outline.municipality(key)?.calendar.name ?? key }

    /// The kind of a module, in a word.
    func kind(of module: String) -> String {
        switch outline.programme[module]?.kind {
        case .gathering: language("samling", "gathering")
        case .assessment: language("afklaring", "assessment")
        case .film: language("film", "film")
        case .reflection: language("gruppemøde", "group meeting")
        case .workshop: language("workshop", "workshop")
        case .serviceCheck: language("servicetjek", "service check")
        case .material: language("materiale", "material")
        case nil: ""
        }
    }

    /// Whether a module has several sessions, so that one is told from another by its key.
    func hasSeveralSessions(_ module: String) -> Bool { outline.sessions(of: module).count > 1 }

    /// Whom a planned prompt is for, in a few words.
    func audience(of scope: PlannedPrompt.Scope, group: String?, to: Prompt.Audience, meetings: [String]) -> String {
        if let group {
            return to == .chairs
                ? language("mødelederen for \(group)", "the chair of \(group)")
                : language("lederne i \(group)", "the leaders of \(group)")
        }
        if let session = scope.session, hasSeveralSessions(scope.module) {
            return language("dem, der har plads på ”\(session)”", "those with a seat in “\(session)”")
        }
        if scope.session == nil, hasSeveralSessions(scope.module) {
            return language("dem, der ikke har en plads endnu", "those without a seat yet")
        }
        if !meetings.isEmpty {
            return to == .chairs
                ? language(
                    "mødelederne for grupper, der ikke har sat en dato",
                    "the chairs of groups that have set no date"
                ) : language("dem, hvis gruppe ikke har sat en dato", "those whose group has set no date")
        }
        return to == .chairs ? language("alle mødeledere", "all chairs") : language("alle ledere", "all leaders")
    }

    /// How a prompt stands.
    func state(_ state: PromptStanding.State) -> String {
        switch state {
        case .planned: language("planlagt", "planned")
        case .open: language("går ud nu", "going out now")
        case .closed: language("afsluttet", "closed")
        case .missed: language("nåede ingen", "reached nobody")
        case .withdrawn: language("taget ud af planen", "no longer in the plan")
        case .held: language("tilbageholdt", "held")
        case .cancelled: language("aflyst", "cancelled")
        }
    }

    /// Until when a prompt is of use: a day where it is a day's end, else a moment.
    func until(_ moment: LocalDateTime) -> String {
        moment.time == .midnight
            ? language(
                "til og med \(language.dates.day(moment.day.adding(days: -1)))",
                "to the end of \(language.dates.day(moment.day.adding(days: -1)))"
            ) : language("til \(language.dates.dayAndTime(moment))", "until \(language.dates.dayAndTime(moment))")
    }
}
