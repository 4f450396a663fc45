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

        /// A rejection of the row that begins on line `row`.
        public init(row: Int, why: String, address: String? = nil) {
            self.row = row
            self.why = why
            self.address = address
        }
    }
}

/// Something odd in a list, that does no harm.
public struct ListWarning: Hashable, Sendable {
    /// The line of the file that it is about; `nil` when it is about the whole.
    public var row: Int?
    /// What is odd, in a sentence.
    public var message: String

    /// A warning about a row or the whole.
    public init(row: Int? = nil, _ message: String) {
        self.row = row
        self.message = message
    }
}

/// Why a list is refused as a whole.
public struct LeaderListFaults: Error, Hashable, Sendable {
    /// The file's name, as it was given.
    public var name: String
    /// At least one fault, sorted by place.
    public var faults: [SourceFault]

    /// The faults of a file.
    public init(name: String, faults: [SourceFault]) {
        self.name = name
        self.faults = faults.sorted()
    }
}

extension LeaderListFaults: CustomStringConvertible {
    /// A line a fault, as `glostrup.csv:1:1: the column …`.
    public var description: String {
        faults.map { "\(name):\($0)" }.joined(separator: "\n")
    }
}
