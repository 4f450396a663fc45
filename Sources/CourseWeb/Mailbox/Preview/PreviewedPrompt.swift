import Course

/// A prompt as pages about letters name it: what it is for, and of which module.
struct PreviewedPrompt {
    let title: String
    let purpose: String

    init(_ prompt: Prompt.Reference, purpose: Prompt.Purpose, in outline: CourseOutline, _ language: Language) {
        title = outline.programme[prompt.module]?.title ?? prompt.module
        self.purpose = purpose.label(prompt.prompt, in: language)
    }
}

extension Prompt.Purpose {
    /// What a prompt is for, in a word or two; a message goes by its key.
    fileprivate func label(_ key: String, in language: Language) -> String {
        switch self {
        case .link: language("link", "link")
        case .invitation: language("invitation", "invitation")
        case .yourTable: language("dit bord", "your table")
        case .chooseDate: language("vælg dato", "choose a date")
        case .chooseDateReminder: language("påmindelse: vælg dato", "reminder: choose a date")
        case .questions: language("spørgsmål til mødet", "questions for the meeting")
        case .notes: language("skriv noter", "write the notes")
        case .booking: language("book en tid", "book a time")
        case .bookingReminder: language("påmindelse: book en tid", "reminder: book a time")
        case .reminder: language("påmindelse", "reminder")
        case .message: language("besked (\(key))", "message (\(key))")
        }
    }
}
