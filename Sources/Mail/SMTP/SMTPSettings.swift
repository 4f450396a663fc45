/// How to reach a relay and how long to stay.
public struct SMTPSettings: Sendable, Hashable {
    /// The relay's name or address.
    public var host: String
    /// Its port, 1…65535.
    public var port: Int
    /// What is asked of TLS.
    public var security: Security
    /// The PEM file of the authority that the relay's certificate must come from; nil for the system's.
    public var authorityFile: String?
    /// Who we are to the relay; nil where it does not ask.
    public var credentials: SMTPCredentials?
    /// The name given in EHLO.
    public var heloName: String
    /// How long each phase may take.
    public var timeouts: SMTPTimeouts
    /// Letters a session carries at most; at least 1.
    public var lettersASession: Int
    /// How old a session grows before it takes no further letter.
    public var longestSession: Duration

    /// Makes settings; all but the host have a usable default.
    public init(
        host: String,
        port: Int = 25,
        security: Security = .startTLSIfOffered,
        authorityFile: String? = nil,
        credentials: SMTPCredentials? = nil,
        heloName: String = "localhost",
        timeouts: SMTPTimeouts = SMTPTimeouts(),
        lettersASession: Int = 1000,
        longestSession: Duration = .seconds(300)
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.authorityFile = authorityFile
        self.credentials = credentials
        self.heloName = heloName
        self.timeouts = timeouts
        self.lettersASession = max(1, lettersASession)
        self.longestSession = longestSession
    }

    /// What is asked of TLS.
    public enum Security: String, Sendable, Hashable, CaseIterable {
        /// Everything goes in clear.
        case none
        /// TLS where the server offers it, whatever certificate it shows (RFC 7435).
        case startTLSIfOffered
        /// TLS with a verified certificate, or nothing is sent.
        case startTLSRequired
        /// TLS with a verified certificate from the first byte (RFC 8314 §3.3).
        case implicitTLS

        /// Whether nothing is sent before the server's certificate has been verified.
        var isVerified: Bool { self == .startTLSRequired || self == .implicitTLS }
    }
}
