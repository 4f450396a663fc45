/// Where a leader sits: a session of a module, and a table there once it is set.
public struct SeatPlace: Hashable, Sendable {
    /// The session's key.
    public var session: String
    /// The table as people call it, at most ``mostLetters`` characters on one line; `nil` until it is set.
    public var table: String?

    /// The longest name of a table, in characters.
    public static let mostLetters = 40

    /// A seat in a session.
    public init(session: String, table: String? = nil) {
        (self.session, self.table) = (session, table)
    }

    /// Whether a table may be called that.
    public static func isTable(_ name: String) -> Bool {
        (1...mostLetters).contains(name.unicodeScalars.count)
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

/// What becomes of the table of a leader whose seat is set.
public enum SeatTable: Hashable, Sendable {
    /// It stays, where the session does.
    case kept
    /// It is taken away.
    case none
    /// It is this one.
    case named(String)
}
