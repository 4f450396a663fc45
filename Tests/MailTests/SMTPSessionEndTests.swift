import Testing

@testable import Mail

/// How a session ends, as a value: grown old, closed by either side, or out of patience.
struct SMTPSessionEndTests {
    @Test func `an idle session that the server closes is over without a fault`() {
        var dialogue = SMTPDialogue.opened(then: Array(Envelope.three.prefix(1)))
        dialogue.serve { _, _ in nil }
        dialogue.clear()
        dialogue.say("421 4.4.2 idle too long")
        #expect(dialogue.events == [.close])
        dialogue.deliver(Envelope.three) { _ in true }
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.outcome(of: 1) == .notSent(.sessionOver))
    }

    @Test(
        arguments: [
            ("421 4.3.2 bye", RouteFault.Code.closing), ("250 what", .nonsense), ("what", .nonsense),
            ("", .disconnected),
        ] as [(String, RouteFault.Code)]
    )
    func `a server that ends a session before its first letter is the route's fault`(
        words: String,
        code: RouteFault.Code
    ) {
        var dialogue = SMTPDialogue.opened()
        if words.isEmpty { dialogue.disconnected() } else { dialogue.say(words) }
        #expect(dialogue.events == [.close])
        dialogue.deliver(Envelope.three) { _ in true }
        for tag in Int64(1)...3 {
            guard case .routeFault(let fault) = dialogue.outcome(of: tag) else {
                Issue.record("\(String(describing: dialogue.outcome(of: tag)))")
                continue
            }
            #expect(fault.code == code && fault.phase == .mail)
        }
    }

    @Test func `a session that we ended before its first letter is over without a fault`() {
        for end in [{ $0.retire() }, { $0.abort() }, { $0.quit() }] as [(inout SMTPDialogue) -> Void] {
            var dialogue = SMTPDialogue.opened()
            end(&dialogue)
            dialogue.deliver(Envelope.three) { _ in true }
            #expect(dialogue.outcome(of: 1) == .notSent(.sessionOver))
        }
    }

    @Test func `a reused session that closes as the next batch begins is no fault of the route`() {
        for reply in ["421 4.4.2 idle too long", ""] {
            var dialogue = SMTPDialogue.opened(then: Array(Envelope.three.prefix(1)))
            dialogue.serve { _, _ in nil }
            dialogue.clear()
            dialogue.deliver(Envelope.three) { _ in true }
            if reply.isEmpty { dialogue.disconnected() } else { dialogue.say(reply) }
            for tag in Int64(1)...3 { #expect(dialogue.outcome(of: tag) == .notSent(.sessionOver)) }
        }
    }

    @Test func `a session carries no more letters than it may`() {
        var dialogue = SMTPDialogue.opened(lettersASession: 2, then: Envelope.three)
        dialogue.serve { _, _ in nil }
        #expect(dialogue.accepted == [1, 2])
        #expect(dialogue.outcome(of: 3) == .notSent(.sessionOver))
        #expect(!dialogue.isUsable)
    }

    @Test func `a server that dribbles gains no time by it`() {
        var dialogue = SMTPDialogue.opened(then: Envelope.three)
        let turns = dialogue.turns
        dialogue.say("250-wait")
        dialogue.received("250-".utf8)
        #expect(dialogue.turns == turns)
        dialogue.say("now")
        #expect(dialogue.turns == turns)
        dialogue.say("250 ok")
        #expect(dialogue.turns == turns + 1)
    }

    @Test func `a session that has grown old while idle says goodbye, and one at work ends its letters first`() {
        var idle = SMTPDialogue.opened()
        idle.retire()
        #expect(idle.written == "QUIT\r\n")
        #expect(!idle.isUsable)
        var busy = SMTPDialogue.opened(then: Envelope.three)
        _ = busy.written
        busy.retire()
        #expect(busy.written.isEmpty)
        busy.serve { _, _ in nil }
        #expect(busy.accepted == [1])
        #expect(busy.outcome(of: 2) == .notSent(.sessionOver))
    }

    @Test func `a session aborted in mid-delivery leaves only a sent letter uncertain`() {
        var dialogue = SMTPDialogue.opened(then: Envelope.three)
        dialogue.say("250 ok\r\n250 ok\r\n354 go")
        dialogue.abort()
        guard case .uncertain = dialogue.outcome(of: 1), case .routeFault = dialogue.outcome(of: 2) else {
            Issue.record("\(dialogue.events)")
            return
        }
        #expect(dialogue.settledTags == [1, 2, 3])
    }

    @Test func `QUIT is said to an idle server and answered by closing`() {
        var dialogue = SMTPDialogue.opened()
        dialogue.quit()
        #expect(dialogue.written == "QUIT\r\n")
        #expect(dialogue.phase == .quit)
        dialogue.say("221 bye")
        #expect(dialogue.events == [.close])
    }

    @Test func `closing in mid-delivery settles every letter`() {
        var dialogue = SMTPDialogue.opened(then: Envelope.three)
        dialogue.quit()
        #expect(dialogue.settledTags == [1, 2, 3])
        #expect(dialogue.events.contains(.batchDone))
    }
}
