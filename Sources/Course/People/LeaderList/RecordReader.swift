/// Takes a text of separated values apart, record by record (RFC 4180, with any of three separators).
struct RecordReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var at: Int
    private var line: Int

    /// Reads from the beginning of `bytes`, which are UTF-8.
    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
        at = 0
        line = 1
    }

    /// What stands between two line breaks outside quotes.
    struct Record {
        /// The line on which it begins, from 1.
        var line: Int
        /// Its fields, unquoted, as they stand.
        var fields: [String]
        /// Whether something other than a separator stands behind a closing quote.
        var isMalformed = false

        /// Whether nothing is written in it.
        var isBlank: Bool { fields.allSatisfy { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } } }
    }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: A fault at a quote that is never closed.
    mutating func next() throws(SourceFault) -> Record? {
        guard at < bytes.count else { return nil }
        var record = Record(line: line, fields: [])
        while true {
            let field = bytes[safely: at] == Self.quote ? try quoted(&record) : plain()
            record.fields.append(field)
            guard at < bytes.count, bytes[at] == separator else { break }
            at += 1
        }
        skipLineBreak()
        return record
    }

    private static let quote = UInt8(ascii: "\"")

    private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }

    private mutating func plain() -> String {
        let start = at
        while at < bytes.count, !endsField(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func quoted(_ record: inout Record) throws(SourceFault) -> String {
        let (opened, openedLine) = (at, line)
        at += 1
        var content: [UInt8] = []
        var start = at
        while true {
            guard at < bytes.count else {
                throw SourceFault(
                    at: SourcePosition(line: openedLine, column: column(of: opened)),
                    Sentence(
                        "her begynder et felt med et anførselstegn, der aldrig bliver lukket",
                        "a quoted field opens here and is never closed"
                    )
                )
            }
            let byte = bytes[at]
            if byte == 0x0A || byte == 0x0D && bytes[safely: at + 1] != 0x0A { line += 1 }
            guard byte == Self.quote else {
                at += 1
                continue
            }
            // Of a doubled quote the first is text.
            let doubled = bytes[safely: at + 1] == Self.quote
            content += bytes[start..<(doubled ? at + 1 : at)]
            at += doubled ? 2 : 1
            start = at
            if !doubled { break }
        }
        let rest = plain()
        if !rest.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { record.isMalformed = true }
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func skipLineBreak() {
        guard at < bytes.count else { return }
        at += bytes[at] == 0x0D && bytes[safely: at + 1] == 0x0A ? 2 : 1
        line += 1
    }

    private func column(of offset: Int) -> Int {
        let line = bytes[..<offset].reversed().prefix { $0 != 0x0A && $0 != 0x0D }
        return 1 + line.count { $0 & 0xC0 != 0x80 }
    }
}

extension [UInt8] {
    fileprivate subscript(safely index: Int) -> UInt8? {
        index < count ? self[index] : nil
    }
}
