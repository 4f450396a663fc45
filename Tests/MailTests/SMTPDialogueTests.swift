import NIOCore
import Testing

@testable import Mail

/// The dialogue as a value: every phase met by every kind of answer, without a socket.
struct SMTPDialogueTests {
    enum Answer: String, CaseIterable, Sendable {
        case soft = "450 4.3.0 later"
        case hard = "550 5.0.0 never"
        case closing = "421 4.3.2 bye"
        case nonsense = "hello"
        case wrong = "354 go on"
        case disconnect = ""
    }

    private static let envelopes = (1...3).map {
        Envelope(
            sender: "s@a.example",
            recipient: "r\($0)@b.example",
            message: Array("m\($0)\r\n".utf8),
            tag: Int64($0)
        )
    }

    private func opened(
        _ keywords: String = "PIPELINING",
        lettersASession: Int = 100,
        then batch: [Envelope] = []
    ) -> SMTPDialogue {
        var dialogue = SMTPDialogue(heloName: "me", security: .none, lettersASession: lettersASession)
        dialogue.connected()
        dialogue.say("220 hi")
        dialogue.say(keywords.isEmpty ? "250 hi" : "250-hi\r\n250 \(keywords)")
        #expect(dialogue.events == [.opened])
        dialogue.clear()
        if !batch.isEmpty { dialogue.deliver(batch) { _ in true } }
        return dialogue
    }

    // MARK: Opening

    @Test(
        arguments: [
            (Answer.soft, RouteFault.Code.refused), (.hard, .refused), (.closing, .closing), (.nonsense, .nonsense),
            (.wrong, .nonsense), (.disconnect, .disconnected),
        ] as [(Answer, RouteFault.Code)]
    )
    func `a greeting other than 220 is the route's fault`(answer: Answer, code: RouteFault.Code) {
        var dialogue = SMTPDialogue(heloName: "me", security: .none, lettersASession: 1)
        dialogue.connected()
        dialogue.meet(answer)
        #expect(dialogue.faults.map(\.code) == [code])
        #expect(dialogue.faults.map(\.phase) == [.greeting])
        #expect(dialogue.events.last == .close)
    }

    @Test(
        arguments: [
            (Answer.soft, RouteFault.Code.refused), (.closing, .closing), (.nonsense, .nonsense), (.wrong, .nonsense),
            (.disconnect, .disconnected),
        ] as [(Answer, RouteFault.Code)]
    )
    func `EHLO answered badly is the route's fault`(answer: Answer, code: RouteFault.Code) {
        var dialogue = SMTPDialogue(heloName: "me", security: .none, lettersASession: 1)
        dialogue.connected()
        dialogue.say("220 hi")
        dialogue.meet(answer)
        #expect(dialogue.faults.map(\.code) == [code])
        #expect(dialogue.faults.map(\.phase) == [.hello])
    }

    @Test func `a server that does not know EHLO is greeted by HELO`() {
        var dialogue = SMTPDialogue(heloName: "me", security: .startTLSIfOffered, lettersASession: 1)
        dialogue.connected()
        dialogue.say("220 hi")
        #expect(dialogue.written == "EHLO me\r\n")
        dialogue.say("500 what")
        #expect(dialogue.written == "HELO me\r\n")
        dialogue.say("250 hi")
        #expect(dialogue.events == [.opened])
        #expect(dialogue.capabilities == .none)
    }

    @Test func `required TLS that is not offered, or not known, ends the session before any letter`() {
        for reply in ["250 hi", "500 what"] {
            var dialogue = SMTPDialogue(heloName: "me", security: .startTLSRequired, lettersASession: 1)
            dialogue.connected()
            dialogue.say("220 hi")
            dialogue.say(reply)
            #expect(dialogue.faults.map(\.code) == [.tlsUnavailable])
        }
    }

