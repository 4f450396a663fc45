/// Why a schema cannot be migrated, by the file's name.
public enum MigrationError: Error, Hashable, Sendable {
    /// The name is not `NNNN_words.sql`, or its number does not follow on those before it.
    case misnamed(String)
    /// The file's text is no longer what was applied.
    case changed(String)
    /// The database has applied a file that is not known here: the program is older than its database.
    case unknown(String)
    /// A file that is not applied comes before one that is.
    case outOfOrder(String, before: String)
    /// The file's statements failed, and nothing of it was kept.
    case failed(String, line: Int?, PostgresError)
}

extension MigrationError: CustomStringConvertible {
    /// The error as a sentence.
    public var description: String {
        switch self {
        case .misnamed(let name):
            "\(name): a migration is named NNNN_words.sql, with numbers that grow"
        case .changed(let name):
            "\(name) was changed after it had been applied; make a new migration instead"
        case .unknown(let name):
            "\(name) has been applied to this database but is not known here; this program is older than its database"
        case .outOfOrder(let name, let later):
            "\(name) has not been applied, but \(later), which comes after it, has"
        case .failed(let name, let line, let error):
            "\(name)\(line.map { ":\($0)" } ?? "") failed, and nothing of it was kept: \(error)"
        }
    }
}
