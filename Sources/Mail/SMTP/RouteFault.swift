/// A failure of the way to the relay, of which no letter is to blame.
public struct RouteFault: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public let code: Code
    /// What was being waited for.
    public let phase: SMTPPhase
    /// The server's answer, where it gave one.
    public let reply: SMTPReply?
    /// What else is known, in words of ours or of the operating system; never an address or a letter's text.
    public let detail: String

    /// Makes a fault.
    public init(_ code: Code, at phase: SMTPPhase, reply: SMTPReply? = nil, detail: String = "") {
        self.code = code
        self.phase = phase
        self.reply = reply
        self.detail = detail
    }

    /// The kinds of failure.
    public enum Code: String, Sendable, Hashable {
        /// No connection: refused, unreachable, or no such name.
        case unreachable
        /// The server answered the greeting, EHLO or HELO with 4yz or 5yz, or said that it takes no mail at all.
        case refused
        /// TLS was required and is not offered, or was refused.
        case tlsUnavailable = "tls-unavailable"
        /// The handshake failed, or the certificate did not verify.
        case tlsFailed = "tls-failed"
        /// We cannot say who we are: no secret, no TLS, no mechanism in common, or the server wants credentials that we have not.
        case authUnavailable = "auth-unavailable"
        /// The server did not take our credentials.
        case authFailed = "auth-failed"
        /// The server said 421: it is closing.
        case closing
        /// What the server says is no SMTP, or no answer to what was asked.
        case nonsense
        /// The server did not answer in time.
        case timedOut = "timed-out"
        /// The connection broke.
        case disconnected
    }
}

extension RouteFault: CustomStringConvertible {
    /// One line for the log: kind, phase, the reply's code, and the detail.
    public var description: String {
        var words = "\(code.rawValue) at \(phase.rawValue)"
        if let reply { words += ": \(reply)" }
        if !detail.isEmpty { words += " (\(detail))" }
        return words
    }
}
