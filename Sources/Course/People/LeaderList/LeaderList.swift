/// A municipality's list of its leaders, as its file says it.
public struct LeaderList: Hashable, Sendable {
    /// The columns that the file has.
    public var columns: Set<Column>
    /// The rows that can be taken, in the file's order.
    public var rows: [Row]
    /// The rows that cannot, in the file's order.
    public var rejected: [Rejection]
    /// What is odd but does no harm.
    public var warnings: [ListWarning]

    /// The largest file that is read, in bytes.
    public static let largest = 50_000_000
    /// The most rows that are read.
    public static let mostRows = 200_000

    /// A list from its parts.
    public init(columns: Set<Column>, rows: [Row], rejected: [Rejection] = [], warnings: [ListWarning] = []) {
        self.columns = columns
        self.rows = rows
        self.rejected = rejected
        self.warnings = warnings
    }

    /// One leader of the list.
    public struct Row: Hashable, Sendable {
        /// The line of the file on which the row begins; the header's is 1.
        public var number: Int
        /// What it says.
        public var entry: LeaderEntry

        /// A row that begins on line `number`.
        public init(number: Int, entry: LeaderEntry) {
            self.number = number
            self.entry = entry
        }
    }

    /// A row that cannot be taken.
    public struct Rejection: Hashable, Sendable {
        /// The line of the file on which the row begins.
        public var row: Int
        /// Why, in a sentence.
        public var why: String
        /// The row's address as it is compared, when that much is sound.
        public var address: String?
        /// Everything that is wrong with it.
        public var complaints: [Complaint]

        /// A rejection of the row that begins on line `row`.
        public init(row: Int, why: String, address: String? = nil, complaints: [Complaint] = []) {
            self.row = row
            self.why = why
            self.address = address
            self.complaints = complaints
        }

        init(row: Int, complaints: [Complaint], address: String?) {
            self.init(
                row: row,
                why: complaints.map(\.sentence).joined(separator: "; "),
                address: address,
                complaints: complaints
            )
        }
    }
}

/// Something odd in a list, that does no harm.
public struct ListWarning: Hashable, Sendable {
    /// The line of the file that it is about; `nil` when it is about the whole.
    public var row: Int?
    /// What is odd, in a sentence.
    public var message: String
    /// What it is.
    public var oddity: Oddity?

    /// A warning about a row or the whole.
    public init(row: Int? = nil, _ message: String, _ oddity: Oddity? = nil) {
        self.row = row
        self.message = message
        self.oddity = oddity
    }

    /// What can be odd.
    public enum Oddity: Hashable, Sendable {
        /// A column of that name means nothing here.
        case unknownColumn(String)
        /// The row says the same as the one on that line.
        case repeats(row: Int)
        /// Nobody chairs the group.
        case groupWithoutChair(String)
        /// No other municipality has an area that counts as equivalent.
        case areaWithoutCounterpart(String)
    }

    /// The same row, the same sentence.
    public static func == (one: ListWarning, other: ListWarning) -> Bool {
        (one.row, one.message) == (other.row, other.message)
    }

    /// By row and sentence.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(row)
        hasher.combine(message)
    }
}

/// Why a list is refused as a whole.
public struct LeaderListFaults: Error, Hashable, Sendable {
    /// The file's name, as it was given.
    public var name: String
    /// At least one fault, sorted by place.
    public var faults: [SourceFault]
    /// What is the matter, taken together.
    public var kind: Kind

    /// The faults of a file.
    public init(name: String, faults: [SourceFault], kind: Kind = .unreadable) {
        self.name = name
        self.faults = faults.sorted()
        self.kind = kind
    }

    /// What can be the matter with a file.
    public enum Kind: Hashable, Sendable {
        /// There is nothing in it, or nothing below the line of headers.
        case empty
        /// It is no text: a picture, a workbook, a PDF.
        case noText
        /// It is text in an encoding that is not known.
        case encoding
        /// Columns are missing, or given twice.
        case columns(missing: [LeaderList.Column], repeated: [LeaderList.Column])
        /// It has more rows, or more octets, than are read.
        case tooLarge
        /// A quotation that does not end, or the like.
        case unreadable
    }
}

extension LeaderListFaults: CustomStringConvertible {
    /// A line a fault, as `glostrup.csv:1:1: the column …`.
    public var description: String {
        faults.map { "\(name):\($0)" }.joined(separator: "\n")
    }
}
