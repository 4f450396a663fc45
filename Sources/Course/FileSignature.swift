/// What a file shows itself to be by its first bytes, where a text was expected.
enum FileSignature {
    /// Why the bytes cannot be a text in UTF-8 or an 8-bit encoding, and what to do about it; `nil` when they may be one.
    static func refusal(of bytes: [UInt8]) -> Sentence? {
        for (signature, refusal) in signatures where bytes.starts(with: signature) { return refusal }
        return nil
    }

    /// The mark in front of some UTF-8 texts.
    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let signatures: [([UInt8], Sentence)] = [
        ([0xFF, 0xFE], utf16), ([0xFE, 0xFF], utf16),
        (
            [0x50, 0x4B, 0x03, 0x04],
            Sentence(
                "det er en Excel-projektmappe eller et andet ZIP-arkiv; gem som ren tekst (CSV UTF-8 fra Excel)",
                "this is an Excel workbook or another ZIP archive; save it as plain text (CSV UTF-8 from Excel)"
            )
        ),
        (
            [0xD0, 0xCF, 0x11, 0xE0],
            Sentence(
                "det er et gammelt Office-dokument; gem som ren tekst (CSV UTF-8 fra Excel)",
                "this is an old Office document; save it as plain text (CSV UTF-8 from Excel)"
            )
        ),
        ([0x89, 0x50, 0x4E, 0x47], picture("PNG")), ([0xFF, 0xD8, 0xFF], picture("JPEG")),
        (Array("GIF8".utf8), picture("GIF")),
        (Array("%PDF-".utf8), Sentence("det er en PDF, ikke en tekst", "this is a PDF, not a text")),
    ]

    private static let utf16 = Sentence("det er UTF-16; gem filen som UTF-8", "this is UTF-16; save it as UTF-8")

    private static func picture(_ kind: String) -> Sentence {
        Sentence("det er et billede (\(kind)), ikke en tekst", "this is a picture (\(kind)), not a text")
    }
}
