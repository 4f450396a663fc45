extension MessageWriter {
    /// Lines end before this column (RFC 5322 §2.1.1; RFC 2047 §2 asks for 76).
    private static let width = 76

    /// A header of free text: as it stands where that is possible, else as encoded-words.
    ///
    /// An encoded-word would spoil a URL: a header that holds one lets words be as long as a line may be.
    mutating func writeHeader(_ name: String, text: String, longestWord: Int = 60) {
        writeName(name)
        let text = HeaderText(text, longestWord: longestWord)
        if text.isPlain {
            writeFolded(text.value)
        } else {
            writeEncodedWords(text.value)
        }
        endLine()
    }

    /// A header of one mailbox.
    mutating func writeHeader(_ name: String, mailbox: Mailbox) {
        writeName(name)
        let text = HeaderText(mailbox.name)
        if text.isEmpty {
            if column + mailbox.address.utf8.count > Self.width { fold() }
            write(mailbox.address)
        } else {
            writePhrase(text)
            if column + mailbox.address.utf8.count + 3 > Self.width { fold() } else { write(" ") }
            write("<")
            write(mailbox.address)
            write(">")
        }
        endLine()
    }

    /// `Message-ID: <local@domain>`; only visible ASCII without brackets gets there.
    mutating func writeHeader(_ name: String, identifier: String) {
        writeName(name)
        write("<")
        for byte in identifier.utf8.prefix(250)
        where byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") {
            write(byte: byte)
        }
        write(">")
        endLine()
    }

    // MARK: Words

    private mutating func writeName(_ name: String) {
        for byte in name.utf8.prefix(64) where byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: ":") {
            write(byte: byte)
        }
        write(": ")
    }

    private mutating func fold() {
        endLine()
        write(" ")
    }

    /// Plain text, folded at spaces; `HeaderText.isPlain` says that its words are short enough.
    private mutating func writeFolded(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
                if start > 0 {
                    if column + 1 + end - start > Self.width { fold() } else { write(" ") }
                }
                write(bytes[start..<end])
                start = end + 1
            }
        }
    }

    /// A display name: words, a quoted string, or encoded-words (RFC 5322 §3.2.5).
    private mutating func writePhrase(_ text: HeaderText) {
        if !text.isPlain || text.value.utf8.count > 48 {
            writeEncodedWords(text.value)
        } else if text.isPhrase {
            write(text.value)
        } else {
            write("\"")
            for byte in text.value.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { write("\\") }
                write(byte: byte)
            }
            write("\"")
        }
    }

    // MARK: Encoded-words

    /// RFC 2047 encoded-words of at most 75 octets, cut between characters, one a line after the first.
    private mutating func writeEncodedWords(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var beyond = 0
            for byte in bytes where byte >= 0x80 { beyond += 1 }
            let isBase64 = beyond > bytes.count / 4
            var start = 0
            while start < bytes.count {
                // `=?utf-8?Q?` and `?=` take twelve octets of the word.
                let room = max(12, Self.width - 1 - column - 12)
                let end = isBase64 ? Self.base64End(bytes, start, room) : Self.quotedEnd(bytes, start, room)
                write(isBase64 ? "=?utf-8?B?" : "=?utf-8?Q?")
                if isBase64 {
                    writeBase64Line(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                } else {
                    for byte in bytes[start..<end] { writeQuoted(byte) }
                }
                write("?=")
                start = end
                if start < bytes.count { fold() }
            }
        }
    }

    /// The Q encoding with the few octets that may stand in a phrase (RFC 2047 §5).
    private mutating func writeQuoted(_ byte: UInt8) {
        if byte == 0x20 {
            write("_")
        } else if Self.isPlainInQ(byte) {
            write(byte: byte)
        } else {
            writeEscape(byte)
        }
    }

    private static func isPlainInQ(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "*"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"): true
        default: false
        }
    }

    /// Where a word that begins at `start` and has `room` octets ends: always after a whole character, and at least one.
    private static func quotedEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ room: Int) -> Int {
        var end = start
        var used = 0
        while end < bytes.count {
            let next = scalarEnd(bytes, end)
            for byte in bytes[end..<next] { used += byte == 0x20 || isPlainInQ(byte) ? 1 : 3 }
            if used > room, end > start { return end }
            end = next
        }
        return end
    }

    private static func base64End(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ room: Int) -> Int {
        let limit = start + room / 4 * 3
        var end = start
        while end < bytes.count {
            let next = scalarEnd(bytes, end)
            if next > limit, end > start { return end }
            end = next
        }
        return end
    }

    private static func scalarEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
