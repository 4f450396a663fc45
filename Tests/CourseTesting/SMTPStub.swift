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

    /// Where in a session something goes wrong.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        case banner, hello, startTLS, mail, recipient, data, content, quit
    }

    /// What goes wrong there.
    public enum Fault: Sendable, Hashable {
        /// This reply instead of the good one; without CRLF.
        case reply(String)
        /// The connection is closed without a reply.
        case disconnect
        /// No reply ever comes.
        case stall
        /// These bytes instead of a reply, as they are.
        case raw([UInt8])
    }

    /// How the stub behaves; may be changed while it runs.
    public struct Behaviour: Sendable {
        /// What goes wrong, by phase.
        public var faults: [Phase: Fault] = [:]
        /// The fault is for recipients that hold this; empty for all.
        public var onlyRecipientsHolding = ""
        /// How many times faults happen; then all is well.
        public var faultsLeft = Int.max
        /// Whether EHLO offers PIPELINING.
        public var offersPipelining = true
        /// Whether EHLO is known at all.
        public var knowsEHLO = true
        /// Further EHLO keywords, as `SIZE 1000`.
        public var keywords: [String] = []
        /// Sent in clear in the same write as the 220 to STARTTLS.
        public var injectedBeforeTLS = ""
        /// How long the 250 after a final dot is held back.
        public var acceptDelay: TimeAmount = .zero

        /// A server that does all well.
        public init() {}
    }

    private struct State {
        var behaviour: Behaviour
        var received: [Received] = []
        var commands: [String] = []
        var writes = 0
        var sessions = 0
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

    /// How many connections there were.
    public var sessions: Int { state.withLock { $0.sessions } }

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
    func fault(at phase: Phase, recipient: String) -> Fault? {
        state.withLock { state in
            let only = state.behaviour.onlyRecipientsHolding
            guard let fault = state.behaviour.faults[phase], state.behaviour.faultsLeft > 0 else { return nil }
            guard only.isEmpty || recipient.contains(only) else { return nil }
            state.behaviour.faultsLeft -= 1
            return fault
        }
    }

    func note(command: String) { state.withLock { $0.commands.append(command) } }

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
