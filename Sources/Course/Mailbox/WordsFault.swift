/// What is wrong with the own words of a prompt.
public struct WordsFault: Hashable, Sendable {
    /// Where it is.
    public let part: Part
    /// What it is.
    public let problem: Problem

    /// The parts of a letter that take own words.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case subject, text
    }

    /// What can be wrong.
    public enum Problem: Hashable, Sendable {
        /// There is no field of that name; the one that was probably meant, if any.
        case unknownField(String, meant: LetterField?)
        /// A `{` that nothing closes before its line ends; lines count from 1.
        case unclosedBrace(line: Int)
        /// A `}` that nothing opened.
        case unopenedBrace(line: Int)
        /// A subject of several lines.
        case severalLines
        /// More than so many characters.
        case tooLong(most: Int)
        /// Nothing, where no shipped letter could speak instead.
        case missing
    }
}

extension LetterWords {
    /// The longest subject, in characters: mailboxes show less.
    public static let longestSubject = 200
    /// The longest text, in characters.
    public static let longestText = 20_000

    /// All that is wrong with the words, the subject's first.
    ///
    /// - Parameter alone: Whether they must say everything, since no letter is beneath them.
    /// - Returns: The faults; none where the words can stand.
    public func faults(alone: Bool = false) -> [WordsFault] {
        var faults: [WordsFault] = []
        func check(_ words: String?, _ part: WordsFault.Part, most: Int) {
            func find(_ problem: WordsFault.Problem) { faults.append(WordsFault(part: part, problem: problem)) }
            guard let words else {
                if alone { find(.missing) }
                return
            }
            if words.count > most { find(.tooLong(most: most)) }
            if part == .subject, words.contains(where: \.isNewline) { find(.severalLines) }
            for problem in Self.strayBraces(in: words) + Self.unknownFields(in: words) { find(problem) }
        }
        check(subject, .subject, most: Self.longestSubject)
        check(text, .text, most: Self.longestText)
        return faults
    }

    private static func unknownFields(in words: String) -> [WordsFault.Problem] {
        var said: Set<String> = []
        return LetterField.occurrences(in: words).compactMap { occurrence in
            guard occurrence.field == nil, said.insert(occurrence.name).inserted else { return nil }
            // A name in other letters, or with blanks around it, is a slip too.
            let name = String(occurrence.name.lowercased().filter { !$0.isWhitespace })
            let meant = NearMiss.of(name, among: LetterField.allCases.map(\.rawValue)).flatMap(LetterField.init)
            return .unknownField(occurrence.name, meant: meant)
        }
    }

    private static func strayBraces(in words: String) -> [WordsFault.Problem] {
        var problems: [WordsFault.Problem] = []
        for (number, line) in words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var isOpen = false
            for scalar in line.unicodeScalars {
                if scalar == "{" {
                    if isOpen { problems.append(.unclosedBrace(line: number + 1)) }
                    isOpen = true
                } else if scalar == "}" {
                    if !isOpen { problems.append(.unopenedBrace(line: number + 1)) }
                    isOpen = false
                }
            }
            if isOpen { problems.append(.unclosedBrace(line: number + 1)) }
        }
        return problems
    }
}
