/// What a transport URL says of credentials, parameter by parameter.
struct CredentialClaims {
    private var user: String?
    private var secret: SMTPSecretSource?
    private var mechanism: SMTPCredentials.Mechanism?

    /// Takes a parameter; false where it is none of ours.
    mutating func take(_ key: String, _ value: String) throws(TransportFault) -> Bool {
        switch key {
        case "user":
            guard !value.isEmpty, value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                throw TransportFault("has a user that is empty or has control characters in it")
            }
            user = value
        case "secret-file": try take(.file(try Self.path(value, of: key)))
        case "secret-command": try take(.command(try Self.path(value, of: key)))
        case "auth":
            guard let known = SMTPCredentials.Mechanism(rawValue: value) else {
                throw TransportFault("has auth=\(value); expected plain, login or xoauth2")
            }
            mechanism = known
        default: return false
        }
        return true
    }

    private mutating func take(_ source: SMTPSecretSource) throws(TransportFault) {
        guard secret == nil else {
            throw TransportFault("has more than one secret; expected a secret-file or a secret-command")
        }
        secret = source
    }

    private static func path(_ value: String, of key: String) throws(TransportFault) -> String {
        // Not the text itself: somebody may have put the secret there.
        guard value.hasPrefix("/") else { throw TransportFault("has a \(key) that is no absolute path") }
        return value
    }

    /// The credentials, if there are any.
    func credentials(for security: SMTPSettings.Security) throws(TransportFault) -> SMTPCredentials? {
        guard let user else {
            guard secret == nil, mechanism == nil else { throw TransportFault("has credentials without a user") }
            return nil
        }
        guard let secret else { throw TransportFault("has a user without a secret-file or secret-command") }
        guard security.isVerified else {
            throw TransportFault("has credentials, which are sent under TLS only; expected starttls=required or smtps")
        }
        return SMTPCredentials(mechanism: mechanism, user: user, secret: secret)
    }
}
