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
            throw LeaderListFaults(name: name, faults: [error])
        }
        let header: ListHeader
        do throws(HeaderFaults) {
            header = try ListHeader(text)
        } catch {
            throw LeaderListFaults(name: name, faults: error.faults)
        }
        do throws(SourceFault) {
            return try read(text, header)
        } catch {
            throw LeaderListFaults(name: name, faults: [error])
        }
    }

    private static func read(_ text: [UInt8], _ header: ListHeader) throws(SourceFault) -> LeaderList {
        var list = LeaderList(columns: Set(header.columns.compactMap(\.self)), rows: [], warnings: header.warnings)
        var reader = RecordReader(text, separator: header.separator)
        while let record = try reader.next() {
            if record.line <= header.line || record.isBlank { continue }
            guard list.rows.count + list.rejected.count < mostRows else {
                throw SourceFault(
                    at: SourcePosition(line: record.line, column: 1),
                    "the list has more than \(mostRows) rows"
                )
            }
            var row = RowReader(record, header.columns)
            if let entry = row.entry() {
                list.rows.append(Row(number: record.line, entry: entry))
            } else {
                list.rejected.append(
                    Rejection(row: record.line, why: row.complaints.joined(separator: "; "), address: row.address)
                )
            }
        }
        guard !list.rows.isEmpty || !list.rejected.isEmpty else {
            throw SourceFault(at: SourcePosition(line: header.line, column: 1), "no leaders follow the line of headers")
        }
        return list
    }
}

/// Makes a leader of one record, or says everything that is wrong with it.
private struct RowReader {
    private(set) var complaints: [String] = []
    private(set) var address: String?
    private var given: [LeaderList.Column: String] = [:]

    init(_ record: RecordReader.Record, _ columns: [LeaderList.Column?]) {
        if record.isMalformed { complaints.append("something stands behind a closing quote") }
        if record.fields.count != columns.count {
            complaints.append("\(record.fields.count) fields instead of \(columns.count)")
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
        if isChair == nil {
            complaints.append("\(chairWord.quoted) is neither yes nor no; expected ja, yes, x or 1, or nothing")
        }
        if isChair == true, group == nil { complaints.append("a chair of no group") }
        let languageWord = text(.language)
        let language = languageWord.flatMap(ListField.language)
        if let languageWord, language == nil {
            complaints.append("\(languageWord.quoted) is no language of the course; expected da or en")
        }
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
            complaints.append("\(email.quoted) is no mail address")
            return nil
        }
        address = email.lowercased()
        return email
    }

    private mutating func required(_ column: LeaderList.Column) -> String? {
        if let text = text(column) { return text }
        if given[column]?.isEmpty ?? true { complaints.append("\(column.headers[0]) is empty") }
        return nil
    }

    private mutating func text(_ column: LeaderList.Column) -> String? {
        guard let text = given[column], !text.isEmpty else { return nil }
        if text.utf8.count > 200, text.unicodeScalars.count > (column == .reportsTo || column == .email ? 254 : 200) {
            complaints.append("\(column.headers[0]) is longer than 200 characters")
            return nil
        }
        // Folding leaves the control characters that are no white space.
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }),
            text.unicodeScalars.contains(where: \.isControl)
        {
            complaints.append("\(column.headers[0]) holds a control character")
            return nil
        }
        return text
    }
}
