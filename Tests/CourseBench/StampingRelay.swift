import NIOCore
import NIOPosix
import Synchronization

/// A relay on loopback that takes every letter, and notes the moment of each 250.
final class StampingRelay: Sendable {
    let port: Int
    private let listener: any Channel
    private let stamps: Stamps

    /// The moments, shared by all connections.
    fileprivate final class Stamps: Sendable {
        let all = Mutex<[ContinuousClock.Instant]>([])
    }

    static func start() async throws -> StampingRelay {
        let stamps = Stamps()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RelayHandler(stamps: stamps))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return StampingRelay(port: listener.localAddress?.port ?? 0, listener: listener, stamps: stamps)
    }

    private init(port: Int, listener: any Channel, stamps: Stamps) {
        self.port = port
        self.listener = listener
        self.stamps = stamps
    }

    /// When the letter of that number, from 1, had its 250; `nil` where it has not come in time.
    func accepted(_ number: Int, within patience: Duration) async -> ContinuousClock.Instant? {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if let stamp = stamps.all.withLock({ $0.count >= number ? $0[number - 1] : nil }) { return stamp }
            // Cancelled or not: the moment is noted where it happens, not here.
            try? await Task.sleep(for: .milliseconds(2))
        }
        return nil
    }

    func stop() async {
        // However it closed, it is closed.
        try? await listener.close().get()
    }
}

/// One connection: answers line by line.
private final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let stamps: StampingRelay.Stamps
    private var line: [UInt8] = []
    private var isContent = false
    private var output = ByteBuffer()

    init(stamps: StampingRelay.Stamps) {
        self.stamps = stamps
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "220 bench.example ESMTP\r\n")), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var accepted = 0
        for byte in unwrapInboundIn(data).readableBytesView {
            line.append(byte)
            guard byte == UInt8(ascii: "\n") else { continue }
            if !isContent {
                answer()
            } else if line == Array(".\r\n".utf8) {
                isContent = false
                accepted += 1
                output.writeString("250 2.0.0 taken\r\n")
            }
            line.removeAll(keepingCapacity: true)
        }
        guard output.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        output = ByteBuffer()
        let now = ContinuousClock.now
        stamps.all.withLock { $0.append(contentsOf: repeatElement(now, count: accepted)) }
    }

    private func answer() {
        switch String(decoding: line.prefix(4), as: UTF8.self).uppercased() {
        case "EHLO": output.writeString("250-bench.example\r\n250 PIPELINING\r\n")
        case "DATA":
            isContent = true
            output.writeString("354 go on\r\n")
        case "QUIT": output.writeString("221 2.0.0 bye\r\n")
        default: output.writeString("250 2.0.0 ok\r\n")
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
