/// A language that letters and pages are written in.
public enum Language: String, Hashable, Codable, Sendable, CaseIterable {
    /// Danish.
    case danish = "da"
    /// English.
    case english = "en"
}
