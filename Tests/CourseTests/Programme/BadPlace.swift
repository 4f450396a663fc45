import Testing

/// One change to the real course file, and what is to be said of it.
struct BadPlace: Sendable, CustomTestStringConvertible {
    var find: String
    var replacement: String
    var faults: [String]

    init(_ find: String, _ replacement: String, _ faults: String...) {
        (self.find, self.replacement, self.faults) = (find, replacement, faults)
    }

    var testDescription: String { replacement.isEmpty ? "without \(find)" : replacement }
}
