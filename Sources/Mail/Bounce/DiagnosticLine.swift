/// What a server said as one line of at most 500 characters.
struct DiagnosticLine: Sendable {
    static let longest = 500

    let text: String

    init(_ said: some StringProtocol) {
        var line = ""
        var length = 0
        var isBehindSpace = true
        for scalar in said.unicodeScalars where length < Self.longest {
            let isSpace =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
                default: false
                }
            if isSpace, isBehindSpace { continue }
            line.unicodeScalars.append(isSpace ? " " : scalar)
            isBehindSpace = isSpace
            length += 1
        }
        if isBehindSpace, !line.isEmpty { line.unicodeScalars.removeLast() }
        text = line
    }
}
