import Course
import CourseStore

/// What a letter's link shows: one button.
///
/// Mail servers open links to look at them; only the button opens the door.
struct LinkPage: Page {
    static let template = "sign-in-link"

    let title: String
    /// Where the button leads.
    let action: String

    init(_ link: Token, in language: Language) {
        title = language("Log ind", "Sign in")
        action = "/sign-in/link/\(link.text)"
    }
}
