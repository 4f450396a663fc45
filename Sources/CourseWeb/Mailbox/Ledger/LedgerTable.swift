import Course
import CourseStore

/// The ledger as a table for a spreadsheet: RFC 4180 with semicolons, as Danish spreadsheets read it, and a byte order mark.
struct LedgerTable {
    let text: String

    init(_ figures: LedgerFigures, selection: LedgerPage.Selection, in language: Language) {
        let words = LedgerWords(language: language, outline: figures.course.outline)
        let zone = figures.course.outline.timeZone
        var rows = [
            [
                language("tidspunkt", "moment"), language("kommune", "municipality"), language("modul", "module"),
                language("besked", "prompt"), language("til", "for"), language("tilstand", "state"),
                language("planlagt", "planned"), language("sendt", "sent"), language("venter", "waiting"),
                language("sprunget over", "skipped"), language("afvist", "refused"), language("kom retur", "bounced"),
                language("hvorfor sprunget over", "why skipped"), language("efter behov", "if needed"),
            ]
        ]
        for line in figures.lines
        where (selection.module == nil || line.module == selection.module)
            && (selection.state == nil || line.state == selection.state)
        {
            let isTold = line.ifNeeded == nil
            let skipped = line.count.skipped.values.reduce(0, +)
            let numbers = [
                line.count.planned, line.count.sent, line.count.pending, skipped, line.count.failed, line.count.bounced,
            ]
            rows.append(
                [
                    "\(zone.local(line.sendAt))".replacing("T", with: " "), words.municipality(line.municipality),
                    line.module, line.prompt, words.scope(of: line) ?? "", words.state(line.state),
                ] + numbers.map { isTold ? "\($0)" : "" } + [
                    words.skips(line.count.skipped) ?? "", line.ifNeeded.map(words.ifNeeded) ?? "",
                ]
            )
        }
        text = "\u{FEFF}" + rows.map { $0.map(Self.cell).joined(separator: ";") + "\r\n" }.joined()
    }

    /// A cell that no spreadsheet takes for a formula.
    static func cell(_ text: String) -> String {
        let starts = text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let harmless = starts ? "'" + text : text
        guard harmless.unicodeScalars.contains(where: { ";\"\r\n".unicodeScalars.contains($0) }) else {
            return harmless
        }
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }
}
