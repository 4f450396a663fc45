/// A sentence in each language of the house, side by side.
///
/// It begins small and ends without a full stop, so that it can stand behind a place, as in `41:13: unknown key …`.
public struct Sentence: Hashable, Sendable {
    /// In Danish, as pages say it.
    public let danish: String
    /// In English, as pages and the terminal say it.
    public let english: String

    /// A sentence in both languages.
    public init(_ danish: String, _ english: String) {
        (self.danish, self.english) = (danish, english)
    }

    /// The sentence in a language.
    public func callAsFunction(in language: Language) -> String {
        switch language {
        case .danish: danish
        case .english: english
        }
    }

    /// The one sentence behind the other.
    static func + (one: Sentence, other: Sentence) -> Sentence {
        Sentence(one.danish + other.danish, one.english + other.english)
    }
}

extension Sentence: CustomStringConvertible {
    /// The English one: the terminal's.
    public var description: String { english }
}
