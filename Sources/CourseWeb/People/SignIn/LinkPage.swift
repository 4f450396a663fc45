import Course
import CourseStore

/// What a letter's link shows: for whom it is, and one button.
///
/// Mail servers open links to look at them; only the button opens the door. Somebody else's link lets in as somebody else: so that nobody
/// comes in unawares as who sent it, the page says for whom it is, and in whose place.
struct LinkPage: Page {
    static let template = "sign-in-link"

    let title: String
    /// Where the button leads.
    let action: String
    /// For whom it is, masked.
    let recipient: String
    /// Who is signed in at this browser already, where that is somebody else.
    let present: String?

    init(_ link: Token, of address: String, present: String?, in language: Language) {
        title = language("Log ind", "Sign in")
        recipient = MaskedAddress(address).description
        self.present = present.flatMap { $0.lowercased() == address.lowercased() ? nil : $0 }
        action = "/sign-in/link/\(link.text)"
    }
}
