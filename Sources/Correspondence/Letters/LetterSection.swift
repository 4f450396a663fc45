import Course

/// One thing that a letter brings: an item or a correction.
struct LetterSection {
    /// The subject, were it alone.
    var subject: String
    /// The heading, when it is not alone.
    var heading: String
    /// What it says, as markup.
    var body: String
    /// The greeting of the administrator's own words.
    var greeting: String?
    /// Whether it is in the administrator's own words.
    var isOwn = false

    /// A template's outcome: a head of `name: value` lines, an empty line, the body.
    init(_ rendered: String) {
        let parts = rendered.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = parts.drop { $0.allSatisfy(\.isWhitespace) }
        let head = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
        body = lines[head.endIndex...].joined(separator: "\n")
        func value(_ name: String) -> String? {
            head.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        subject = Self.fitting(value("subject"), value("shorter"))
        heading = value("heading") ?? subject
    }

    /// The long subject where it fits a mailbox's list, else the short one.
    private static func fitting(_ long: String?, _ short: String?) -> String {
        guard let long else { return short ?? "" }
        guard let short, Markup.plain(long).count > 78 else { return long }
        return short
    }
}
