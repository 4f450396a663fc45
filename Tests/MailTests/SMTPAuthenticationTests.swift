import NIOCore
import Testing

@testable import Mail

/// AUTH as a value: every mechanism met by every kind of answer, without a socket.
struct SMTPAuthenticationTests {
    private static let user = "kursus@x.example"
    private static let secret = "hemmelig æøå"

    private func dialogue(
        _ mechanism: SMTPCredentials.Mechanism? = nil,
        secret: String = secret,
        security: SMTPSettings.Security = .startTLSRequired,
        offered: String? = "AUTH PLAIN LOGIN XOAUTH2"
    ) -> SMTPDialogue {
        var dialogue = SMTPDialogue(
            heloName: "me",
            security: security,
            lettersASession: 10,
            login: .init(mechanism: mechanism, user: Self.user, secret: SMTPSecret(secret))
        )
        dialogue.connected()
        dialogue.say("220 hi")
        if security == .startTLSRequired {
            dialogue.say("250-hi\r\n250-AUTH PLAIN\r\n250 STARTTLS")
            dialogue.say("220 go")
            dialogue.secured()
        }
        dialogue.clear()
        dialogue.say(offered.map { "250-hi\r\n250 \($0)" } ?? "250 hi")
        return dialogue
    }

    // `printf '\0kursus@x.example\0hemmelig æøå' | base64`, and so on.
    private static let plain = "AGt1cnN1c0B4LmV4YW1wbGUAaGVtbWVsaWcgw6bDuMOl"
    private static let userInBase64 = "a3Vyc3VzQHguZXhhbXBsZQ=="
    private static let secretInBase64 = "aGVtbWVsaWcgw6bDuMOl"
    private static let bearer = "dXNlcj1rdXJzdXNAeC5leGFtcGxlAWF1dGg9QmVhcmVyIGhlbW1lbGlnIMOmw7jDpQEB"

    @Test(
        arguments: [
            (nil, "AUTH PLAIN LOGIN", "AUTH PLAIN \(plain)\r\n"), (nil, "AUTH LOGIN", "AUTH LOGIN\r\n"),
            (nil, "AUTH=LOGIN", "AUTH LOGIN\r\n"), (nil, "auth xoauth2 gssapi plain", "AUTH PLAIN \(plain)\r\n"),
            (.login, "AUTH PLAIN LOGIN", "AUTH LOGIN\r\n"), (.xoauth2, "AUTH XOAUTH2", "AUTH XOAUTH2 \(bearer)\r\n"),
        ] as [(SMTPCredentials.Mechanism?, String, String)]
    )
    func `the mechanism asked for is used, or the best that is offered`(
        wanted: SMTPCredentials.Mechanism?,
        offered: String,
        said: String
    ) {
        var dialogue = dialogue(wanted, offered: offered)
        #expect(dialogue.written == said)
        #expect(dialogue.phase == .authentication)
        #expect(dialogue.events.isEmpty)
    }

    @Test func `LOGIN answers two challenges, whatever they say`() {
        var dialogue = dialogue(.login)
        #expect(dialogue.written == "AUTH LOGIN\r\n")
        dialogue.say("334 VXNlcm5hbWU6")
        #expect(dialogue.written == "\(Self.userInBase64)\r\n")
        dialogue.say("334")
        #expect(dialogue.written == "\(Self.secretInBase64)\r\n")
        dialogue.say("235 2.7.0 welcome")
        #expect(dialogue.events == [.opened])
        #expect(dialogue.login == nil && dialogue.exchange == nil)
    }

    @Test func `XOAUTH2's error challenge is answered by an empty line, once`() {
        var dialogue = dialogue(.xoauth2)
        _ = dialogue.written
        dialogue.say("334 eyJzdGF0dXMiOiI0MDEifQ==")
        #expect(dialogue.written == "\r\n")
        dialogue.say("535 5.7.8 Username and Password not accepted")
        #expect(dialogue.faults.map(\.code) == [.authFailed])
        #expect(dialogue.faults.map(\.reply?.code) == [535])
        #expect(dialogue.events.last == .close)
    }

    @Test(arguments: [SMTPCredentials.Mechanism.plain, .login, .xoauth2])
    func `a server that goes on asking is given nothing more`(mechanism: SMTPCredentials.Mechanism) {
        var dialogue = dialogue(mechanism)
        for _ in 0..<3 { dialogue.say("334 ") }
        #expect(dialogue.faults.map(\.code) == [.nonsense])
        #expect(dialogue.faults.map(\.phase) == [.authentication])
    }

