import Course

/// Why a verb changed nothing: a sentence for the person who asked.
public struct Refusal: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and where it helps what would be right.
    public let description: String
    /// Of what kind it is, for who answers it otherwise than in words.
    public let kind: Kind

    /// The kinds of refusals.
    public enum Kind: Hashable, Sendable {
        /// There is no such thing, or none for who asks: the two are never told apart.
        case unknown
        /// What was asked for makes no sense.
        case invalid
        /// It makes sense, but not as things stand now.
        case conflict
    }

    /// A refusal in one sentence.
    public init(_ description: String, kind: Kind = .invalid) {
        self.description = description
        self.kind = kind
    }

    /// A refusal of what is not there, or not for who asks.
    static func unknown(_ description: String) -> Refusal { Refusal(description, kind: .unknown) }

    /// A refusal of what does not go as things stand.
    static func conflict(_ description: String) -> Refusal { Refusal(description, kind: .conflict) }

    /// What the database's policies refuse.
    static let forbidden = Refusal.unknown("there is no such thing here")

    /// A course that is not there, or not for who asks.
    static func unknownCourse(_ key: String) -> Refusal { .unknown("there is no course \"\(key)\"") }

    static func unknownCourse(_ key: String, known: [String]) -> Refusal {
        known.isEmpty
            ? .unknown("there is no course \"\(key)\"; none is imported yet (tandem course import FILE)")
            : .unknown("there is no course \"\(key)\"; there is \(known.joined(separator: ", "))")
    }

    static func unknownMunicipality(_ key: String, in outline: CourseOutline, known: [String]) -> Refusal {
        let known = known.joined(separator: ", ")
        return .unknown("the course \(outline.key) has no municipality \"\(key)\"; it has \(known)")
    }

    static func unknownModule(_ key: String, kind: Set<Module.Kind>, in outline: CourseOutline) -> Refusal {
        let known = outline.programme.modules.filter { kind.contains($0.kind) }.map(\.key).joined(separator: ", ")
        return .unknown("the course \(outline.key) has no such module \"\(key)\"; it has \(known)")
    }

    static func unknownLetter(_ letter: Int64) -> Refusal { .unknown("there is no letter \(letter)") }

    /// A letter that a mailman has, or that was claimed or settled while somebody decided about it.
    static func inFlight(_ letter: Int64) -> Refusal {
        .conflict("letter \(letter) is in flight; try again when its mailman has settled it")
    }
}
