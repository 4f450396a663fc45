extension LeaderList {
    /// What can be wrong with a row.
    public enum Complaint: Hashable, Sendable {
        /// Something stands behind a closing quote.
        case strayText
        /// It has so many fields, not as many as there are headers.
        case fields(Int, expected: Int)
        /// A word for a chair that is neither yes nor no.
        case neitherYesNorNo(String)
        /// Somebody chairs no group.
        case chairOfNoGroup
        /// A language that is none of the course's.
        case unknownLanguage(String)
        /// A mail address that is none.
        case noAddress(String)
        /// A field that must not be empty.
        case empty(Column)
        /// A field that is too long.
        case tooLong(Column)
        /// A field with a control character in it.
        case controlCharacter(Column)

        /// The column that it is about; `nil` for the row as a whole.
        public var column: Column? {
            switch self {
            case .strayText, .fields: nil
            case .neitherYesNorNo, .chairOfNoGroup: .chair
            case .unknownLanguage: .language
            case .noAddress: .email
            case .empty(let column), .tooLong(let column), .controlCharacter(let column): column
            }
        }

        /// One sentence, without a full stop.
        var sentence: String {
            switch self {
            case .strayText: "something stands behind a closing quote"
            case .fields(let count, let expected): "\(count) fields instead of \(expected)"
            case .neitherYesNorNo(let word):
                "\(word.quoted) is neither yes nor no; expected ja, yes, x or 1, or nothing"
            case .chairOfNoGroup: "a chair of no group"
            case .unknownLanguage(let word): "\(word.quoted) is no language of the course; expected da or en"
            case .noAddress(let text): "\(text.quoted) is no mail address"
            case .empty(let column): "\(column.headers[0]) is empty"
            case .tooLong(let column): "\(column.headers[0]) is longer than 200 characters"
            case .controlCharacter(let column): "\(column.headers[0]) holds a control character"
            }
        }
    }
}
