import Course

/// The few words that belong to no template: counts, and lists in a sentence.
extension Language {
    /// As `to` for 2; figures beyond ten.
    func count(_ number: Int) -> String {
        let words: [String] =
            switch self {
            case .danish: ["nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"]
            case .english:
                ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
            }
        return words.indices.contains(number) ? words[number] : String(number)
    }

    /// As `40 minutter`.
    func minutes(_ number: Int) -> String {
        switch self {
        case .danish: "\(number) \(number == 1 ? "minut" : "minutter")"
        case .english: "\(number) \(number == 1 ? "minute" : "minutes")"
        }
    }

    /// As `a, b og c`.
    func all(of parts: [String]) -> String {
        switch self {
        case .danish: joined(parts, by: "og")
        case .english: joined(parts, by: "and")
        }
    }

    /// As `a, b eller c`.
    func one(of parts: [String]) -> String {
        switch self {
        case .danish: joined(parts, by: "eller")
        case .english: joined(parts, by: "or")
        }
    }

    /// In the language's quotation marks.
    func quoted(_ words: String) -> String {
        switch self {
        case .danish: "”\(words)”"
        case .english: "“\(words)”"
        }
    }

    private func joined(_ parts: [String], by conjunction: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
