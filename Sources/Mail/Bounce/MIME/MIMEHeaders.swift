/// Header fields as they come (RFC 5322 §2.2), read with patience: bare line feeds, odd names, no empty line at the end.
struct MIMEHeaders: Sendable {
    /// One field, its value with its folds.
    struct Field: Sendable {
        /// In lower case.
        let name: String
        fileprivate(set) var value: ArraySlice<UInt8>

        /// The value on one line: UTF-8 where it is that (RFC 6532), else ISO-8859-1.
        var text: String {
            var bytes: [UInt8] = []
            for byte in value.prefix(MIMEHeaders.longestValue) where byte != 0x0D && byte != 0x0A {
                if bytes.isEmpty, byte == 0x20 || byte == 0x09 { continue }
                bytes.append(byte == 0x09 ? 0x20 : byte)
            }
            while bytes.last == 0x20 { bytes.removeLast() }
            return Charset.utf8.text(of: bytes)
        }
    }

    /// More are passed over.
    static let most = 1000
    /// Octets of a value that are looked at.
    static let longestValue = 8192

    private(set) var fields: [Field] = []
    /// Where what follows the fields begins: behind the empty line, or at the first line that is no field.
    let end: Int

    /// Reads the fields that a text begins with.
    init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let line = bytes.line(from: index)
            guard let first = line.content.first else {
                index = line.next
                break
            }
            if first == 0x20 || first == 0x09 {
                // Behind no field it is passed over, as a mail client does.
                if let last = fields.last {
                    fields[fields.count - 1].value = bytes[last.value.startIndex..<line.content.endIndex]
                }
            } else if let field = Self.field(line.content) {
                if fields.count < Self.most { fields.append(field) }
            } else if !fields.isEmpty || !line.content.starts(with: "From ".utf8) {
                // A mailbox file's "From " line may come first.
                break
            }
            index = line.next
        }
        end = index
    }

    private static func field(_ line: ArraySlice<UInt8>) -> Field? {
        guard let colon = line.prefix(128).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var name = line[..<colon]
        while let last = name.last, last == 0x20 || last == 0x09 { name.removeLast() }
        guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return Field(name: String(decoding: name.map(\.asciiLowercased), as: UTF8.self), value: line[(colon + 1)...])
    }

    // MARK: Values

    /// The first value of a name, on one line; nil where there is none.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }.map(\.text)
    }

    /// All values of a name.
    func values(of name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.text)
    }
}
