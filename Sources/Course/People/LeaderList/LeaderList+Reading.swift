extension LeaderList {
    /// Reads a list as a municipality sends it: UTF-8 or Windows-1252, separated by `;`, `,` or tabs, with headers in
    /// Danish or English in any order.
    ///
    /// - Parameters:
    ///   - bytes: The file, at most 50 MB and 200,000 rows.
    ///   - name: What the faults call it.
    /// - Returns: The list, with the rows that cannot be taken among ``rejected``.
    /// - Throws: What makes the file as a whole unusable.
    public static func read(_ bytes: [UInt8], name: String) throws(LeaderListFaults) -> LeaderList {
        let text: [UInt8]
        do throws(SourceFault) {
            text = try ListText.utf8(bytes)
        } catch {
            let kind: LeaderListFaults.Kind =
                FileSignature.refusal(of: bytes) != nil || bytes.contains(0)
                ? .noText : bytes.count > largest ? .tooLarge : .encoding
            throw LeaderListFaults(name: name, faults: [error], kind: kind)
        }
        let header: ListHeader
        do throws(HeaderFaults) {
            header = try ListHeader(text)
        } catch {
            throw LeaderListFaults(name: name, faults: error.faults, kind: error.kind)
        }
        var list: LeaderList
        do throws(SourceFault) {
            list = try read(text, header)
        } catch {
            throw LeaderListFaults(name: name, faults: [error])
        }
        guard list.rows.count + list.rejected.count <= mostRows else {
            let last = max(list.rows.last?.number ?? 0, list.rejected.last?.row ?? 0)
            let fault = SourceFault(
                at: SourcePosition(line: last, column: 1),
                Sentence("listen har flere end \(mostRows) rækker", "the list has more than \(mostRows) rows")
            )
            throw LeaderListFaults(name: name, faults: [fault], kind: .tooLarge)
        }
        guard !list.rows.isEmpty || !list.rejected.isEmpty else {
            let fault = SourceFault(
                at: SourcePosition(line: header.line, column: 1),
                Sentence(
                    "der står ingen ledere efter linjen med overskrifter",
                    "no leaders follow the line of headers"
                )
            )
            throw LeaderListFaults(name: name, faults: [fault], kind: .empty)
        }
        return list
    }

    private static func read(_ text: [UInt8], _ header: ListHeader) throws(SourceFault) -> LeaderList {
        var list = LeaderList(columns: Set(header.columns.compactMap(\.self)), rows: [], warnings: header.warnings)
        var reader = RecordReader(text, separator: header.separator)
        while let record = try reader.next() {
            if record.line <= header.line || record.isBlank { continue }
            // One more than are taken is enough to know.
            guard list.rows.count + list.rejected.count <= mostRows else { break }
            var row = RowReader(record, header.columns)
            if let entry = row.entry() {
                list.rows.append(Row(number: record.line, entry: entry))
            } else {
                list.rejected.append(
                    Rejection(row: record.line, complaints: row.complaints, address: row.address)
                )
            }
        }
        return list
    }
}

/// Makes a leader of one record, or says everything that is wrong with it.
private struct RowReader {
    private(set) var complaints: [LeaderList.Complaint] = []
    private(set) var address: String?
    private var given: [LeaderList.Column: String] = [:]

    init(_ record: RecordReader.Record, _ columns: [LeaderList.Column?]) {
        if record.isMalformed { complaints.append(.strayText) }
        if record.fields.count != columns.count {
            complaints.append(.fields(record.fields.count, expected: columns.count))
        }
        guard complaints.isEmpty else { return }
        for (field, column) in zip(record.fields, columns) {
            if let column { given[column] = ListField.folded(field) }
        }
    }

    mutating func entry() -> LeaderEntry? {
        guard complaints.isEmpty else { return nil }
        let name = required(.name)
        let email = email()
        let area = required(.area)
        let group = text(.group)
        let chairWord = text(.chair) ?? ""
        let isChair = ListField.isYes(chairWord)
        if isChair == nil { complaints.append(.neitherYesNorNo(chairWord)) }
        if isChair == true, group == nil { complaints.append(.chairOfNoGroup) }
        let languageWord = text(.language)
        let language = languageWord.flatMap(ListField.language)
        if let languageWord, language == nil { complaints.append(.unknownLanguage(languageWord)) }
        let (title, reportsTo) = (text(.title), text(.reportsTo))
        guard complaints.isEmpty, let name, let email, let area, let isChair else { return nil }
        return LeaderEntry(
            name: name,
            email: email,
            area: area,
            group: group,
            isChair: isChair,
            title: title,
            reportsTo: reportsTo,
            language: language
        )
    }

    private mutating func email() -> String? {
        guard let email = required(.email) else { return nil }
        guard MailText.isAddress(email) else {
            complaints.append(.noAddress(email))
            return nil
        }
        address = email.lowercased()
        return email
    }

    private mutating func required(_ column: LeaderList.Column) -> String? {
        if let text = text(column) { return text }
        if given[column]?.isEmpty ?? true { complaints.append(.empty(column)) }
        return nil
    }

    private mutating func text(_ column: LeaderList.Column) -> String? {
        guard let text = given[column], !text.isEmpty else { return nil }
        if text.utf8.count > 200, text.unicodeScalars.count > (column == .reportsTo || column == .email ? 254 : 200) {
            complaints.append(.tooLong(column))
            return nil
        }
        // Folding leaves the control characters that are no white space.
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }),
            text.unicodeScalars.contains(where: \.isControl)
        {
            complaints.append(.controlCharacter(column))
            return nil
        }
        return text
    }
}
