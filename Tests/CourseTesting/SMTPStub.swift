public import NIOCore
import NIOPosix
public import NIOSSL
import Synchronization

/// A real SMTP server on a free loopback port, which keeps what it is given and misbehaves as told.
public final class SMTPStub: Sendable {
    /// A message that the stub took, as it stood after dots were unstuffed.
    public struct Received: Sendable, Hashable {
        /// The envelope sender.
        public let sender: String
        /// The envelope recipients that were taken.
        public let recipients: [String]
        /// The message.
        public let bytes: [UInt8]
        /// Whether it came under TLS.
        public let isSecured: Bool

        /// The value of the first Message-ID header; empty where there is none.
        public var messageID: String {
            for line in String(decoding: bytes, as: UTF8.self).split(
                separator: "\r\n",
                omittingEmptySubsequences: false
            ) {
                if line.isEmpty { break }
                if line.lowercased().hasPrefix("message-id:") {
                    return String(line.dropFirst("message-id:".count)).trimmingPrefix(" ").description
                }
            }
            return ""
        }
    }

    /// How the stub behaves; may be changed while it runs.
    public struct Behaviour: Sendable {
        /// What goes wrong, by phase.
        public var faults: [Phase: Action] = [:]
        /// The fault is for recipients that hold this; empty for all.
        public var onlyRecipientsHolding = ""
        /// How many times faults happen; then all is well.
        public var faultsLeft = Int.max
        /// Whether EHLO offers PIPELINING.
        public var offersPipelining = true
        /// Whether EHLO is known at all.
        public var knowsEHLO = true
        /// The mechanisms of AUTH offered, as `PLAIN`.
        public var mechanisms: [String] = []
        /// Where they are offered.
        public var authentication = Authentication.underTLS
        /// Accounts and their passwords or tokens.
        public var accounts: [String: String] = [:]
        /// Whether MAIL is answered by 530 until somebody has authenticated.
        public var wantsAuthentication = false
        /// Whether a message is kept although its final dot is answered by nothing or nonsense: then nobody can know (RFC 1047).
        public var keepsUnanswered = false
        /// Further EHLO keywords, as `SIZE 1000`.
        public var keywords: [String] = []
        /// Sent in clear in the same write as the 220 to STARTTLS.
        public var injectedBeforeTLS = ""
        /// How long the 250 after a final dot is held back.
        public var acceptDelay: TimeAmount = .zero

        /// A server that does all well but for these faults, each as often as said.
        public init(_ faults: Fault..., times: Int = .max) {
            for fault in faults { self.faults[fault.phase] = fault.action }
            faultsLeft = times
        }

        /// Where AUTH is offered.
        public enum Authentication: Sendable, Hashable {
            case underTLS, inClearOnly, everywhere
        }
    }

    private struct State {
        var behaviour: Behaviour
        var received: [Received] = []
        var commands: [String] = []
        var authentications: [Attempt] = []
        var writes = 0
        var sessions = 0
        var stalls = 0
        var pending = 0
        var open: [any Channel] = []
    }

    /// The port that it listens on, on 127.0.0.1.
    public let port: Int
    private let listener: any Channel
    private let state: Mutex<State>

    private init(port: Int, listener: any Channel, state: consuming Mutex<State>) {
        self.port = port
        self.listener = listener
        self.state = state
    }

    /// Starts a stub; with `tls` it offers STARTTLS, or begins with TLS where `isImplicit`.
    public static func start(
        _ behaviour: Behaviour = Behaviour(),
        tls: NIOSSLContext? = nil,
        isImplicit: Bool = false
    ) async throws -> SMTPStub {
        let box = Mutex<SMTPStub?>(nil)
        let shared = StubBox(box)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_rcvbuf), value: 65_536)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let stub = shared.stub else { throw ChannelError.ioOnClosedChannel }
                    if isImplicit, let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    let handler = SMTPStubHandler(stub: stub, tls: isImplicit ? nil : tls, isSecured: isImplicit)
                    try channel.pipeline.syncOperations.addHandler(handler)
                    stub.state.withLock {
                        $0.sessions += 1
                        $0.open.append(channel)
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let stub = SMTPStub(
            port: listener.localAddress?.port ?? 0,
            listener: listener,
            state: Mutex(State(behaviour: behaviour))
        )
        shared.stub = stub
        return stub
    }

    /// Everything taken so far, in order.
    public var received: [Received] { state.withLock { $0.received } }

    /// How often each Message-ID was taken.
    public var copies: [String: Int] {
        received.reduce(into: [:]) { $0[$1.messageID, default: 0] += 1 }
    }

    /// Every command line that came, in order.
    public var commands: [String] { state.withLock { $0.commands } }

    /// Every AUTH that came to its end, in order.
    public var authentications: [Attempt] { state.withLock { $0.authentications } }

    /// One AUTH and what it came to.
    public struct Attempt: Sendable, Hashable {
        /// As `PLAIN`.
        public let mechanism: String
        /// The account.
        public let user: String
        /// The password or token.
        public let secret: String
        /// Whether they were taken.
        public let isTaken: Bool

        /// What a test expects.
        public init(mechanism: String, user: String, secret: String, isTaken: Bool) {
            self.mechanism = mechanism
            self.user = user
            self.secret = secret
            self.isTaken = isTaken
        }
    }

    /// How many connections there were.
    public var sessions: Int { state.withLock { $0.sessions } }

    /// How often it has kept a client waiting for ever.
    public var stalls: Int { state.withLock { $0.stalls } }

    /// How many messages have come to their final dot and wait for their 250.
    public var pending: Int { state.withLock { $0.pending } }

    /// Changes the behaviour from the next command on.
    public func change(_ change: @Sendable (inout Behaviour) -> Void) {
        state.withLock { change(&$0.behaviour) }
    }

    /// Closes every open connection, as a server that restarts does.
    public func dropConnections() async {
        let open = state.withLock { state in
            defer { state.open = [] }
            return state.open
        }
        for channel in open { try? await channel.close().get() }
    }

    /// Stops listening and closes all connections.
    public func stop() async {
        try? await listener.close().get()
        await dropConnections()
    }

    // MARK: For the handler

    var behaviour: Behaviour { state.withLock { $0.behaviour } }

    /// The fault for a phase, counted down.
    func fault(at phase: Phase, recipient: String) -> Action? {
        state.withLock { state in
            let only = state.behaviour.onlyRecipientsHolding
            guard let fault = state.behaviour.faults[phase], state.behaviour.faultsLeft > 0 else { return nil }
            guard only.isEmpty || recipient.contains(only) else { return nil }
            state.behaviour.faultsLeft -= 1
            if fault == .stall { state.stalls += 1 }
            return fault
        }
    }

    func attempt(_ mechanism: String, _ user: String, _ secret: String) -> Bool {
        state.withLock { state in
            let isTaken = state.behaviour.accounts[user] == secret
            state.authentications.append(
                Attempt(mechanism: mechanism, user: user, secret: secret, isTaken: isTaken)
            )
            return isTaken
        }
    }

    func note(command: String) { state.withLock { $0.commands.append(command) } }

    func notePending(_ change: Int) { state.withLock { $0.pending += change } }

    func take(_ message: Received) { state.withLock { $0.received.append(message) } }
}

/// Lets the listener's initialiser reach the stub that is made after it.
private final class StubBox: Sendable {
    private let box: Mutex<SMTPStub?>

    init(_ box: consuming Mutex<SMTPStub?>) { self.box = box }

    var stub: SMTPStub? {
        get { box.withLock { $0 } }
        set { box.withLock { $0 = newValue } }
    }
}
