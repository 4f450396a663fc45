import Testing

@testable import Mail

/// What a letter asks of a server, and what it is told before it asks.
struct SMTPParameterTests {
    @Test func `what the server could not take is refused before it is asked`() {
        let message = Array("12345678901".utf8)
        var dialogue = SMTPDialogue.opened("SIZE 10")
        dialogue.deliver([
            Envelope(sender: "", recipient: "a@b.example", message: message, tag: 1),
            Envelope(sender: "", recipient: "æ@b.example", message: [], tag: 2),
            Envelope(sender: "", recipient: "a@b>\r\nRCPT TO:<x@y", message: [], tag: 3),
            Envelope(sender: "a b@c", recipient: "a@b", message: [], tag: 4),
            Envelope(sender: "", recipient: "", message: [], tag: 5),
            Envelope(sender: "", recipient: "a@b", message: [0xC3, 0xA6], tag: 6),
        ]) { _ in true }
        #expect(dialogue.written.isEmpty)
        let expected: [(Int64, Int, EnhancedStatus, FailureClass)] = [
            (1, 552, EnhancedStatus(5, 3, 4), .letter), (2, 550, EnhancedStatus(5, 6, 7), .letter),
            (3, 553, EnhancedStatus(5, 1, 3), .address), (4, 553, EnhancedStatus(5, 1, 7), .letter),
            (5, 553, EnhancedStatus(5, 1, 3), .address), (6, 554, EnhancedStatus(5, 6, 3), .letter),
        ]
        for (tag, code, status, meaning) in expected {
            guard case .refused(let reply, at: .mail, meaning) = dialogue.outcome(of: tag) else {
                Issue.record("\(tag)")
                continue
            }
            #expect(reply.code == code && reply.enhanced == status)
        }
        #expect(dialogue.events.last == .batchDone)
    }

    @Test func `SIZE and SMTPUTF8 are said where they are offered`() {
        var dialogue = SMTPDialogue.opened("SIZE")
        dialogue.capabilities.internationalisedAddresses = true
        dialogue.deliver([Envelope(sender: "", recipient: "æ@b", message: [0x61], tag: 1)]) { _ in true }
        #expect(dialogue.written == "MAIL FROM:<> SIZE=1 SMTPUTF8\r\n")
    }

    @Test func `BODY=8BITMIME is said of messages that need it only`() {
        var dialogue = SMTPDialogue.opened(
            "8BITMIME",
            then: [Envelope(sender: "", recipient: "a@b", message: [0x61], tag: 1)]
        )
        #expect(dialogue.written == "MAIL FROM:<>\r\n")
        dialogue.serve { _, _ in nil }
        dialogue.deliver([Envelope(sender: "", recipient: "a@b", message: [0x61, 0xE6], tag: 2)]) { _ in true }
        #expect(dialogue.written == "MAIL FROM:<> BODY=8BITMIME\r\n")
    }

    @Test(
        arguments: [
            (
                "PIPELINING\r\n250 DSN", "a+1=x", "MAIL FROM:<s@a> RET=HDRS ENVID=a+2B1+3Dx",
                "NOTIFY=FAILURE,DELAY ORCPT=rfc822;r+2Bx@b"
            ),
            ("PIPELINING\r\n250 DSN", nil, "MAIL FROM:<s@a>", ""),
            ("PIPELINING", "a", "MAIL FROM:<s@a>", ""),
            (
                "PIPELINING\r\n250 DSN", String(repeating: "+", count: 34), "MAIL FROM:<s@a> RET=HDRS",
                "NOTIFY=FAILURE,DELAY ORCPT=rfc822;r+2Bx@b"
            ),
        ] as [(String, String?, String, String)]
    )
    func `reports are asked for where DSN is offered and the letter has an id`(
        keywords: String,
        id: String?,
        mail: String,
        asked: String
    ) {
        var dialogue = SMTPDialogue.opened()
        dialogue.capabilities = SMTPCapabilities(
            SMTPReply(code: 250, text: "hi\n" + keywords.replacing("\r\n250 ", with: "\n"))
        )
        dialogue.deliver([Envelope(sender: "s@a", recipient: "r+x@b", message: [], tag: 1, envelopeID: id)]) { _ in true
        }
        let recipient = "RCPT TO:<r+x@b>" + (asked.isEmpty ? "" : " " + asked)
        #expect(dialogue.written == "\(mail)\r\n\(recipient)\r\nDATA\r\n")
    }

    @Test func `text of DSN is printable ASCII`() {
        #expect(XText.encode("a+b=c dæ\n~!") == "a+2Bb+3Dc+20d+C3+A6+0A~!")
    }
}
