public import Course

/// Why a verb changed nothing: a sentence for the person who asked.
public struct Refusal: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and where it helps what would be right; for a page, `sentence(in: language)`.
    public let sentence: Sentence
    /// Of what kind it is, for who answers it otherwise than in words.
    public let kind: Kind
    /// What to do about it at the terminal; no page says it.
    private let command: String?

    /// The kinds of refusals.
    public enum Kind: Hashable, Sendable {
        /// There is no such thing, or none for who asks: the two are never told apart.
        case unknown
        /// What was asked for makes no sense.
        case invalid
        /// It makes sense, but not as things stand now.
        case conflict
        /// Somebody was quicker: it is not as it was when it was shown.
        case changed
    }

    /// A refusal in one sentence.
    ///
    /// - Parameters:
    ///   - danish: The sentence in Danish, without a full stop.
    ///   - english: The same in English.
    ///   - kind: Of what kind it is.
    ///   - command: What to do about it at the terminal.
    public init(_ danish: String, _ english: String, kind: Kind = .invalid, command: String? = nil) {
        (sentence, self.kind, self.command) = (Sentence(danish, english), kind, command)
    }

    /// A refusal that no page ever shows: of how the program is set up or called, and of verbs that only the terminal has.
    public init(atTheTerminal english: String, kind: Kind = .invalid) {
        self.init(english, english, kind: kind)
    }

    /// The sentence for the terminal: in English, with what to do about it there.
    public var description: String { command.map { "\(sentence.english) (\($0))" } ?? sentence.english }

    /// A refusal of what is not there, or not for who asks.
    static func unknown(_ danish: String, _ english: String, command: String? = nil) -> Refusal {
        Refusal(danish, english, kind: .unknown, command: command)
    }

    /// A refusal of what does not go as things stand.
    static func conflict(_ danish: String, _ english: String, command: String? = nil) -> Refusal {
        Refusal(danish, english, kind: .conflict, command: command)
    }

    /// A refusal of what was made from something that is another by now.
    static func changed(_ danish: String, _ english: String) -> Refusal {
        Refusal(danish, english, kind: .changed)
    }

    /// What the database's policies refuse.
    static let forbidden = Refusal.unknown("det findes ikke her", "there is no such thing here")

    /// A course that is not there, or not for who asks.
    static func unknownCourse(_ key: String) -> Refusal {
        .unknown("der er ikke noget forløb \"\(key)\"", "there is no course \"\(key)\"")
    }

    static func unknownCourse(_ key: String, known: [String]) -> Refusal {
        known.isEmpty
            ? .unknown(
                "der er ikke noget forløb \"\(key)\"; der er ikke indlæst noget endnu",
                "there is no course \"\(key)\"; none is imported yet",
                command: "tandem course import FILE"
            )
            : .unknown(
                "der er ikke noget forløb \"\(key)\"; der er \(known.joined(separator: ", "))",
                "there is no course \"\(key)\"; there is \(known.joined(separator: ", "))"
            )
    }

    static func unknownMunicipality(_ key: String, in outline: CourseOutline, known: [String]) -> Refusal {
        let known = known.joined(separator: ", ")
        return .unknown(
            "forløbet \(outline.key) har ikke nogen kommune \"\(key)\"; det har \(known)",
            "the course \(outline.key) has no municipality \"\(key)\"; it has \(known)"
        )
    }

    static func unknownModule(_ key: String, kind: Set<Module.Kind>, in outline: CourseOutline) -> Refusal {
        let known = outline.programme.modules.filter { kind.contains($0.kind) }.map(\.key).joined(separator: ", ")
        return .unknown(
            "forløbet \(outline.key) har ikke sådan et modul \"\(key)\"; det har \(known)",
            "the course \(outline.key) has no such module \"\(key)\"; it has \(known)"
        )
    }

    static func unknownLetter(_ letter: Int64) -> Refusal {
        .unknown("der er ikke noget brev \(letter)", "there is no letter \(letter)")
    }

    /// A letter that a mailman has, or that was claimed or settled while somebody decided about it.
    static func inFlight(_ letter: Int64) -> Refusal {
        .conflict(
            "brev \(letter) er ved at blive sendt; prøv igen, når det er afgjort, om det kom frem",
            "letter \(letter) is in flight; try again when its mailman has settled it"
        )
    }
}
