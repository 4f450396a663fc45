import Testing

@testable import Mail

/// Letters in a session as a value: what becomes of them, whatever the server answers.
struct SMTPLetterTests {
    @Test func `with pipelining the next letter's commands follow the final dot in one write`() {
        var dialogue = SMTPDialogue.opened(then: Envelope.three)
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
        var dialogue = SMTPDialogue.opened("", then: Array(Envelope.three.prefix(2)))
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
        for answer in [SMTPDialogueTests.Answer.soft, .hard] {
            var dialogue = SMTPDialogue.opened(pipelining ? "PIPELINING" : "", then: Envelope.three)
            dialogue.serve { tag, asked in
                tag != 1
                    ? nil : asked == phase ? answer.rawValue : asked.isAfter(phase) ? "554 5.5.1 no recipients" : nil
            }
            let first = dialogue.outcome(of: 1)
            if answer == .soft {
                guard case .refused(let reply, phase, .transient) = first else {
                    Issue.record("\(String(describing: first))")
                    continue
                }
                #expect(reply.code == 450 && reply.enhanced == EnhancedStatus(4, 3, 0))
            } else {
                guard case .refused(let reply, phase, .letter) = first else {
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
        for answer in [SMTPDialogueTests.Answer.closing, .nonsense, .wrong, .disconnect]
        where phase != .data || answer != .wrong {
            var dialogue = SMTPDialogue.opened(pipelining ? "PIPELINING" : "", then: Envelope.three)
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
        var dialogue = SMTPDialogue.opened(then: Array(Envelope.three.prefix(1)))
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.phase == .content)
        dialogue.timedOut()
        #expect(dialogue.outcome(of: 1) == .uncertain(RouteFault(.timedOut, at: .content)))
    }

    @Test func `a server that takes DATA without a recipient gets an empty message, and the letter counts as refused`()
    {
        var dialogue = SMTPDialogue.opened(then: Array(Envelope.three.prefix(2)))
        _ = dialogue.written
        dialogue.say("250 ok\r\n550 5.1.1 no\r\n354 go")
        #expect(dialogue.written == ".\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r2@b.example>\r\nDATA\r\n")
        dialogue.say("554 no recipients\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken")
        #expect(dialogue.accepted == [2])
        guard case .refused(_, at: .recipient, .address) = dialogue.outcome(of: 1) else {
            Issue.record("refused at RCPT")
            return
        }
    }

    @Test func `a transaction that came to nothing is reset in the next letter's group`() {
        var dialogue = SMTPDialogue.opened(then: Array(Envelope.three.prefix(2)))
        _ = dialogue.written
        dialogue.say("250 ok\r\n450 4.2.0 later\r\n503 none")
        #expect(dialogue.written == "RSET\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r2@b.example>\r\nDATA\r\n")
    }

    @Test func `a letter whose lease is over is not begun`() {
        var dialogue = SMTPDialogue.opened()
        dialogue.deliver(Envelope.three) { $0 != 2 }
        dialogue.serve { _, _ in nil }
        #expect(dialogue.accepted == [1, 3])
        #expect(dialogue.outcome(of: 2) == .notSent(.withheld))
    }

    @Test func `a lease that ends between MAIL and the 354 takes DATA back by closing`() {
        var dialogue = SMTPDialogue.opened()
        let asked = Counter()
        dialogue.deliver(Envelope.three) { _ in asked.next() < 1 }
        _ = dialogue.written
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        #expect(dialogue.written.isEmpty)
        #expect(dialogue.outcome(of: 1) == .notSent(.withheld))
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.events.last == .close)
    }

    /// A reply that is the route's in the middle of a batch.
    @Test(
        arguments: [
            ("530 5.7.0 Authentication required", RouteFault.Code.authUnavailable), ("535 5.7.8 no", .authUnavailable),
            ("521 5.3.2 no mail here", .refused), ("550 5.7.3 not authenticated", .authUnavailable),
        ] as [(String, RouteFault.Code)],
        [SMTPPhase.mail, .recipient, .data, .content]
    )
    func `a relay that does not want us blames no letter`(answer: (String, RouteFault.Code), phase: SMTPPhase) {
        for pipelining in [true, false] {
            var dialogue = SMTPDialogue.opened(pipelining ? "PIPELINING" : "", then: Envelope.three)
            dialogue.serve { tag, asked in tag == 2 && asked == phase ? answer.0 : nil }
            #expect(dialogue.faults.map(\.code) == [answer.1])
            #expect(dialogue.faults.map(\.phase) == [phase])
            #expect(dialogue.accepted == [1])
            #expect(dialogue.settledTags == [1, 2, 3])
            for tag in Int64(2)...3 {
                guard case .routeFault = dialogue.outcome(of: tag) else {
                    Issue.record("\(String(describing: dialogue.outcome(of: tag)))")
                    continue
                }
            }
        }
    }

    @Test func `while the final dot has not left, a broken session leaves nothing uncertain`() {
        for answer in [SMTPDialogueTests.Answer.disconnect, .nonsense, .wrong] {
            var dialogue = SMTPDialogue.opened(then: Envelope.three)
            dialogue.say("250 ok\r\n250 ok\r\n354 go")
            dialogue.isContentHeldBack = true
            dialogue.meet(answer)
            guard case .routeFault = dialogue.outcome(of: 1) else {
                Issue.record("\(String(describing: dialogue.outcome(of: 1)))")
                continue
            }
            #expect(dialogue.settledTags == [1, 2, 3])
        }
    }

    @Test func `an answer that comes before the final dot can refuse a letter, and never accept it`() {
        var dialogue = SMTPDialogue.opened(then: Envelope.three)
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        dialogue.isContentHeldBack = true
        dialogue.say("552 5.3.4 too big")
        guard case .refused(_, at: .content, .letter) = dialogue.outcome(of: 1) else {
            Issue.record("\(String(describing: dialogue.outcome(of: 1)))")
            return
        }
        #expect(dialogue.outcome(of: 2) == .notSent(.sessionOver))
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.events.last == .close)

        var other = SMTPDialogue.opened(then: Envelope.three)
        other.say("250 ok\r\n250 ok\r\n354 go")
        other.isContentHeldBack = true
        other.say("250 taken")
        guard case .routeFault(let fault) = other.outcome(of: 1) else {
            Issue.record("\(String(describing: other.outcome(of: 1)))")
            return
        }
        #expect(fault.code == .nonsense)
        #expect(other.accepted.isEmpty)
    }
}
