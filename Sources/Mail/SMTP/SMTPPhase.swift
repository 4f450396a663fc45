/// The steps of a session, named for what is being waited for.
public enum SMTPPhase: String, Sendable, Hashable, CaseIterable {
    /// The TCP connection.
    case connect
    /// The server's 220.
    case greeting
    /// The answer to EHLO or HELO.
    case hello
    /// The answer to STARTTLS.
    case startTLS = "starttls"
    /// The TLS handshake itself.
    case handshake
    /// The answer to AUTH, or to a line of its exchange.
    case authentication = "auth"
    /// The answer to MAIL.
    case mail
    /// The answer to RCPT.
    case recipient
    /// The answer to DATA.
    case data
    /// The answer to the final dot.
    case content
    /// The answer to RSET.
    case reset
    /// The answer to QUIT.
    case quit
}