    @Test(
        arguments: [
            (Answer.soft, RouteFault.Code.tlsUnavailable), (.hard, .tlsUnavailable), (.closing, .closing),
            (.nonsense, .nonsense), (.wrong, .nonsense), (.disconnect, .disconnected),
        ] as [(Answer, RouteFault.Code)]
    )
    func `STARTTLS refused where it is required is the route's fault`(answer: Answer, code: RouteFault.Code) {
        var dialogue = SMTPDialogue(heloName: "me", security: .startTLSRequired, lettersASession: 1)
        dialogue.connected()
        dialogue.say("220 hi")
        dialogue.say("250-hi\r\n250 STARTTLS")
        dialogue.meet(answer)
        #expect(dialogue.faults.map(\.code) == [code])
        #expect(dialogue.faults.map(\.phase) == [.startTLS])
    }

    @Test func `what came with the 220 to STARTTLS is thrown away, and EHLO is said anew`() {
        var dialogue = SMTPDialogue(heloName: "me", security: .startTLSRequired, lettersASession: 1)
        dialogue.connected()
        dialogue.say("220 hi")
        dialogue.say("250-hi\r\n250-SIZE 10\r\n250 STARTTLS")
        #expect(dialogue.written == "EHLO me\r\nSTARTTLS\r\n")
        dialogue.say("220 go\r\n250-evil\r\n250 PIPELINING\r\n25")
        #expect(dialogue.events == [.beginTLS])
        #expect(dialogue.phase == .handshake)
        dialogue.clear()
        dialogue.secured()
        #expect(dialogue.written == "EHLO me\r\n")
        #expect(dialogue.events.isEmpty)
        #expect(dialogue.capabilities == .none)
        dialogue.say("250 hi")
        #expect(dialogue.events == [.opened])
        #expect(!dialogue.capabilities.pipelining)
    }

    @Test func `a handshake that fails or stalls is the route's fault`() {
        for fails in [true, false] {
            var dialogue = SMTPDialogue(heloName: "me", security: .startTLSIfOffered, lettersASession: 1)
            dialogue.connected()
            dialogue.say("220 hi")
            dialogue.say("250-hi\r\n250 STARTTLS")
            dialogue.say("220 go")
            if fails { dialogue.handshakeFailed(detail: "expired") } else { dialogue.timedOut() }
            #expect(dialogue.faults.map(\.code) == [fails ? .tlsFailed : .timedOut])
            #expect(dialogue.faults.map(\.phase) == [.handshake])
        }
    }

    // MARK: Letters

