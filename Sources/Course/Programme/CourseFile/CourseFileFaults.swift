/// Why a course file is refused: every fault, in the order of the file.
public struct CourseFileFaults: Error, Hashable, Sendable {
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

extension CourseFileFaults: CustomStringConvertible {
    /// A line a fault, as `digital-ledelse.yaml:41:13: unknown key …`.
    public var description: String {
        faults.map { "\(name):\($0)" }.joined(separator: "\n")
    }
}
