import Course

/// What is shown to whoever has asked, known here or not: where the letter's code is typed.
///
/// A code lets in only at the browser that asked, and as whom it asked for (``SiteCookie/asked``, which no other site can set): nobody else's code is
/// of any use here.
struct CodePage: Page {
    static let template = "sign-in-code"

    let title: String
    /// What was typed.
    let code: String
    /// What is wrong with it.
    let fault: String?
    /// For how long a letter is good.
    let minutes: Int
    /// Who is signed in at this browser already.
    let present: String?

    init(in language: Language, minutes: Int, typed: String = "", fault: String? = nil, present: String? = nil) {
        title = language("Se i din indbakke", "Look in your inbox")
        self.present = present
        (code, self.fault, self.minutes) = (String(typed.prefix(11)), fault, minutes)
    }
}
