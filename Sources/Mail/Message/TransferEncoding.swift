/// How a part's content is made fit for seven bits (RFC 2045 §6).
enum TransferEncoding: Sendable {
    case quotedPrintable
    case base64

    /// The shorter of the two; text in Danish is quoted-printable and can be read as it stands.
    static func suits(_ content: UnsafeBufferPointer<UInt8>) -> TransferEncoding {
        var beyond = 0
        for byte in content where byte >= 0x80 { beyond += 1 }
        return beyond > content.count / 6 ? .base64 : .quotedPrintable
    }
}
