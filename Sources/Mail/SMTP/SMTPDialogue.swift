import NIOCore

/// The client's side of an SMTP session as a value: events in, bytes and decisions out, no I/O and no clock.
///
/// The driver reports what happened (`connected`, `received`, `disconnected` …), then takes `output` to the wire and acts on
/// `events`. Opening is in `SMTPDialogue+Opening.swift`, AUTH in `SMTPDialogue+Authentication.swift`, letters in
/// `SMTPDialogue+Letters.swift`.
struct SMTPDialogue {
    /// What the driver is to do or to tell.
    enum Event: Hashable {
        /// Begin the TLS handshake; report `secured` or `handshakeFailed`.
        case beginTLS
        /// The session takes letters.
        case opened
        /// One letter's fate.
        case settled(Int64, DeliveryOutcome)
        /// Every letter of the batch has been settled.
        case batchDone
        /// The session could not be opened, or broke.
        case failed(RouteFault)
        /// Close the connection.
        case close
    }

    enum State: Hashable {
        case opening
        case idle
        case delivering
        case quitting
        case closed
    }

    /// A reply that is owed to us, in the order of the commands.
    enum Expectation: Hashable {
        case greeting
        case ehlo
        case helo
        case startTLS
        case authentication
        case mail
        case recipient
        case data
        case content(Int64)
        /// The answer to a message cut to nothing, because no recipient was taken.
        case discarded
        case reset
        case quit

        /// Whether the reply may say something of a letter.
        var isLetters: Bool {
            switch self {
            case .mail, .recipient, .data, .content: true
            default: false
            }
        }

        var phase: SMTPPhase {
            switch self {
            case .greeting: .greeting
            case .ehlo, .helo: .hello
            case .startTLS: .startTLS
            case .authentication: .authentication
            case .mail: .mail
            case .recipient: .recipient
            case .data: .data
            case .content, .discarded: .content
            case .reset: .reset
            case .quit: .quit
            }
        }
    }

    let heloName: String
    let security: SMTPSettings.Security

    var state = State.opening
    var capabilities = SMTPCapabilities.none
    var isSecured = false
    var isHandshaking = false
    var isAuthenticated = false
    /// Who we are, until the server knows.
    var login: Login?
    var exchange: Exchange?
    var letters = Letters()
    var expectations = CircularBuffer<Expectation>(initialCapacity: 8)
    var output = ByteBuffer()
    var events: [Event] = []
    /// Why the session ended before its first letter, where that was not our doing.
    private(set) var untimelyEnd: RouteFault?
    /// Where in `output` the final dot ends, when content has just been written to it.
    var contentEnd: Int?
    /// Set by the driver while it still holds some of the content back: then the server cannot have the letter.
    var isContentHeldBack = false
    /// Counts what the driver's time is measured by: whole replies and our own turns to speak, not every octet that comes.
    var turns = 0
    private var parser = SMTPReplyParser()

    init(heloName: String, security: SMTPSettings.Security, lettersASession: Int, login: Login? = nil) {
        self.heloName = heloName
        self.security = security
        self.login = login
        letters.left = lettersASession
    }

    /// What is being waited for; nil while nothing is.
    var phase: SMTPPhase? {
        isHandshaking ? .handshake : expectations.first?.phase
    }

    /// Whether another letter may be handed in.
    var isUsable: Bool {
        (state == .idle || state == .delivering) && letters.left > 0
    }

    // MARK: Events

    /// The connection stands, with implicit TLS the handshake too.
    mutating func connected() {
        isSecured = security == .implicitTLS
        turns += 1
        expectations.append(.greeting)
    }

    /// Bytes came from the server.
    mutating func received(_ bytes: some Sequence<UInt8>) {
        guard state != .closed else { return }
        parser.append(bytes)
        do throws(SMTPReplyFault) {
            while state != .closed, !isHandshaking, let reply = try parser.next() { take(reply) }
        } catch {
            fail(.nonsense, detail: error.explanation)
        }
    }

    /// The connection is gone.
    mutating func disconnected(detail: String = "") {
        fail(.disconnected, detail: detail)
    }

    /// The present phase took too long.
    mutating func timedOut() {
        fail(.timedOut)
    }

    /// The session is old enough: the letters under way are the last, and an idle session says goodbye.
    mutating func retire() {
        letters.left = 0
        if state == .idle { quit() }
    }

    /// Says QUIT where that is possible, and closes; letters under way are cut off.
    mutating func quit() {
        guard state != .delivering else { return abort() }
        guard state == .idle else { return close() }
        state = .quitting
        turns += 1
        output.writeStaticString("QUIT\r\n")
        expectations.append(.quit)
    }

    /// Ends the session at once.
    mutating func abort() {
        guard state != .idle else { return close() }
        fail(.disconnected, detail: "closed on our side")
    }

    // MARK: Replies

    private mutating func take(_ reply: SMTPReply) {
        guard let expected = expectations.popFirst() else {
            // Nothing was asked: an idle server that says something is leaving.
            return fail(reply.code == 421 ? .closing : .nonsense, at: .mail, reply: reply)
        }
        if case .quit = expected { return close() }
        turns += 1
        guard reply.code != 421 else { return refuse(reply, for: expected) }
        letters.heard()
        switch expected {
        case .greeting, .ehlo, .helo, .startTLS, .authentication: takeOpening(reply, for: expected)
        case .mail, .recipient, .data, .content, .discarded, .reset:
            takeLetter(reply, for: expected)
            closeUnlessAwaited()
        case .quit: close()
        }
    }

    /// Ends the session by a refusal that is the route's; as the answer to a final dot it says that the letter was not taken.
    mutating func refuse(_ reply: SMTPReply, for expected: Expectation) {
        let code: RouteFault.Code =
            switch reply.code {
            case 421: .closing
            case 521: .refused
            default: isAuthenticated ? .authFailed : .authUnavailable
            }
        if case .content(let tag) = expected {
            settle(tag, .routeFault(RouteFault(code, at: .content, reply: reply)))
        }
        fail(code, at: expected.phase, reply: reply)
    }

    // MARK: Ends

    /// Ends the session by a fault; every letter not yet settled learns of it.
    mutating func fail(
        _ code: RouteFault.Code,
        at phase: SMTPPhase? = nil,
        reply: SMTPReply? = nil,
        detail: String = ""
    ) {
        switch state {
        case .closed: return
        case .idle where !letters.isReused:
            untimelyEnd = RouteFault(code, at: phase ?? .mail, reply: reply, detail: detail)
            return close()
        case .idle, .quitting: return close()
        case .opening, .delivering: break
        }
        let fault = RouteFault(code, at: phase ?? self.phase ?? .connect, reply: reply, detail: detail)
        let wasDelivering = state == .delivering
        if wasDelivering { settleAll(after: fault) }
        end()
        if wasDelivering { events.append(.batchDone) }
        events.append(.failed(fault))
        events.append(.close)
    }

    mutating func close() {
        guard state != .closed else { return }
        end()
        events.append(.close)
    }

    /// From here on nothing is waited for and nothing more is written.
    mutating func end() {
        state = .closed
        isHandshaking = false
        login = nil
        exchange = nil
        discardUnread()
        expectations.removeAll()
        letters.left = 0
    }

    /// How many octets of the server's are held back.
    var held: Int { parser.held }

    mutating func discardUnread() {
        parser.discard()
    }
}
