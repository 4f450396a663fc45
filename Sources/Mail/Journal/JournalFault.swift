/// Why an accept journal cannot be used.
public enum JournalFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// A living mailman of the same name holds it.
    case held
    /// The name is empty or has something other than letters, digits, `-`, `_` and `.` in it, or begins with a dot.
    case badName
    /// The disk is full: nothing may be sent until it is not.
    case full
    /// The file cannot be written any more.
    case file(FileFault)

    init(_ fault: FileFault) {
        self = fault.isFull ? .full : .file(fault)
    }

    /// One sentence for the log.
    public var description: String {
        switch self {
        case .held: "another mailman of this name is running and holds the accept journal"
        case .badName: "a mailman's name is made of letters, digits, - _ and ."
        case .full: "the disk of the accept journal is full"
        case .file(let fault): "the accept journal cannot be written: \(fault)"
        }
    }
}
