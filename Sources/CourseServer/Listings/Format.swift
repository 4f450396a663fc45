import ArgumentParser
import Foundation

/// How a listing is written.
enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, csv
}

/// The option of every listing.
struct FormatOption: ParsableArguments {
    @Option(help: "text, json or csv.")
    var format = Format.text
}

/// Something that a command lists.
protocol Listing {
    associatedtype JSON: Encodable
    /// The rows for people and for spreadsheets.
    var table: Table { get }
    /// What people read; the rows, where nothing else says it better.
    var text: String { get }
    /// The same for programs; its keys are a promise.
    var json: JSON { get }
}

extension Listing {
    var text: String { table.text }

    /// The listing as asked for, with a line break at its end.
    func written(as format: Format) throws -> String {
        switch format {
        case .text: return text
        case .csv: return table.csv
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(json), as: UTF8.self) + "\n"
        }
    }
}

/// So many of something, in English: `1 letter`, `2 letters`.
struct Counted: CustomStringConvertible {
    let description: String

    init(_ count: Int, _ noun: String) {
        description = "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

/// Rows under headings.
struct Table: Sendable {
    var headings: [String]
    var rows: [[String]] = []
    /// What is said where there are no rows.
    var empty: String

    /// In columns, for a terminal.
    var text: String {
        guard !rows.isEmpty else { return empty + "\n" }
        let widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([headings] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return line + "\n"
        }.joined()
    }

    /// As RFC 4180 has it.
    ///
    /// A cell that a spreadsheet would take for a formula is led by an apostrophe.
    var csv: String {
        ([headings] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func quoted(_ cell: String) -> String {
        var cell = cell
        if let first = cell.first, "=+-@\t".contains(first) { cell = "'" + cell }
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
