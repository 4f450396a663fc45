/// The bytes of a list as UTF-8, whatever Excel made of them.
enum ListText {
    /// UTF-8 without a mark.
    ///
    /// - Throws: Why the file is no text, and where that shows.
    static func utf8(_ bytes: [UInt8]) throws(SourceFault) -> [UInt8] {
        let start = SourcePosition(line: 1, column: 1)
        if let refusal = FileSignature.refusal(of: bytes) { throw SourceFault(at: start, refusal) }
        guard bytes.count <= LeaderList.largest else {
            throw SourceFault(
                at: start,
                Sentence(
                    "filen er større end 50 MB; en liste over ledere er langt mindre",
                    "the file is larger than 50 MB; a list of leaders is far smaller"
                )
            )
        }
        if let null = bytes.firstIndex(of: 0) {
            throw SourceFault(
                at: position(of: null, in: bytes),
                Sentence("her står en NUL-byte; det er ingen tekst", "a NUL byte stands here; this is no text")
            )
        }
        if bytes.starts(with: FileSignature.utf8Mark) {
            let body = Array(bytes.dropFirst(FileSignature.utf8Mark.count))
            guard let fault = StrictUTF8.firstFault(in: body) else { return body }
            throw SourceFault(
                at: utf8Position(of: fault, in: body),
                Sentence(
                    "filen begynder med mærket for UTF-8, men her er et tegn, der ikke er det; gem den igen som CSV UTF-8",
                    "the file begins with the mark of UTF-8, but this byte is none; save it again as CSV UTF-8"
                )
            )
        }
        return StrictUTF8.firstFault(in: bytes) == nil ? bytes : try Windows1252.utf8(bytes)
    }

    /// Where a byte stands in a text of one byte a character.
    static func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        for (index, byte) in bytes[..<offset].enumerated() {
            if byte == 0x0A || byte == 0x0D && bytes[index + 1] != 0x0A {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else {
                position.column += 1
            }
        }
        return position
    }

    private static func utf8Position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
        var position = position(of: offset, in: bytes)
        let line = bytes[..<offset].suffix(position.column - 1)
        position.column = 1 + line.count { $0 & 0xC0 != 0x80 }
        return position
    }
}

/// Windows-1252, as Excel saves a plain CSV on a Danish Windows.
enum Windows1252 {
    /// The bytes as UTF-8.
    ///
    /// - Throws: A fault at a byte that the encoding does not define: 81, 8D, 8F, 90 or 9D.
    static func utf8(_ bytes: [UInt8]) throws(SourceFault) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for (offset, byte) in bytes.enumerated() {
            if byte < 0x80 {
                text.append(byte)
                continue
            }
            let code = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
            guard code != 0 else {
                let hex = String(byte, radix: 16, uppercase: true)
                throw SourceFault(
                    at: ListText.position(of: offset, in: bytes),
                    Sentence(
                        "byten \(hex) betyder intet i Windows-1252, og filen er heller ikke UTF-8; gem den som CSV UTF-8",
                        "the byte \(hex) means nothing in Windows-1252, nor is the file UTF-8; save it as CSV UTF-8"
                    )
                )
            }
            if code < 0x800 {
                text.append(0xC0 | UInt8(code >> 6))
            } else {
                text.append(0xE0 | UInt8(code >> 12))
                text.append(0x80 | UInt8(code >> 6 & 0x3F))
            }
            text.append(0x80 | UInt8(code & 0x3F))
        }
        return text
    }

    /// The characters of 80–9F; 0 where there is none.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
