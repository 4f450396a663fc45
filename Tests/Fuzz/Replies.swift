/// What Deploy/fuzz runs: a server's octets, whole and in pieces, give the same replies, and never more than they can hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The first octet says how large the pieces are.
    var input = UnsafeBufferPointer(start: start, count: count)[...]
    guard let size = input.popFirst() else { return 0 }
    let whole = Replies(of: input, pieces: input.count)
    precondition(whole == Replies(of: input, pieces: Int(size % 16) + 1), "the replies depend on where the reads end")
    precondition(whole.all.count * 4 <= input.count, "more replies than octets")
    for reply in whole.all {
        precondition((200...599).contains(reply.code), "a code that is none")
        precondition(reply.text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }, "a control character")
        precondition(reply.text.utf8.count <= 3 * SMTPReplyParser.longestReply, "a reply that is too long")
    }
    return 0
}

/// The replies before the first fault, and that.
private struct Replies: Equatable {
    var all: [SMTPReply] = []
    var fault: SMTPReplyFault?

    init(of input: Slice<UnsafeBufferPointer<UInt8>>, pieces size: Int) {
        var parser = SMTPReplyParser()
        var rest = input
        do throws(SMTPReplyFault) {
            while !rest.isEmpty {
                parser.append(rest.prefix(size))
                rest = rest.dropFirst(size)
                while let reply = try parser.next() { all.append(reply) }
            }
        } catch {
            fault = error
        }
    }
}
