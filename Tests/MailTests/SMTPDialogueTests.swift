import Testing

@testable import Mail

/// The dialogue's opening as a value: every phase met by every kind of answer, without a socket.
struct SMTPDialogueTests {
    enum Answer: String, CaseIterable, Sendable {
        case soft = "450 4.3.0 later"
        case hard = "550 5.0.0 never"
        case closing = "421 4.3.2 bye"
        case nonsense = "hello"
        case wrong = "354 go on"
        case disconnect = ""
    }

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
}
