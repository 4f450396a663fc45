/// The words of a report before the copy of the letter that may follow them, and the reply that they quote.
struct ReportWords: Sendable {
    let text: String
    let reply: StatedReply

    init(_ whole: String) {
        var bytes = Array(whole.utf8)
        bytes.removeSubrange(Self.copyStart(bytes)...)
        text = String(decoding: bytes, as: UTF8.self)
        reply = StatedReply(in: bytes)
    }

    /// From the line of the quoted reply to the end of its paragraph, since servers wrap what they quote.
    var diagnostic: String {
        guard let place = reply.place else { return "" }
        let bytes = Array(text.utf8)[...]
        let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var end = start
        while end < bytes.endIndex, end - start < 2000 {
            let line = bytes.line(from: end)
            guard line.content.contains(where: { $0 > 0x20 }) else { break }
            end = line.next
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    // MARK: The copy

    /// Where the copy of the letter begins: its words are not the server's.
    private static func copyStart(_ bytes: [UInt8]) -> Int {
        var index = 0
        while index < bytes.count {
            let line = bytes[...].line(from: index)
            let words = line.content.prefix(120).drop {
                $0 <= 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "*")
            }
            let start = String(decoding: words.prefix(60).map(\.asciiLowercased), as: UTF8.self)
            if marks.contains(where: start.hasPrefix) { return index }
            index = line.next
        }
        return bytes.count
    }

    private static let marks = [
        "below this line is a copy", "this is a copy of", "the body of your message", "original message",
        "oprindelig meddelelse", "oprindelige meddelelse", "unsent message", "message header",
        "the header of the original", "transcript of message", "returned message", "return-path:", "received:",
        "message-id:", "content of message",
    ]
}
