/// A field in an administrator's own subject or text, written `{first-name}`, that a letter fills in.
public enum LetterField: String, Hashable, Codable, Sendable, CaseIterable {
    /// The leader's first name.
    case firstName = "first-name"
    /// The leader's whole name.
    case name
    /// The date that the prompt is about, in words.
    case date
    /// The time of day that the prompt is about.
    case time
    /// Where it is held.
    case place
    /// The module's title.
    case title
    /// How many minutes it takes.
    case minutes
    /// Where the film, the assessment or the material is found.
    case link
    /// The leader's own municipality.
    case municipality
    /// The other municipality, or the others.
    case otherMunicipality = "other-municipality"
    /// Whom to ask, with address and telephone.
    case contact
    /// The last day, in words.
    case due
    /// The leader's group.
    case group
    /// The course's title.
    case course
    /// Who signs the municipality's letters.
    case signed
    /// Who speaks in the film.
    case speaker
    /// The days between which the group meets, in words.
    case window
    /// The questions of the film or the meeting, one a line.
    case questions
}

extension LetterField {
    /// A stretch of a text that is written as a field.
    public struct Occurrence: Hashable, Sendable {
        /// Where it stands, braces included.
        public var range: Range<String.Index>
        /// What stands between the braces.
        public var name: String
        /// Which field it is; `nil` when there is none of that name.
        public var field: LetterField? { LetterField(rawValue: name) }
    }

    /// The fields of a text, in order: whatever stands between `{` and the next `}` of the same line.
    ///
    /// A brace without its
    /// counterpart stands for itself.
    public static func occurrences(in text: String) -> [Occurrence] {
        var found: [Occurrence] = []
        var opened: String.Index?
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            switch scalars[index] {
            case "{": opened = index
            case "}":
                guard let start = opened else { continue }
                let name = String(scalars[scalars.index(after: start)..<index])
                found.append(Occurrence(range: start..<scalars.index(after: index), name: name))
                opened = nil
            case let scalar where scalar.breaksLine: opened = nil
            default: break
            }
        }
        return found
    }
}
