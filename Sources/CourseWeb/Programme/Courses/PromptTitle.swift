import Course

/// What a planned letter is called on pages: its module, and what it is for.
struct PromptTitle: Sendable {
    private let module: String
    private let purpose: Prompt.Purpose
    private let key: String

    /// A letter of the plan.
    init(_ planned: PlannedPrompt, in outline: CourseOutline) {
        module = outline.programme[planned.scope.module]?.title ?? planned.scope.module
        (purpose, key) = (planned.purpose, planned.scope.prompt)
    }

    /// A letter by its name; `nil` where the course has none such.
    init?(_ reference: Prompt.Reference, in outline: CourseOutline) {
        guard let (module, prompt) = outline.programme.prompt(reference.prompt, of: reference.module) else {
            return nil
        }
        self.module = module.title
        (purpose, key) = (prompt.purpose(in: module.kind), prompt.key)
    }

    /// As `Kick-off: invitation`.
    func text(in language: Language) -> String {
        "\(module): \(word(in: language))"
    }

    private func word(in language: Language) -> String {
        switch purpose {
        case .link: language("link", "link")
        case .invitation: language("invitation", "invitation")
        case .yourTable: language("dit bord", "your table")
        case .chooseDate: language("vælg en dato", "choose a date")
        case .chooseDateReminder: language("påmindelse om at vælge en dato", "reminder to choose a date")
        case .questions: language("spørgsmål", "questions")
        case .notes: language("noter", "notes")
        case .booking: language("bestil tid", "book a time")
        case .bookingReminder: language("påmindelse om at bestille tid", "reminder to book a time")
        case .reminder: language("påmindelse", "reminder")
        case .message: language("besked (\(key))", "message (\(key))")
        }
    }
}
