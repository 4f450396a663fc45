import NIOCore

/// The client's side of an SMTP session as a value: events in, bytes and decisions out, no I/O and no clock.
///
/// The driver reports what happened (`connected`, `received`, `disconnected` …), then takes `output` to the wire and acts on
/// `events`. Opening is in `SMTPDialogue+Opening.swift`, letters in `SMTPDialogue+Letters.swift`.
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
        case mail
        case recipient
        case data
        case content(Int64)
        /// The answer to a message cut to nothing, because no recipient was taken.
        case discarded
        case reset
        case quit

        var phase: SMTPPhase {
            switch self {
            case .greeting: .greeting
            case .ehlo, .helo: .hello
            case .startTLS: .startTLS
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
    var letters = Letters()
    var expectations = CircularBuffer<Expectation>(initialCapacity: 8)
    var output = ByteBuffer()
    var events: [Event] = []
    private var parser = SMTPReplyParser()

    init(heloName: String, security: SMTPSettings.Security, lettersASession: Int) {
        self.heloName = heloName
        self.security = security
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

    /// The session is old enough: the letters under way are the last.
    mutating func retire() {
        letters.left = 0
    }

    /// Says QUIT where that is possible, and closes; letters under way are cut off.
    mutating func quit() {
        guard state != .delivering else { return fail(.disconnected, detail: "closed on our side") }
        guard state == .idle else { return close() }
        state = .quitting
        output.writeStaticString("QUIT\r\n")
        expectations.append(.quit)
    }

    // MARK: Replies

    private mutating func take(_ reply: SMTPReply) {
        guard let expected = expectations.popFirst() else {
            // Nothing was asked: an idle server that says something is leaving.
            return close()
        }
        if case .quit = expected { return close() }
        guard reply.code != 421 else { return refuse(reply, for: expected) }
        letters.heard()
        switch expected {
        case .greeting, .ehlo, .helo, .startTLS: takeOpening(reply, for: expected)
        case .mail, .recipient, .data, .content, .discarded, .reset: takeLetter(reply, for: expected)
        case .quit: close()
        }
    }

    /// Ends the session by a 421; as the answer to a final dot it says that the letter was not taken.
    private mutating func refuse(_ reply: SMTPReply, for expected: Expectation) {
        if case .content(let tag) = expected {
            settle(tag, .routeFault(RouteFault(.closing, at: .content, reply: reply)))
        }
        fail(.closing, at: expected.phase, reply: reply)
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
        expectations.removeAll()
        letters.left = 0
    }

    mutating func discardUnread() {
        parser.discard()
    }
}
