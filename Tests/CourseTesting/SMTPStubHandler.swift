import NIOCore
import NIOSSL

/// One connection of the stub: reads lines, answers as the behaviour says.
final class SMTPStubHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let stub: SMTPStub
    private let tls: NIOSSLContext?
    private var isSecured: Bool
    private var unread: [UInt8] = []
    private var content: [UInt8]?
    private var sender: String?
    private var recipients: [String] = []
    private var isStalled = false
    private var isAuthenticated = false
    private var exchange: StubExchange?
    private var output = ByteBuffer()

    init(stub: SMTPStub, tls: NIOSSLContext?, isSecured: Bool) {
        self.stub = stub
        self.tls = tls
        self.isSecured = isSecured
    }

    func channelActive(context: ChannelHandlerContext) {
        if answer("", at: .connect, context) {
            answer("220 stub.example ESMTP", at: .banner, context)
            flush(context)
        } else if !isStalled {
            isStalled = true
            flush(context)
            context.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unread.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        var start = 0
        while !isStalled, let end = unread[start...].firstIndex(of: 0x0A) {
            let line = unread[start...end]
            start = end + 1
            if content != nil {
                takeContent(line, context)
            } else if exchange != nil {
                takeResponse(String(decoding: line, as: UTF8.self).trimmed)
            } else {
                takeCommand(String(decoding: line, as: UTF8.self).trimmed, context)
            }
        }
        unread.removeSubrange(..<start)
        flush(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Answers

    private func say(_ reply: String) {
        output.writeString(reply + "\r\n")
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        output = ByteBuffer()
    }

    /// The good reply, or what the behaviour puts in its place; true where it was the good one.
    @discardableResult
    private func answer(_ good: String, at phase: SMTPStub.Phase, _ context: ChannelHandlerContext) -> Bool {
        switch stub.fault(at: phase, recipient: recipients.last ?? "") {
        case nil:
            if !good.isEmpty { say(good) }
            return true
        case .reply(let reply): say(reply)
        case .raw(let bytes): output.writeBytes(bytes)
        case .stall: isStalled = true
        case .disconnect:
            isStalled = true
            flush(context)
            context.close(promise: nil)
        case .deafness:
            say(good)
            flush(context)
            isStalled = true
            _ = context.channel.setOption(.autoRead, value: false)
        }
        return false
    }

    // MARK: Commands

    private func takeCommand(_ line: String, _ context: ChannelHandlerContext) {
        stub.note(command: line)
        switch line.split(separator: " ").first?.uppercased() ?? "" {
        case "EHLO": takeEHLO(context)
        case "HELO": answer("250 stub.example", at: .hello, context)
        case "STARTTLS": takeStartTLS(context)
        case "AUTH": takeAuthentication(line, context)
        case "MAIL":
            if stub.behaviour.wantsAuthentication, !isAuthenticated { return say("530 5.7.0 Authentication required") }
            if sender != nil { return say("503 5.5.1 nested MAIL") }
            if answer("250 2.1.0 ok", at: .mail, context) { sender = address(line) }
        case "RCPT": takeRecipient(line, context)
        case "DATA":
            if recipients.isEmpty { return say("554 5.5.1 no valid recipients") }
            if answer("354 go on", at: .data, context) { content = [] }
        case "RSET":
            forget()
            say("250 2.0.0 ok")
        case "QUIT":
            if answer("221 2.0.0 bye", at: .quit, context) {
                flush(context)
                context.close(promise: nil)
            }
        default: say("500 5.5.2 not known")
        }
    }

    private func takeEHLO(_ context: ChannelHandlerContext) {
        let behaviour = stub.behaviour
        guard behaviour.knowsEHLO else { return say("500 5.5.2 not known") }
        var lines = ["stub.example"] + behaviour.keywords
        if behaviour.offersPipelining { lines.append("PIPELINING") }
        if tls != nil, !isSecured { lines.append("STARTTLS") }
        if offersAuthentication { lines.append("AUTH " + behaviour.mechanisms.joined(separator: " ")) }
        lines.append("ENHANCEDSTATUSCODES")
        let reply = lines.enumerated().map { "250\($0.offset == lines.count - 1 ? " " : "-")\($0.element)" }
        answer(reply.joined(separator: "\r\n"), at: .hello, context)
    }

    private func takeStartTLS(_ context: ChannelHandlerContext) {
        guard let tls, !isSecured else { return say("502 5.5.1 no TLS here") }
        guard answer("220 2.0.0 go on", at: .startTLS, context) else { return }
        output.writeString(stub.behaviour.injectedBeforeTLS)
        flush(context)
        isSecured = true
        forget()
        do {
            let handler = NIOSSLServerHandler(context: tls)
            try context.pipeline.syncOperations.addHandler(handler, position: .first)
        } catch {
            context.close(promise: nil)
        }
    }

    private var offersAuthentication: Bool {
        guard !stub.behaviour.mechanisms.isEmpty else { return false }
        switch stub.behaviour.authentication {
        case .everywhere: return true
        case .underTLS: return isSecured
        case .inClearOnly: return !isSecured
        }
    }

    private func takeAuthentication(_ line: String, _ context: ChannelHandlerContext) {
        let words = line.split(separator: " ").map(String.init)
        guard offersAuthentication, words.count > 1, stub.behaviour.mechanisms.contains(words[1]) else {
            return say("504 5.5.4 no such mechanism")
        }
        guard !isAuthenticated else { return say("503 5.5.1 once is enough") }
        guard answer("", at: .auth, context) else { return }
        exchange = StubExchange(mechanism: words[1])
        if words.count > 2 {
            takeResponse(words[2])
        } else {
            say("334 \(exchange?.challenge ?? "")")
        }
    }

    private func takeResponse(_ line: String) {
        guard let next = exchange?.take(line) else { return }
        switch next {
        case .goOn(let challenge): say("334 \(challenge)")
        case .refuse:
            exchange = nil
            say("535 5.7.8 Error: authentication failed")
        case .check(let user, let secret):
            let mechanism = exchange?.mechanism ?? ""
            isAuthenticated = stub.attempt(mechanism, user, secret)
            if isAuthenticated {
                exchange = nil
                say("235 2.7.0 Authentication successful")
            } else if mechanism == "XOAUTH2" {
                exchange?.isRefused = true
                say("334 eyJzdGF0dXMiOiI0MDEifQ==")
            } else {
                exchange = nil
                say("535 5.7.8 Error: authentication failed")
            }
        }
    }

    private func takeRecipient(_ line: String, _ context: ChannelHandlerContext) {
        guard sender != nil else { return say("503 5.5.1 MAIL first") }
        recipients.append(address(line))
        if !answer("250 2.1.5 ok", at: .recipient, context) { recipients.removeLast() }
    }

    private func address(_ line: String) -> String {
        guard let open = line.firstIndex(of: "<"), let close = line.lastIndex(of: ">") else { return "" }
        return String(line[line.index(after: open)..<close])
    }

    private func forget() {
        sender = nil
        recipients = []
        content = nil
    }

    // MARK: Content

    private func takeContent(_ line: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
        guard line.elementsEqual([0x2E, 0x0D, 0x0A]) else {
            content?.append(contentsOf: line.first == 0x2E ? line.dropFirst() : line)
            return
        }
        let message = SMTPStub.Received(
            sender: sender ?? "",
            recipients: recipients,
            bytes: content ?? [],
            isSecured: isSecured
        )
        content = nil
        let delay = stub.behaviour.acceptDelay
        if delay > .zero {
            flush(context)
            isStalled = true
            stub.notePending(1)
            // The flag holds the connection's next lines back until this one is answered.
            context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
                self.isStalled = false
                self.finish(message, context)
                self.flush(context)
                self.stub.notePending(-1)
                self.channelRead(context: context, data: NIOAny(ByteBuffer()))
            }
        } else {
            finish(message, context)
        }
    }

    private func finish(_ message: SMTPStub.Received, _ context: ChannelHandlerContext) {
        let keepsUnanswered = stub.behaviour.keepsUnanswered
        let isRefused = if case .reply = stub.behaviour.faults[.content] { true } else { false }
        if answer("250 2.0.0 taken", at: .content, context) || keepsUnanswered && !isRefused { stub.take(message) }
        forget()
    }
}

extension String {
    fileprivate var trimmed: String {
        String(self[..<(lastIndex { !$0.isNewline && $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}