    @Test func `with pipelining the next letter's commands follow the final dot in one write`() {
        var dialogue = opened(then: Self.envelopes)
        #expect(dialogue.written == "MAIL FROM:<s@a.example>\r\nRCPT TO:<r1@b.example>\r\nDATA\r\n")
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.written == "m1\r\n.\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r2@b.example>\r\nDATA\r\n")
        dialogue.say("250 taken\r\n250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.written == "m2\r\n.\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r3@b.example>\r\nDATA\r\n")
        dialogue.say("250 taken\r\n250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.written == "m3\r\n.\r\n")
        dialogue.say("250 taken")
        #expect(dialogue.accepted == [1, 2, 3])
        #expect(dialogue.events.last == .batchDone)
        #expect(dialogue.phase == nil)
    }

    @Test func `without pipelining one command waits for the other`() {
        var dialogue = opened("", then: Array(Self.envelopes.prefix(2)))
        #expect(dialogue.written == "MAIL FROM:<s@a.example>\r\n")
        dialogue.say("250 ok")
        #expect(dialogue.written == "RCPT TO:<r1@b.example>\r\n")
        dialogue.say("550 5.1.1 no")
        #expect(dialogue.written == "RSET\r\n")
        dialogue.say("250 ok")
        #expect(dialogue.written == "MAIL FROM:<s@a.example>\r\n")
        dialogue.say("250 ok")
        dialogue.say("250 ok")
        #expect(dialogue.written == "RCPT TO:<r2@b.example>\r\nDATA\r\n")
        dialogue.say("354 go")
        #expect(dialogue.written == "m2\r\n.\r\n")
        dialogue.say("250 taken")
        #expect(dialogue.accepted == [2])
        #expect(dialogue.events.last == .batchDone)
    }

    /// How the first letter of three ends, by phase and answer; the others are accepted where the session goes on.
    @Test(arguments: [true, false], [SMTPPhase.mail, .recipient, .data, .content])
    func `a refusal is the letter's own, and the next letters go on`(pipelining: Bool, phase: SMTPPhase) {
        for answer in [Answer.soft, .hard] {
            var dialogue = opened(pipelining ? "PIPELINING" : "", then: Self.envelopes)
            dialogue.serve { tag, asked in
                tag != 1
                    ? nil : asked == phase ? answer.rawValue : asked.isAfter(phase) ? "554 5.5.1 no recipients" : nil
            }
            let first = dialogue.outcome(of: 1)
            if answer == .soft {
                guard case .transient(let reply, phase) = first else {
                    Issue.record("\(String(describing: first))")
                    continue
                }
                #expect(reply.code == 450 && reply.enhanced == EnhancedStatus(4, 3, 0))
            } else {
                guard case .permanent(let reply, phase) = first else {
                    Issue.record("\(String(describing: first))")
                    continue
                }
                #expect(reply.code == 550)
            }
            #expect(dialogue.accepted == [2, 3])
            #expect(dialogue.faults.isEmpty)
            #expect(dialogue.events.last == .batchDone)
        }
    }

    @Test(arguments: [true, false], [SMTPPhase.mail, .recipient, .data, .content])
    func `a session that breaks blames no letter, and only a final dot leaves one uncertain`(
        pipelining: Bool,
        phase: SMTPPhase
    ) {
        for answer in [Answer.closing, .nonsense, .wrong, .disconnect] where phase != .data || answer != .wrong {
            var dialogue = opened(pipelining ? "PIPELINING" : "", then: Self.envelopes)
            dialogue.serve { tag, asked in tag == 2 && asked == phase ? answer.rawValue : nil }
            let code: RouteFault.Code =
                answer == .closing ? .closing : answer == .disconnect ? .disconnected : .nonsense
            #expect(dialogue.faults.map(\.code) == [code], "\(answer) at \(phase)")
            #expect(dialogue.faults.map(\.phase) == [phase])
            // With pipelining the first letter's final dot is unanswered only while nothing of the second is answered.
            #expect(dialogue.accepted == [1])
            switch dialogue.outcome(of: 2) {
            case .uncertain: #expect(phase == .content && answer != .closing)
            case .routeFault: #expect(phase != .content || answer == .closing)
            case let other: Issue.record("\(String(describing: other))")
            }
            guard case .routeFault = dialogue.outcome(of: 3) else {
                Issue.record("the third letter was never under way")
                continue
            }
            #expect(dialogue.settledTags == [1, 2, 3])
            #expect(dialogue.events.last == .close)
            #expect(!dialogue.isUsable)
        }
    }

    @Test func `a stall after the final dot leaves the letter uncertain`() {
        var dialogue = opened(then: Array(Self.envelopes.prefix(1)))
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.phase == .content)
        dialogue.timedOut()
        #expect(dialogue.outcome(of: 1) == .uncertain(RouteFault(.timedOut, at: .content)))
    }

    @Test func `a server that takes DATA without a recipient gets an empty message, and the letter counts as refused`()
    {
        var dialogue = opened(then: Array(Self.envelopes.prefix(2)))
        _ = dialogue.written
        dialogue.say("250 ok\r\n550 5.1.1 no\r\n354 go")
        #expect(dialogue.written == ".\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r2@b.example>\r\nDATA\r\n")
        dialogue.say("554 no recipients\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken")
        #expect(dialogue.accepted == [2])
        guard case .permanent(_, at: .recipient) = dialogue.outcome(of: 1) else {
            Issue.record("refused at RCPT")
            return
        }
    }

    @Test func `a transaction that came to nothing is reset in the next letter's group`() {
        var dialogue = opened(then: Array(Self.envelopes.prefix(2)))
        _ = dialogue.written
        dialogue.say("250 ok\r\n450 4.2.0 later\r\n503 none")
        #expect(dialogue.written == "RSET\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r2@b.example>\r\nDATA\r\n")
    }

