import NIOCore
import NIOSSL
import NIOTLS

/// The thin driver: carries bytes between a channel and the dialogue, and keeps the dialogue's time.
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

    private var dialogue: SMTPDialogue
    private let timeouts: SMTPTimeouts
    private let makeTLS: () throws -> NIOSSLClientHandler
    private let opening: EventLoopPromise<Void>
    private let standing: SessionStanding
    private var context: ChannelHandlerContext?
    private var batch: Batch?
    private var deadline: NIODeadline?
    private var timer: (task: Scheduled<Void>, due: NIODeadline)?
    private var retirement: Scheduled<Void>?
    private var lastError = ""

    init(
        dialogue: SMTPDialogue,
        timeouts: SMTPTimeouts,
        makeTLS: @escaping () throws -> NIOSSLClientHandler,
        opening: EventLoopPromise<Void>,
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
        lastError = String(describing: error)
        if dialogue.isHandshaking {
            dialogue.handshakeFailed(detail: lastError)
        } else {
            dialogue.disconnected(detail: lastError)
        }
        act()
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
        let bytes = dialogue.output
        dialogue.output = context.channel.allocator.buffer(capacity: 0)
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    private func act(on event: SMTPDialogue.Event) {
        switch event {
        case .beginTLS:
            beginTLS()
        case .opened:
            opening.succeed(())
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
            opening.fail(RouteFault(.disconnected, at: .greeting))
            context?.close(promise: nil)
        }
    }

    private func beginTLS() {
        guard let context else { return }
        do {
            try context.pipeline.syncOperations.addHandler(makeTLS(), position: .first)
        } catch {
            dialogue.handshakeFailed(detail: String(describing: error))
            act()
        }
    }

    /// Moves the deadline; the timer is only set anew where it would fire too late, and looks again when it fires.
    private func keepTime() {
        guard let phase = dialogue.phase, let context else {
            deadline = nil
            return
        }
        let due = NIODeadline.now() + TimeAmount(timeouts[phase])
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
