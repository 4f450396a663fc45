/// What of the post somebody means.
public enum MailSelection: Hashable, Sendable {
    /// One letter, by its number.
    case letter(Int64)
    /// A prompt of a course, whatever scopes it is planned for.
    case prompt(course: String, module: String, prompt: String)
    /// All of a route.
    case route(String)
}

/// How much of the post a verb changed; both are 0 where everything was so already.
public struct MailChange: Hashable, Sendable {
    /// Letters.
    public let letters: Int
    /// Leaders × prompts.
    public let items: Int
    /// Routes that are held, of those that what was retried may take, in the order of their names.
    public let heldRoutes: [String]

    /// So many letters and items.
    public init(letters: Int, items: Int, heldRoutes: [String] = []) {
        self.heldRoutes = heldRoutes
        self.letters = letters
        self.items = items
    }

    static let nothing = MailChange(letters: 0, items: 0)
}
