/// Who we are to a relay (RFC 4954); only ever said under verified TLS.
public struct SMTPCredentials: Sendable, Hashable {
    /// How it is said; nil for the best that the server offers: PLAIN, then LOGIN.
    public var mechanism: Mechanism?
    /// The account's name.
    public var user: String
    /// Where its password or token is found.
    public var secret: SMTPSecretSource

    /// Makes credentials.
    public init(mechanism: Mechanism? = nil, user: String, secret: SMTPSecretSource) {
        self.mechanism = mechanism
        self.user = user
        self.secret = secret
    }

    /// The mechanisms of AUTH that we know.
    public enum Mechanism: String, Sendable, Hashable, CaseIterable {
        /// RFC 4616.
        case plain
        /// User and password, each on a line of its own; never standardised, offered by Exchange still.
        case login
        /// An OAuth 2.0 bearer token, as Google and Microsoft take it.
        case xoauth2
    }
}

extension SMTPCredentials: CustomStringConvertible {
    /// The mechanism; the account is often somebody's address and stays out of logs.
    public var description: String { "credentials (\(mechanism?.rawValue ?? "best offered"))" }
}
