import NIOCore
import NIOPosix
import Synchronization

/// A policy server for Postfix's `check_policy_service` (its SMTPD_POLICY_README) that turns an unknown pair of sender and
/// recipient away at first, as postgrey does.
public final class GreylistPolicy: Sendable {
    /// How long a pair is unknown.
    public enum Rule: Sendable, Hashable {
        /// The first so many tries are turned away.
        case tries(Int)
        /// Every try is turned away until so long after the first.
        case time(Duration)
    }

    /// Who writes to whom; in lower case.
    public struct Pair: Sendable, Hashable {
        /// The envelope sender.
        public let sender: String
        /// The envelope recipient.
        public let recipient: String

        /// Makes a pair; capitals do not count.
        public init(sender: String, recipient: String) {
            self.sender = sender.lowercased()
            self.recipient = recipient.lowercased()
        }
    }

    /// The port that it listens on, on 127.0.0.1.
    let port: Int
    private let listener: any Channel
    private let book: PolicyBook

    private init(listener: any Channel, book: PolicyBook) {
        port = listener.localAddress?.port ?? 0
        self.listener = listener
        self.book = book
    }

    /// Starts a server on a free port.
    static func start(_ rule: Rule) async throws -> GreylistPolicy {
        let book = PolicyBook(rule)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(PolicyHandler(book: book))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return GreylistPolicy(listener: listener, book: book)
    }

    /// How often each pair has come, turned away or not.
    public var tries: [Pair: Int] { book.tries }

    /// Takes no further connection; those of a Postfix that ends end with it.
    func stop() { listener.close(promise: nil) }
}

/// Who has come, and how often.
private final class PolicyBook: Sendable {
    private struct Acquaintance {
        let since: ContinuousClock.Instant
        var tries = 0
    }

    private let rule: GreylistPolicy.Rule
    private let known = Mutex<[GreylistPolicy.Pair: Acquaintance]>([:])

    init(_ rule: GreylistPolicy.Rule) { self.rule = rule }

    var tries: [GreylistPolicy.Pair: Int] { known.withLock { $0.mapValues(\.tries) } }

    /// Notes a try, and says whether it may pass.
    func lets(_ pair: GreylistPolicy.Pair, pass now: ContinuousClock.Instant) -> Bool {
        known.withLock { known in
            var acquaintance = known[pair] ?? Acquaintance(since: now)
            acquaintance.tries += 1
            known[pair] = acquaintance
            return switch rule {
            case .tries(let count): acquaintance.tries > count
            case .time(let duration): now - acquaintance.since >= duration
            }
        }
    }
}

/// Answers requests: lines of `name=value`, with an empty line at the end.
private final class PolicyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let book: PolicyBook
    private var line: [UInt8] = []
    private var attributes: [Substring: Substring] = [:]

    init(book: PolicyBook) { self.book = book }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for byte in unwrapInboundIn(data).readableBytesView {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.isEmpty {
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "action=\(action())\n\n")), promise: nil)
                attributes = [:]
            } else {
                let text = String(decoding: line, as: UTF8.self)
                let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if pair.count == 2 { attributes[pair[0]] = pair[1] }
                line = []
            }
        }
    }

    private func action() -> String {
        let pair = GreylistPolicy.Pair(
            sender: String(attributes["sender"] ?? ""),
            recipient: String(attributes["recipient"] ?? "")
        )
        return book.lets(pair, pass: .now) ? "DUNNO" : "DEFER_IF_PERMIT 4.2.0 Greylisted, please come again"
    }
}
