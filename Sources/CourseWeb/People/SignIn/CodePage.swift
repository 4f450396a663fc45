import Course

/// What is shown to whoever has asked, known here or not: where the letter's code is typed.
struct CodePage: Page {
    static let template = "sign-in-code"

    let title: String
    /// What was typed.
    let code: String
    /// What is wrong with it.
    let fault: String?
    /// For how long a letter is good.
    let minutes: Int

    init(in language: Language, minutes: Int, typed: String = "", fault: String? = nil) {
        title = language("Se i din indbakke", "Look in your inbox")
        (code, self.fault, self.minutes) = (String(typed.prefix(11)), fault, minutes)
    }
}
