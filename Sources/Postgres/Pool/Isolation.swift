/// How much a transaction sees of others (PostgreSQL, 13.2).
public enum Isolation: String, Hashable, Sendable {
    /// Each statement sees what was committed before it.
    case readCommitted = "READ COMMITTED"
    /// All statements see what was committed before the first.
    case repeatableRead = "REPEATABLE READ"
    /// As if transactions ran one after the other; some fail for that, so mark them repeatable.
    case serializable = "SERIALIZABLE"
}