    @Test(arguments: [SMTPCredentials.Mechanism.plain, .xoauth2])
    func `what does not fit in a command line waits for the server's challenge`(mechanism: SMTPCredentials.Mechanism) {
        var dialogue = dialogue(mechanism, secret: String(repeating: "t", count: 2000))
        #expect(dialogue.written == "AUTH \(mechanism.rawValue.uppercased())\r\n")
        dialogue.say("334 ")
        #expect(dialogue.written.utf8.count > 2600)
        dialogue.say("235 ok")
        #expect(dialogue.events == [.opened])
    }

    @Test func `what is longer than an exchange's line may be is not said at all`() {
        for mechanism in SMTPCredentials.Mechanism.allCases {
            var dialogue = dialogue(mechanism, secret: String(repeating: "t", count: 12_288))
            #expect(dialogue.written.isEmpty)
            #expect(dialogue.faults.map(\.code) == [.authUnavailable])
        }
    }

    @Test(
        arguments: [
            (SMTPDialogueTests.Answer.soft, RouteFault.Code.authFailed), (.hard, .authFailed), (.closing, .closing),
            (.nonsense, .nonsense), (.wrong, .nonsense), (.disconnect, .disconnected),
        ] as [(SMTPDialogueTests.Answer, RouteFault.Code)],
        SMTPCredentials.Mechanism.allCases
    )
    func `AUTH answered badly is the route's fault`(
        answer: (SMTPDialogueTests.Answer, RouteFault.Code),
        mechanism: SMTPCredentials.Mechanism
    ) {
        var dialogue = dialogue(mechanism)
        dialogue.meet(answer.0)
        #expect(dialogue.faults.map(\.code) == [answer.1])
        #expect(dialogue.faults.map(\.phase) == [.authentication])
    }

    @Test(arguments: [nil, "AUTH GSSAPI NTLM", "AUTH", "SIZE"] as [String?])
    func `a server without a mechanism of ours under TLS is told nothing`(offered: String?) {
        var dialogue = dialogue(offered: offered)
        #expect(dialogue.written.isEmpty)
        #expect(dialogue.faults.map(\.code) == [.authUnavailable])
    }

    @Test func `XOAUTH2 is not used unless asked for, and no other in its place`() {
        #expect(dialogue(nil, offered: "AUTH XOAUTH2").faults.map(\.code) == [.authUnavailable])
        #expect(dialogue(.xoauth2, offered: "AUTH PLAIN LOGIN").faults.map(\.code) == [.authUnavailable])
    }

    @Test(arguments: [SMTPSettings.Security.none, .startTLSIfOffered])
    func `nothing is said in clear, nor under TLS that nobody has verified`(security: SMTPSettings.Security) {
        var inClear = dialogue(security: security)
        #expect(inClear.written.isEmpty)
        #expect(inClear.faults.map(\.code) == [.authUnavailable])
        guard security == .startTLSIfOffered else { return }
        var unverified = dialogue(security: security, offered: "AUTH PLAIN\r\n250 STARTTLS")
        if unverified.faults.isEmpty {
            unverified.say("220 go")
            unverified.secured()
            unverified.clear()
            unverified.say("250-hi\r\n250 AUTH PLAIN")
        }
        #expect(!unverified.written.contains("AUTH"))
        #expect(unverified.faults.map(\.code) == [.authUnavailable])
    }

    @Test func `implicit TLS authenticates after the only EHLO, and HELO knows no AUTH`() {
        var dialogue = dialogue(security: .implicitTLS)
        #expect(dialogue.written == "AUTH PLAIN \(Self.plain)\r\n")
        var old = SMTPDialogue(
            heloName: "me",
            security: .implicitTLS,
            lettersASession: 1,
            login: .init(mechanism: nil, user: "u", secret: SMTPSecret("s"))
        )
        old.connected()
        old.say("220 hi\r\n500 what\r\n250 hi")
        #expect(old.faults.map(\.code) == [.authUnavailable])
    }

    @Test func `letters follow, and a 530 after all is a failed authentication`() {
        var dialogue = dialogue()
        dialogue.say("235 2.7.0 ok")
        dialogue.clear()
        dialogue.deliver([Envelope(sender: "", recipient: "a@b", message: [], tag: 1)]) { _ in true }
        dialogue.say("530 5.7.0 not enough")
        #expect(dialogue.faults.map(\.code) == [.authFailed])
        #expect(dialogue.settledTags == [1])
    }

    @Test func `a secret prints as four stars`() {
        let secret = SMTPSecret(Self.secret)
        let login = SMTPDialogue.Login(mechanism: nil, user: "u", secret: secret)
        var dumped = ""
        dump(login, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(login)", String(reflecting: login), dumped] {
            #expect(!text.contains("hemmelig"))
        }
        #expect("\(secret)" == "****")
        let credentials = SMTPCredentials(user: Self.user, secret: .file("/s"))
        #expect("\(credentials)" == "credentials (best offered)")
    }
}
