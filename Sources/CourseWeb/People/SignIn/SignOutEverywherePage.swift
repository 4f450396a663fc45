import Course

/// Where somebody signs out at every browser.
struct SignOutEverywherePage: Page {
    static let template = "sign-out-everywhere"

    let title: String

    init(in language: Language) {
        title = language("Log ud alle steder", "Sign out everywhere")
    }
}
