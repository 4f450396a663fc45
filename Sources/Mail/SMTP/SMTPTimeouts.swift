/// How long a server may take for each phase.
///
/// The defaults are those of RFC 5321 §4.5.3.2, but for connecting, the handshake, AUTH and QUIT, of which it says nothing. Each
/// counts from the command to its whole reply: a server that dribbles gains no time by it.
public struct SMTPTimeouts: Sendable, Hashable {
    /// For the TCP connection.
    public var connect: Duration = .seconds(30)
    /// For the 220 (§4.5.3.2.1).
    public var greeting: Duration = .seconds(300)
    /// For EHLO and HELO.
    public var hello: Duration = .seconds(300)
    /// For STARTTLS and the handshake.
    public var handshake: Duration = .seconds(120)
    /// For AUTH and each line of its exchange.
    public var authentication: Duration = .seconds(120)
    /// For MAIL and RSET (§4.5.3.2.2).
    public var mail: Duration = .seconds(300)
    /// For RCPT (§4.5.3.2.3).
    public var recipient: Duration = .seconds(300)
    /// For the 354 (§4.5.3.2.4).
    public var data: Duration = .seconds(120)
    /// For the server to take 64 KiB of a message (§4.5.3.2.5).
    public var dataBlock: Duration = .seconds(180)
    /// For the final dot (§4.5.3.2.6).
    public var content: Duration = .seconds(600)
    /// For QUIT; the connection is closed then anyway.
    public var quit: Duration = .seconds(5)

    /// The standard's table.
    public init() {}

    /// One duration for every phase.
    public init(all duration: Duration) {
        connect = duration
        greeting = duration
        hello = duration
        handshake = duration
        authentication = duration
        mail = duration
        recipient = duration
        data = duration
        dataBlock = duration
        content = duration
        quit = duration
    }

    /// The row for one phase.
    public subscript(phase: SMTPPhase) -> Duration {
        switch phase {
        case .connect: connect
        case .greeting: greeting
        case .hello: hello
        case .startTLS, .handshake: handshake
        case .authentication: authentication
        case .mail, .reset: mail
        case .recipient: recipient
        case .data: data
        case .content: content
        case .quit: quit
        }
    }
}
