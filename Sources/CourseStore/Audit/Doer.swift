/// Who does something: a person's address, or the account at the terminal.
public struct Doer: Hashable, Sendable {
    /// The name as the audit log keeps it: one line, at most 200 characters.
    public let name: String

    /// The doer of that name; what would not stand on one line is left out.
    public init(_ name: String) {
        self.name = OneLine.text(name, atMost: 200)
    }
}
