import Course

/// Where somebody asks for a letter to come in by.
struct AskingPage: Page {
    static let template = "sign-in"

    let title: String
    let address: Field
    /// The page that was wanted.
    let from: String?

    init(in language: Language, from: LocalPath?, typed: String = "", fault: String? = nil) {
        title = language("Log ind", "Sign in")
        self.from = from?.text
        address = Field(
            "address",
            label: language("Mailadresse", "Mail address"),
            value: typed,
            fault: fault,
            type: "email",
            autocomplete: "email",
            isRequired: true
        )
    }
}
