/// A message, taken apart as mail servers put reports together: what they say, in fields or words, and the letter it is about.
struct ReturnedMail: Sendable {
    /// Octets of a part that are looked at: reports say what they have to say at the beginning.
    static let longestPart = 65_536

    let headers: MIMEHeaders
    /// As `multipart/report`.
    let type: MIMEFieldValue
    /// The fields of RFC 3464.
    let status: DeliveryStatus?
    /// The headers of the letter itself, where they are with it.
    let original: MIMEHeaders?
    /// The words for people; those of a page, where there are no others.
    let text: String

    init(_ message: ArraySlice<UInt8>) {
        let whole = MIMEPart(message)
        headers = whole.headers
        type = whole.type
        let leaves = whole.leaves
        status = leaves.first { Self.statusTypes.contains($0.type.value) }
            .flatMap { DeliveryStatus($0.content(limit: Self.longestPart)) }
        original = leaves.first { Self.originalTypes.contains($0.type.value) }
            .map { MIMEHeaders($0.content(limit: Self.longestPart)[...]) }
        text = Self.text(of: leaves)
    }

    private static let statusTypes: Set = ["message/delivery-status", "message/global-delivery-status"]
    private static let originalTypes: Set = [
        "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
    ]

    private static func text(of leaves: [MIMEPart]) -> String {
        let words = leaves.filter {
            $0.type.value.hasPrefix("text/") && !originalTypes.contains($0.type.value)
                || $0.type.value.hasPrefix("multipart/") || $0.type.value == "text"
        }
        let pages = words.filter { $0.type.value == "text/html" }
        let plain = words.filter { $0.type.value != "text/html" }
        if plain.isEmpty { return pages.first.map { HTMLText.words(of: $0.text(limit: longestPart)) } ?? "" }
        // Some servers put a notice of their own before the report.
        return plain.prefix(2).map { $0.text(limit: longestPart / 2) }.joined(separator: "\n")
    }
}
