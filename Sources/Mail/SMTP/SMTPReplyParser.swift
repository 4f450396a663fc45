/// Turns a server's bytes into replies, with bounded memory whatever the server sends.
///
/// A line may be 4096 octets (RFC 5321 §4.5.3.1.5 asks for 512) and a whole reply 64 KiB. A bare LF ends a line too.
struct SMTPReplyParser: Sendable {
    static let longestLine = 4096
    static let longestReply = 65_536

    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0

    private var code: Int?
    private var enhanced: EnhancedStatus?
    private var text: [UInt8] = []
    private var length = 0

    /// Whether nothing is held back, neither a part of a line nor of a reply.
    var isEmpty: Bool { start == buffer.count && code == nil }

    /// How many octets are held back.
    var held: Int { buffer.count - start + text.count }

    /// Takes what was read from the connection.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            scanned = 0
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Forgets everything held back: what came before TLS must not be read after it (RFC 3207 §4.2).
    mutating func discard() {
        self = SMTPReplyParser()
    }

    /// The next whole reply, or nil until more bytes have come.
    ///
    /// - Throws: `SMTPReplyFault` for what is no SMTP reply; nothing sensible follows it.
    mutating func next() throws(SMTPReplyFault) -> SMTPReply? {
        while let line = try nextLine() {
            if let reply = try take(line) { return reply }
        }
        return nil
    }

    private mutating func nextLine() throws(SMTPReplyFault) -> Range<Int>? {
        var index = scanned
        while index < buffer.count, buffer[index] != UInt8(ascii: "\n") { index += 1 }
        scanned = index
        guard index - start <= Self.longestLine else { throw .lineTooLong }
        guard index < buffer.count else {
            if start > 0 {
                buffer.removeSubrange(..<start)
                scanned -= start
                start = 0
            }
            return nil
        }
        var end = index
        if end > start, buffer[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        defer {
            start = index + 1
            scanned = start
        }
        return start..<end
    }

    private mutating func take(_ line: Range<Int>) throws(SMTPReplyFault) -> SMTPReply? {
        guard line.count >= 3 else { throw .noCode }
        var value = 0
        for index in line.lowerBound..<line.lowerBound + 3 {
            let digit = Int(buffer[index]) - Int(UInt8(ascii: "0"))
            guard (0...9).contains(digit) else { throw .noCode }
            value = value * 10 + digit
        }
        guard (200...599).contains(value) else { throw .noCode }
        let separator = line.count > 3 ? buffer[line.lowerBound + 3] : UInt8(ascii: " ")
        guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") else { throw .noCode }
        length += line.count
        guard length <= Self.longestReply else { throw .replyTooLong }

        let content = buffer[min(line.lowerBound + 4, line.upperBound)..<line.upperBound]
        if let code {
            guard code == value else { throw .codesDiffer }
            text.append(UInt8(ascii: "\n"))
        } else {
            code = value
            enhanced = EnhancedStatus(beginning: content)
        }
        for byte in content { text.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: " ") : byte) }
        guard separator == UInt8(ascii: " ") else { return nil }
        defer {
            code = nil
            length = 0
            text.removeAll(keepingCapacity: true)
        }
        return SMTPReply(code: value, enhanced: enhanced, text: String(decoding: text, as: UTF8.self))
    }
}

/// Why a server's bytes are no SMTP reply.
enum SMTPReplyFault: Error, Hashable, Sendable {
    case noCode
    case codesDiffer
    case lineTooLong
    case replyTooLong

    var explanation: String {
        switch self {
        case .noCode: "a line does not begin with a reply code"
        case .codesDiffer: "the lines of one reply have different codes"
        case .lineTooLong: "a line is longer than \(SMTPReplyParser.longestLine) octets"
        case .replyTooLong: "a reply is longer than \(SMTPReplyParser.longestReply) octets"
        }
    }
}