    @Test func `an idle session that the server closes is over without a fault`() {
        var dialogue = opened(then: Array(Self.envelopes.prefix(1)))
        dialogue.serve { _, _ in nil }
        dialogue.clear()
        dialogue.say("421 4.4.2 idle too long")
        #expect(dialogue.events == [.close])
        dialogue.deliver(Self.envelopes) { _ in true }
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.outcome(of: 1) == .notSent(.sessionOver))
    }

    @Test func `a reused session that closes as the next batch begins is no fault of the route`() {
        for reply in ["421 4.4.2 idle too long", ""] {
            var dialogue = opened(then: Array(Self.envelopes.prefix(1)))
            dialogue.serve { _, _ in nil }
            dialogue.clear()
            dialogue.deliver(Self.envelopes) { _ in true }
            if reply.isEmpty { dialogue.disconnected() } else { dialogue.say(reply) }
            for tag in Int64(1)...3 { #expect(dialogue.outcome(of: tag) == .notSent(.sessionOver)) }
        }
    }

    @Test func `a session carries no more letters than it may`() {
        var dialogue = opened(lettersASession: 2, then: Self.envelopes)
        dialogue.serve { _, _ in nil }
        #expect(dialogue.accepted == [1, 2])
        #expect(dialogue.outcome(of: 3) == .notSent(.sessionOver))
        #expect(!dialogue.isUsable)
    }

    @Test func `a letter whose lease is over is not begun`() {
        var dialogue = opened()
        dialogue.deliver(Self.envelopes) { $0 != 2 }
        dialogue.serve { _, _ in nil }
        #expect(dialogue.accepted == [1, 3])
        #expect(dialogue.outcome(of: 2) == .notSent(.withheld))
    }

    @Test func `a lease that ends between MAIL and the 354 takes DATA back by closing`() {
        var dialogue = opened()
        let asked = Counter()
        dialogue.deliver(Self.envelopes) { _ in asked.next() < 1 }
        _ = dialogue.written
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.written.isEmpty)
        #expect(dialogue.outcome(of: 1) == .notSent(.withheld))
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.events.last == .close)
    }

    @Test func `what the server could not take is refused before it is asked`() {
        let message = Array("12345678901".utf8)
        var dialogue = opened("SIZE 10")
        dialogue.deliver([
            Envelope(sender: "", recipient: "a@b.example", message: message, tag: 1),
            Envelope(sender: "", recipient: "æ@b.example", message: [], tag: 2),
            Envelope(sender: "", recipient: "a@b>\r\nRCPT TO:<x@y", message: [], tag: 3),
            Envelope(sender: "a b@c", recipient: "a@b", message: [], tag: 4),
            Envelope(sender: "", recipient: "", message: [], tag: 5),
        ]) { _ in true }
        #expect(dialogue.written.isEmpty)
        for (tag, code) in [(1, 552), (2, 550), (3, 553), (4, 553), (5, 553)] {
            guard case .permanent(let reply, at: .mail) = dialogue.outcome(of: Int64(tag)) else {
                Issue.record("\(tag)")
                continue
            }
            #expect(reply.code == code)
        }
        #expect(dialogue.events.last == .batchDone)
    }

    @Test func `SIZE and SMTPUTF8 are said where they are offered`() {
        var dialogue = opened("SIZE")
        dialogue.capabilities.internationalisedAddresses = true
        dialogue.deliver([Envelope(sender: "", recipient: "æ@b", message: [0x61], tag: 1)]) { _ in true }
        #expect(dialogue.written == "MAIL FROM:<> SIZE=1 SMTPUTF8\r\n")
    }

    @Test func `QUIT is said to an idle server and answered by closing`() {
        var dialogue = opened()
        dialogue.quit()
        #expect(dialogue.written == "QUIT\r\n")
        #expect(dialogue.phase == .quit)
        dialogue.say("221 bye")
        #expect(dialogue.events == [.close])
    }

    @Test func `closing in mid-delivery settles every letter`() {
        var dialogue = opened(then: Self.envelopes)
        dialogue.quit()
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.events.contains(.batchDone))
    }
}
