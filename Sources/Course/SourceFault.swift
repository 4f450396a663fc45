/// A place in a text file.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// A line and a column, both from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The earlier one first.
    public static func < (one: SourcePosition, other: SourcePosition) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}

extension SourcePosition: CustomStringConvertible {
    /// As `41:13`.
    public var description: String { "\(line):\(column)" }
}

/// What is wrong at one place of a file, in one sentence.
public struct SourceFault: Error, Hashable, Comparable, Sendable {
    /// Where.
    public var position: SourcePosition
    /// What is wrong, and what was expected.
    public var sentence: Sentence

    /// A fault at a place.
    public init(at position: SourcePosition, _ sentence: Sentence) {
        self.position = position
        self.sentence = sentence
    }

    /// The sentence for the terminal.
    public var message: String { sentence.english }

    /// The line, from 1.
    public var line: Int { position.line }

    /// The column in Unicode scalars, from 1.
    public var column: Int { position.column }

    /// By place, then by message.
    public static func < (one: SourceFault, other: SourceFault) -> Bool {
        (one.position, one.message) < (other.position, other.message)
    }
}

extension SourceFault: CustomStringConvertible {
    /// As `41:13: unknown key …`.
    public var description: String { "\(position): \(message)" }
}

extension StringProtocol {
    /// The text in quotation marks for a message: on one line, without control characters, and not too long.
    var quoted: String {
        let visible = String(
            String.UnicodeScalarView(unicodeScalars.prefix(61).map { $0.breaksLine || $0.isControl ? " " : $0 })
        )
        return "\"" + (unicodeScalars.count > 61 ? visible.prefix(60) + "…" : visible[...]) + "\""
    }
}

extension Unicode.Scalar {
    /// Whether it begins a new line in some reader's eyes.
    var breaksLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether it is a control character, line breaks and tabs among them.
    var isControl: Bool { properties.generalCategory == .control }
}
