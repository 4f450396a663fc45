/// After which failures a transaction may run again.
public enum Repeatability: Sendable {
    /// After none.
    case never
    /// After it lost against another transaction (40001, 40P01): then nothing of it can have happened.
    case afterConflict
    /// After any failure that `PostgresError.isTransient` tells of; a commit whose answer was lost may then happen twice.
    case always

    func allows(_ failure: PostgresError) -> Bool {
        switch self {
        case .never: false
        case .afterConflict: failure.isConflict
        case .always: failure.isTransient
        }
    }
}
