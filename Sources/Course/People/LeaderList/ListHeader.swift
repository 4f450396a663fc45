/// The first line of a list: which column tells what, and how the fields are separated.
struct ListHeader {
    /// The byte between two fields.
    let separator: UInt8
    /// What each field tells, in the file's order; `nil` for one that is left out.
    let columns: [LeaderList.Column?]
    /// Columns that mean nothing here.
    let warnings: [ListWarning]
    /// The line on which it stands.
    let line: Int

    /// Finds the header and its separator: the one that makes the most of its names known.
    ///
    /// - Throws: Missing columns and columns given twice, all at once.
    init(_ bytes: [UInt8]) throws(HeaderFaults) {
        var best: (known: Int, record: RecordReader.Record, separator: UInt8)?
        for separator in [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09] {
            let record: RecordReader.Record
            do throws(SourceFault) {
                guard let first = try Self.first(in: bytes, separator) else { continue }
                record = first
            } catch {
                throw HeaderFaults(faults: [error])
            }
            // Known names weigh more than the mere number of fields, which decides among strangers.
            let names = record.fields.map { ListField.folded($0) }
            let known = names.count { LeaderList.Column(header: $0) != nil } * 1000 + min(names.count, 999)
            if best.map({ known > $0.known }) ?? true { best = (known, record, separator) }
        }
        guard let best else {
            let message = Sentence(
                "filen er tom; der skulle stå en linje med overskrifter: \(Self.expected)",
                "the file is empty; expected a line of headers: \(Self.expected)"
            )
            throw HeaderFaults(faults: [SourceFault(at: SourcePosition(line: 1, column: 1), message)], kind: .empty)
        }
        separator = best.separator
        line = best.record.line
        let names = best.record.fields.map { ListField.folded($0) }
        columns = names.map { LeaderList.Column(header: $0) }
        warnings = zip(names, columns).compactMap { [line] name, column in
            guard column == nil, !name.isEmpty else { return nil }
            return ListWarning(
                row: line,
                "the column \(name.quoted) is not known and is left out",
                .unknownColumn(name)
            )
        }
        let faults = Self.faults(names, columns).map { SourceFault(at: SourcePosition(line: line, column: 1), $0) }
        guard faults.isEmpty else {
            let given = Dictionary(grouping: columns.compactMap(\.self), by: \.self).mapValues(\.count)
            throw HeaderFaults(
                faults: faults,
                kind: .columns(
                    missing: LeaderList.Column.allCases.filter { $0.isRequired && given[$0] == nil },
                    repeated: LeaderList.Column.allCases.filter { given[$0, default: 0] > 1 }
                )
            )
        }
    }

    private static let expected = LeaderList.Column.allCases.filter(\.isRequired).map {
        $0.headers.joined(separator: "/")
    }
    .joined(separator: ", ")

    private static func first(in bytes: [UInt8], _ separator: UInt8) throws(SourceFault) -> RecordReader.Record? {
        var reader = RecordReader(bytes, separator: separator)
        while let record = try reader.next() {
            if !record.isBlank { return record }
        }
        return nil
    }

    private static func faults(_ names: [String], _ columns: [LeaderList.Column?]) -> [Sentence] {
        LeaderList.Column.allCases.compactMap { column in
            let given = zip(names, columns).filter { $0.1 == column }.map(\.0)
            let meaning = column.headers.joined(separator: "/")
            if given.count > 1 {
                let names = given.map(\.quoted).joined(separator: ", ")
                return Sentence(
                    "kolonnen \(meaning) er der \(given.count == 2 ? "to" : "\(given.count)") gange: \(names)",
                    "the column \(meaning) is given \(given.count == 2 ? "twice" : "\(given.count) times"): \(names)"
                )
            }
            guard given.isEmpty, column.isRequired else { return nil }
            let found = names.map(\.quoted).joined(separator: ", ")
            return Sentence(
                "kolonnen \(meaning) mangler; der står \(found)",
                "the column \(meaning) is missing; found \(found)"
            )
        }
    }
}

/// What is wrong with a header.
struct HeaderFaults: Error {
    var faults: [SourceFault]
    var kind = LeaderListFaults.Kind.unreadable
}
