extension MessageWriter {
    // MARK: Quoted-printable

    /// Text as quoted-printable (RFC 2045 §6.7), in lines of at most 76; every line end becomes CRLF and so does the end.
    ///
    /// A dot that begins a line and the F of "From " are escaped: some relays change those (RFC 2049 §3).
    mutating func writeQuotedPrintable(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
            writeQuotedLine(UnsafeBufferPointer(rebasing: text[start..<end]))
            endLine()
            let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
    }

    private mutating func writeQuotedLine(_ line: UnsafeBufferPointer<UInt8>) {
        let isLiteral = Self.isLiteral
        var index = 0
        while index < line.count {
            // The longest run of octets that stand for themselves and still leaves a column for the soft break.
            let room = 75 - column
            var end = index
            while end < line.count, end - index < room, isLiteral[Int(line[end])] { end += 1 }
            if column == 0, end > index, Self.isTouchy(line, index) { end = index }
            if end == line.count, end > index, Self.isBlank(line[end - 1]) { end -= 1 }
            if end > index {
                write(UnsafeBufferPointer(rebasing: line[index..<end]))
                index = end
                continue
            }
            if column + 3 > 75 {
                write("=")
                endLine()
            } else {
                writeEscape(line[index])
                index += 1
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isTouchy(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        line[index] == UInt8(ascii: ".") || line[index...].starts(with: "From ".utf8)
    }

    private static let isLiteral: [Bool] = (0..<256).map {
        (0x20..<0x7F).contains($0) && $0 != 0x3D || $0 == 0x09
    }

    // MARK: Base64

    /// Octets as base64 in lines of 76 (RFC 2045 §6.8).
    mutating func writeBase64(_ content: UnsafeBufferPointer<UInt8>) {
        for start in stride(from: 0, to: content.count, by: 57) {
            let end = min(start + 57, content.count)
            writeBase64Line(UnsafeBufferPointer(rebasing: content[start..<end]))
            endLine()
        }
    }

    mutating func writeBase64Line(_ content: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index + 2 < content.count {
            let group = UInt32(content[index]) << 16 | UInt32(content[index + 1]) << 8 | UInt32(content[index + 2])
            writeSextets(group, count: 4)
            index += 3
        }
        if index + 1 == content.count {
            writeSextets(UInt32(content[index]) << 16, count: 2)
            write("==")
        } else if index + 2 == content.count {
            writeSextets(UInt32(content[index]) << 16 | UInt32(content[index + 1]) << 8, count: 3)
            write("=")
        }
    }

    private mutating func writeSextets(_ group: UInt32, count: Int) {
        for place in 0..<count {
            write(byte: Self.alphabet[Int(group >> (18 - 6 * UInt32(place)) & 63)])
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
