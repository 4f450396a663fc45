import CourseTesting
import Testing

@testable import Mail

struct SMTPReplyParserTests {
    private func parse(_ text: String) throws -> [SMTPReply] {
        var parser = SMTPReplyParser()
        parser.append(text.utf8)
        var replies: [SMTPReply] = []
        while let reply = try parser.next() { replies.append(reply) }
        return replies
    }

    @Test(
        arguments: [
            ("220 mail.example ESMTP\r\n", SMTPReply(code: 220, text: "mail.example ESMTP")),
            ("250\r\n", SMTPReply(code: 250)),
            ("250 \r\n", SMTPReply(code: 250)),
            ("250 ok\n", SMTPReply(code: 250, text: "ok")),
            ("250-a\r\n250-b\r\n250 c\r\n", SMTPReply(code: 250, text: "a\nb\nc")),
            ("250-\r\n250 \r\n", SMTPReply(code: 250, text: "\n")),
            (
                "550 5.1.1 no such user\r\n",
                SMTPReply(code: 550, enhanced: EnhancedStatus(5, 1, 1), text: "5.1.1 no such user")
            ),
            ("452 4.2.2\r\n", SMTPReply(code: 452, enhanced: EnhancedStatus(4, 2, 2), text: "4.2.2")),
            ("250 2.1.5.7 x\r\n", SMTPReply(code: 250, text: "2.1.5.7 x")),
            ("250 3.1.5 x\r\n", SMTPReply(code: 250, text: "3.1.5 x")),
            ("250 2.1234.5 x\r\n", SMTPReply(code: 250, text: "2.1234.5 x")),
            ("250 a\u{0}b\tc\r\n", SMTPReply(code: 250, text: "a b c")),
        ] as [(String, SMTPReply)]
    )
    func `a reply is read whole`(bytes: String, reply: SMTPReply) throws {
        #expect(try parse(bytes) == [reply])
    }

    @Test(
        arguments: [
            ("hello\r\n", SMTPReplyFault.noCode),
            ("25\r\n", .noCode),
            ("\r\n", .noCode),
            ("150 x\r\n", .noCode),
            ("600 x\r\n", .noCode),
            ("250x\r\n", .noCode),
            ("250-a\r\n251 b\r\n", .codesDiffer),
            (String(repeating: "x", count: 4097), .lineTooLong),
            ("250 " + String(repeating: "x", count: 4093) + "\r\n", .lineTooLong),
            (String(repeating: "250-" + String(repeating: "x", count: 4000) + "\r\n", count: 17), .replyTooLong),
        ] as [(String, SMTPReplyFault)]
    )
    func `nonsense is told apart`(bytes: String, fault: SMTPReplyFault) {
        #expect(throws: fault) { try parse(bytes) }
    }

    @Test func `replies that come in one read are told apart, and what is unfinished waits`() throws {
        var parser = SMTPReplyParser()
        parser.append("250 a\r\n354 b\r\n25".utf8)
        #expect(try parser.next()?.code == 250)
        #expect(try parser.next()?.code == 354)
        #expect(try parser.next() == nil)
        #expect(!parser.isEmpty)
        parser.append("0 c\r\n".utf8)
        #expect(try parser.next() == SMTPReply(code: 250, text: "c"))
        #expect(parser.isEmpty)
    }

    @Test(arguments: UInt64(0)..<20)
    func `however the bytes are cut up, the replies are the same`(seed: UInt64) throws {
        let bytes = Array("220-a\r\n220 b\r\n250 2.0.0 ok\n550-5.1.1 x\r\n550 5.1.1 y\r\n354\r\n".utf8)
        let whole = try parse(String(decoding: bytes, as: UTF8.self))
        var random = SplitMix64(seed: seed)
        var parser = SMTPReplyParser()
        var replies: [SMTPReply] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...9, using: &random)
            parser.append(rest.prefix(size))
            rest = rest.dropFirst(size)
            while let reply = try parser.next() { replies.append(reply) }
        }
        #expect(replies == whole)
        #expect(replies.count == 4)
    }

    @Test func `ten megabytes without a line end are given up after one line, and not kept`() {
        var dialogue = SMTPDialogue(heloName: "me", security: .none, lettersASession: 1)
        dialogue.connected()
        let read = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
        for _ in 0..<160 { dialogue.received(read) }
        #expect(dialogue.events.count == 2 && dialogue.events.last == .close)
        #expect(dialogue.held == 0)
    }

    @Test func `a reply that never ends holds no more than its bound and a read`() {
        var parser = SMTPReplyParser()
        let line = Array(("250-" + String(repeating: "x", count: 996) + "\r\n").utf8)
        #expect(throws: SMTPReplyFault.replyTooLong) {
            for _ in 0..<10_000 {
                parser.append(line)
                _ = try parser.next()
                #expect(parser.held <= SMTPReplyParser.longestReply + line.count)
            }
        }
    }

    @Test func `random bytes end in replies or a fault, never in more`() {
        var random = SplitMix64(seed: 7)
        let alphabet = Array("0123456789 -\r\n.x\u{7F}".utf8)
        for _ in 0..<20_000 {
            var parser = SMTPReplyParser()
            let count = Int.random(in: 0...60, using: &random)
            parser.append((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
            var replies = 0
            while let reply = try? parser.next() {
                #expect((200...599).contains(reply.code))
                replies += 1
            }
            #expect(replies * 4 <= count)
        }
    }
}
