/// A message or a part of one (RFC 2045, RFC 2046), read with patience and within bounds.
///
/// A message inside a message is one part: what it holds is another's letter.
struct MIMEPart: Sendable {
    /// Multiparts within multiparts that are opened; deeper ones are text.
    static let deepest = 8
    /// Parts in all.
    static let most = 100
    /// Octets of a boundary (RFC 2046 allows 70).
    static let longestBoundary = 200

    let headers: MIMEHeaders
    /// As `text/plain`; that, where nothing is said.
    let type: MIMEFieldValue
    let body: ArraySlice<UInt8>
    /// The parts of a multipart.
    let parts: [MIMEPart]

    /// Reads a message; whatever the octets are, one comes of them.
    init(_ message: ArraySlice<UInt8>) {
        var budget = Self.most
        self.init(message.drop { $0 == 0x0D || $0 == 0x0A }, depth: 0, budget: &budget)
    }

    private init(_ bytes: ArraySlice<UInt8>, depth: Int, budget: inout Int) {
        headers = MIMEHeaders(bytes)
        type = MIMEFieldValue(headers["content-type"] ?? "text/plain")
        body = bytes[headers.end...]
        var parts: [MIMEPart] = []
        if depth < Self.deepest, type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"],
            (1...Self.longestBoundary).contains(boundary.utf8.count)
        {
            for piece in Self.pieces(of: body, boundary: Array("--\(boundary)".utf8), limit: budget) {
                guard budget > 0 else { break }
                budget -= 1
                parts.append(MIMEPart(piece, depth: depth + 1, budget: &budget))
            }
        }
        self.parts = parts
    }

    /// What stands between the boundary's lines; where the last one is missing, up to the end.
    private static func pieces(of body: ArraySlice<UInt8>, boundary: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var open: Int?
        var index = body.startIndex
        while index < body.endIndex, pieces.count < limit {
            let line = body.line(from: index)
            defer { index = line.next }
            guard line.content.first == UInt8(ascii: "-"), line.content.starts(with: boundary) else { continue }
            let rest = line.content.dropFirst(boundary.count)
            let isLast = rest.starts(with: "--".utf8)
            guard rest.dropFirst(isLast ? 2 : 0).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            if let open { pieces.append(withoutLineEnd(body[open..<index])) }
            open = line.next
            if isLast { return pieces }
        }
        if let open, pieces.count < limit { pieces.append(body[open...]) }
        return pieces
    }

    /// The line end before a boundary is the boundary's.
    private static func withoutLineEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.last == 0x0A else { return bytes }
        let bytes = bytes.dropLast()
        return bytes.last == 0x0D ? bytes.dropLast() : bytes
    }

    // MARK: Content

    /// The parts that hold something, in their order; a message without parts is one itself.
    var leaves: [MIMEPart] {
        parts.isEmpty ? [self] : parts.flatMap(\.leaves)
    }

    /// The body without its transfer encoding, at most a number of octets.
    func content(limit: Int) -> [UInt8] {
        let encoding = headers["content-transfer-encoding"].map { MIMEFieldValue($0).value }
        return switch encoding {
        case "base64": TransferDecoding.base64(body, limit: limit)
        case "quoted-printable": TransferDecoding.quotedPrintable(body, limit: limit)
        default: Array(body.prefix(limit))
        }
    }

    /// The content as text of its charset.
    func text(limit: Int) -> String {
        Charset(named: type.parameters["charset"]).text(of: content(limit: limit))
    }
}
