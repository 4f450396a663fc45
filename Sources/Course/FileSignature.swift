/// What a file shows itself to be by its first bytes, where a text was expected.
enum FileSignature {
    /// Why the bytes cannot be a text in UTF-8 or an 8-bit encoding, and what to do about it; `nil` when they may be one.
    static func refusal(of bytes: [UInt8]) -> String? {
        for (signature, refusal) in signatures where bytes.starts(with: signature) { return refusal }
        return nil
    }

    /// The mark in front of some UTF-8 texts.
    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let signatures: [([UInt8], String)] = [
        ([0xFF, 0xFE], "this is UTF-16; save it as UTF-8"),
        ([0xFE, 0xFF], "this is UTF-16; save it as UTF-8"),
        (
            [0x50, 0x4B, 0x03, 0x04],
            "this is an Excel workbook or another ZIP archive; save it as plain text (CSV UTF-8 from Excel)"
        ),
        ([0xD0, 0xCF, 0x11, 0xE0], "this is an old Office document; save it as plain text (CSV UTF-8 from Excel)"),
        ([0x89, 0x50, 0x4E, 0x47], "this is a picture (PNG), not a text"),
        ([0xFF, 0xD8, 0xFF], "this is a picture (JPEG), not a text"),
        (Array("GIF8".utf8), "this is a picture (GIF), not a text"),
        (Array("%PDF-".utf8), "this is a PDF, not a text"),
    ]
}
