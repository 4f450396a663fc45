/// Text from outside, cut down to what a column of one line takes.
enum OneLine {
    /// The text without control characters and line ends, at most so many characters.
    static func text(_ text: String, atMost limit: Int) -> String {
        let kept = text.unicodeScalars.lazy.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        var line = String.UnicodeScalarView()
        for scalar in kept.prefix(limit) { line.append(scalar) }
        return String(line)
    }
}
