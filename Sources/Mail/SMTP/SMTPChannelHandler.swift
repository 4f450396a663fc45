import NIOCore
import NIOSSL
import NIOTLS

/// The thin driver: carries bytes between a channel and the dialogue, and keeps the dialogue's time.
///
/// Output goes block by block, the next when the channel has rid itself of the last: so the time of a server that reads slowly is
/// measured, TLS encrypts no more than a block ahead, and it is known whether the final dot has left.
///
/// Lives on its channel's event loop only.
final class SMTPChannelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A batch under way.
    private struct Batch {
        let promise: EventLoopPromise<[Delivery]>
        let onAccepted: @Sendable (Int64) -> Void
        var deliveries: [Delivery] = []
    }

    /// What has to change for the deadline to move.
    private struct Pace: Equatable {
        var turns = 0
        var blocks = 0
        var isWriting = false
    }

    static let block = 65_536

    private var dialogue: SMTPDialogue
    private let timeouts: SMTPTimeouts
    private let makeTLS: () throws -> NIOSSLClientHandler
    private let opening: EventLoopPromise<NIOLoopBound<SMTPChannelHandler>>
    private let standing: SessionStanding
    private var context: ChannelHandlerContext?
    private var batch: Batch?
    private var unwritten = ByteBuffer()
    private var isWriting = false
    private var isInWriteLoop = false
    private var blocksWritten = 0
    /// Octets that are yet to leave up to and with the final dot.
    private var contentLeft = 0
    private var deadline: NIODeadline?
    private var pace = Pace()
    private var timer: (task: Scheduled<Void>, due: NIODeadline)?
    private var retirement: Scheduled<Void>?
    private var lastError = ""

    init(
        dialogue: SMTPDialogue,
        timeouts: SMTPTimeouts,
        makeTLS: @escaping () throws -> NIOSSLClientHandler,
        opening: EventLoopPromise<NIOLoopBound<SMTPChannelHandler>>,
        standing: SessionStanding
    ) {
        self.dialogue = dialogue
        self.timeouts = timeouts
        self.makeTLS = makeTLS
        self.opening = opening
        self.standing = standing
    }

    // MARK: From the session

    func deliver(
        _ envelopes: [Envelope],
        beforeData: @escaping @Sendable (Int64) -> Bool,
        onAccepted: @escaping @Sendable (Int64) -> Void,
        promise: EventLoopPromise<[Delivery]>
    ) {
        guard batch == nil else {
            // One batch at a time: a second is told that this session is taken.
            promise.succeed(envelopes.map { Delivery(tag: $0.tag, outcome: .notSent(.sessionOver)) })
            return
        }
        batch = Batch(promise: promise, onAccepted: onAccepted)
        batch?.deliveries.reserveCapacity(envelopes.count)
        dialogue.deliver(envelopes, beforeData: beforeData)
        act()
    }

    func retire(after age: TimeAmount, on loop: any EventLoop) {
        retirement = loop.assumeIsolated().scheduleTask(in: age) { self.retire() }
    }

    func retire() {
        dialogue.retire()
        act()
    }

    func quit() {
        dialogue.quit()
        act()
    }

    func wrapUp() {
        dialogue.wrapUp()
        act()
    }

    func abort() {
        dialogue.abort()
        act()
    }

    // MARK: From the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        timer?.task.cancel()
        retirement?.cancel()
    }

    func channelActive(context: ChannelHandlerContext) {
        begin()
        context.fireChannelActive()
    }

    private func begin() {
        if dialogue.security == .implicitTLS {
            dialogue.isHandshaking = true
        } else {
            dialogue.connected()
        }
        act()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            if dialogue.security == .implicitTLS {
                dialogue.isHandshaking = false
                dialogue.connected()
            } else {
                dialogue.secured()
            }
            act()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        dialogue.received(unwrapInboundIn(data).readableBytesView)
        act()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        lastError = dialogue.isHandshaking ? handshakeTrouble(error, context) : RouteFault.words(for: error)
        if dialogue.isHandshaking {
            dialogue.handshakeFailed(detail: lastError)
        } else {
            dialogue.disconnected(detail: lastError)
        }
        act()
    }

    private func handshakeTrouble(_ error: any Error, _ context: ChannelHandlerContext) -> String {
        let tls = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
        return RouteFault.words(for: error, certificate: tls?.peerCertificate)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if dialogue.isHandshaking {
            dialogue.handshakeFailed(detail: lastError.isEmpty ? "the server closed the connection" : lastError)
        } else {
            dialogue.disconnected(detail: lastError)
        }
        act()
        context.fireChannelInactive()
    }

    // MARK: What the dialogue decided

    private func act() {
        flush()
        let events = dialogue.events
        dialogue.events.removeAll(keepingCapacity: true)
        // Before the promises: whoever they wake sees whether the session can go on.
        standing.isUsable = dialogue.isUsable
        for event in events { act(on: event) }
        keepTime()
    }

    private func flush() {
        guard dialogue.output.readableBytes > 0, let context else { return }
        if let end = dialogue.contentEnd {
            contentLeft = unwritten.readableBytes + end
            dialogue.contentEnd = nil
            dialogue.isContentHeldBack = true
        }
        if unwritten.readableBytes == 0 {
            unwritten = dialogue.output
        } else {
            unwritten.writeImmutableBuffer(dialogue.output)
        }
        dialogue.output = context.channel.allocator.buffer(capacity: 0)
        writeBlocks(context)
    }

    private func writeBlocks(_ context: ChannelHandlerContext) {
        guard !isInWriteLoop else { return }
        isInWriteLoop = true
        defer { isInWriteLoop = false }
        while !isWriting, let block = unwritten.readSlice(length: min(Self.block, unwritten.readableBytes)),
            block.readableBytes > 0
        {
            if unwritten.readableBytes == 0 { unwritten = ByteBuffer() }
            contentLeft = max(0, contentLeft - block.readableBytes)
            dialogue.isContentHeldBack = contentLeft > 0
            isWriting = true
            context.writeAndFlush(wrapOutboundOut(block)).assumeIsolated().whenComplete { result in
                self.isWriting = false
                guard case .success = result else { return self.unwritten.clear() }
                self.blocksWritten += 1
                if let context = self.context { self.writeBlocks(context) }
                // In the loop itself the caller keeps the time.
                if !self.isInWriteLoop { self.keepTime() }
            }
        }
    }

    private func act(on event: SMTPDialogue.Event) {
        switch event {
        case .beginTLS:
            beginTLS()
        case .opened:
            guard let context else { return }
            opening.succeed(NIOLoopBound(self, eventLoop: context.eventLoop))
        case .settled(let tag, let outcome):
            if case .accepted = outcome { batch?.onAccepted(tag) }
            batch?.deliveries.append(Delivery(tag: tag, outcome: outcome))
        case .batchDone:
            let done = batch
            batch = nil
            done?.promise.succeed(done?.deliveries ?? [])
        case .failed(let fault):
            opening.fail(fault)
        case .close:
            unwritten.clear()
            opening.fail(RouteFault(.disconnected, at: .greeting))
            context?.close(promise: nil)
        }
    }

    private func beginTLS() {
        guard let context else { return }
        do {
            try context.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
        } catch {
            dialogue.handshakeFailed(detail: RouteFault.words(for: error))
            act()
        }
    }

    /// Moves the deadline; the timer is only set anew where it would fire too late, and looks again when it fires.
    private func keepTime() {
        guard let phase = dialogue.phase, let context else {
            deadline = nil
            return
        }
        let pace = Pace(turns: dialogue.turns, blocks: blocksWritten, isWriting: isWriting)
        guard deadline == nil || pace != self.pace else { return }
        self.pace = pace
        let patience = isWriting && phase == .content ? timeouts.dataBlock : timeouts[phase]
        let due = NIODeadline.now() + TimeAmount(patience)
        deadline = due
        guard timer.map({ $0.due > due }) ?? true else { return }
        timer?.task.cancel()
        setTimer(due, context: context)
    }

    private func setTimer(_ due: NIODeadline, context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { self.timerFired() }
        timer = (task, due)
    }

    private func timerFired() {
        timer = nil
        guard let deadline, let context else { return }
        guard deadline <= .now() else { return setTimer(deadline, context: context) }
        dialogue.timedOut()
        act()
    }
}
