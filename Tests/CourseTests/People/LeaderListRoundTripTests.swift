import CourseTesting
import Testing

@testable import Course

@Suite struct `A list of leaders written at random` {
    /// Any quoting, separator, line break and encoding.
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `reads as it was meant`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let entries = (0..<Int.random(in: 1...40, using: &random)).map { entry($0, &random) }
        var columns = LeaderList.Column.allCases
        columns.shuffle(using: &random)
        let separator = [";", ",", "\t"].randomElement(using: &random) ?? ";"
        let lineBreak = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        var lines = [columns.map { header(of: $0, &random) }.joined(separator: separator)]
        for entry in entries {
            let fields = columns.map { quoted(field(of: $0, entry, &random), separator, &random) }
            lines.append(fields.joined(separator: separator))
        }
        let text = lines.joined(separator: lineBreak) + (Bool.random(using: &random) ? lineBreak : "")
        let list = try LeaderList.read(encoded(text, &random), name: "")
        #expect(list.rows.map(\.entry) == entries)
        #expect(list.rejected.isEmpty && list.warnings.isEmpty)
    }

    private func entry(_ number: Int, _ random: inout SplitMix64) -> LeaderEntry {
        func word() -> String {
            let letters = Array("abcæøåÆØÅéü –&.,;\"'-€")
            let length = Int.random(in: 1...12, using: &random)
            let inner = (0..<length).map { _ in String(letters.randomElement(using: &random) ?? "a") }.joined()
            return "N" + inner.split(separator: " ").joined(separator: " ") + "z"
        }
        let group = Bool.random(using: &random) ? word() : nil
        return LeaderEntry(
            name: word(),
            email: "leder.\(number)@kommune.dk",
            area: word(),
            group: group,
            isChair: group != nil && Bool.random(using: &random),
            title: Bool.random(using: &random) ? word() : nil,
            reportsTo: Bool.random(using: &random) ? "chef@kommune.dk" : nil,
            language: [nil, .danish, .english].randomElement(using: &random) ?? nil
        )
    }

    private func header(of column: LeaderList.Column, _ random: inout SplitMix64) -> String {
        let header = column.headers.randomElement(using: &random) ?? ""
        return [header, header.uppercased(), " \(header) ", "\"\(header)\""].randomElement(using: &random) ?? header
    }

    private func field(of column: LeaderList.Column, _ entry: LeaderEntry, _ random: inout SplitMix64) -> String {
        switch column {
        case .name: entry.name
        case .email: entry.email
        case .area: entry.area
        case .group: entry.group ?? ""
        case .chair:
            (entry.isChair ? ["ja", "Yes", "x", "1"] : ["", "nej", "NO", "0"]).randomElement(using: &random) ?? ""
        case .title: entry.title ?? ""
        case .reportsTo: entry.reportsTo ?? ""
        case .language: entry.language?.rawValue ?? ""
        }
    }

    private func quoted(_ text: String, _ separator: String, _ random: inout SplitMix64) -> String {
        var text = text
        let mustQuote = text.contains(separator) || text.contains("\"")
        guard mustQuote || Bool.random(using: &random) else { return text }
        // A line break inside a field is a space to us.
        if Bool.random(using: &random), let space = text.firstIndex(of: " ") {
            text.replaceSubrange(space...space, with: ["\n", "\r\n", "  "].randomElement(using: &random) ?? " ")
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func encoded(_ text: String, _ random: inout SplitMix64) -> [UInt8] {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return Array(text.utf8)
        case 1: return [0xEF, 0xBB, 0xBF] + text.utf8
        default:
            return text.unicodeScalars.map { scalar in
                switch scalar {
                case "€": 0x80
                case "–": 0x96
                default: UInt8(scalar.value)
                }
            }
        }
    }
}
