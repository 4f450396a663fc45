/// Where letters go, as a URL says it: `smtp://host:25?starttls=required&ca=/path`, `smtps://host`, `maildir:/folder`.
public enum Transport: Sendable, Hashable {
    /// To a relay.
    case smtp(SMTPSettings)
    /// Into a Maildir at this absolute path.
    case maildir(String)

    /// Reads a transport URL.
    ///
    /// `smtp` has port 25 and STARTTLS where offered, `smtps` port 465. Parameters: `starttls` (`none`, `offered`, `required`),
    /// `ca` (a PEM file's absolute path) and `helo` (the name given in EHLO). Credentials are `user` with `secret-file` or
    /// `secret-command` (absolute paths) and, unless the best that is offered will do, `auth` (`plain`, `login`, `xoauth2`); they need
    /// `starttls=required` or `smtps`.
    ///
    /// - Parameters:
    ///   - url: the transport URL.
    ///   - heloName: the name given in EHLO where the URL names none.
    /// - Throws: `TransportFault` with one sentence on what is wrong and what was expected.
    public init(_ url: String, heloName: String = "localhost") throws(TransportFault) {
        guard let colon = url.firstIndex(of: ":") else { throw TransportFault("has no scheme; \(Self.expected)") }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon].lowercased() {
        case "maildir": self = .maildir(try Self.folder(rest))
        case "smtp":
            self = .smtp(try Self.relay(rest, SMTPSettings(host: "", port: 25, heloName: heloName)))
        case "smtps":
            let settings = SMTPSettings(host: "", port: 465, security: .implicitTLS, heloName: heloName)
            self = .smtp(try Self.relay(rest, settings))
        case let scheme: throw TransportFault("has the scheme \"\(scheme)\"; \(Self.expected)")
        }
    }

    private static let expected = "expected smtp://host:port, smtps://host:port or maildir:/folder"

    /// Whether nothing leaves this machine: a folder, or a relay on loopback.
    public var staysHere: Bool {
        switch self {
        case .maildir: true
        case .smtp(let settings):
            settings.host == "localhost" || settings.host == "::1" || Self.isLoopback(settings.host)
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    // MARK: Parts

    private static func folder(_ rest: Substring) throws(TransportFault) -> String {
        let path = try decoded(rest.hasPrefix("//") ? rest.dropFirst(2) : rest, of: "the folder")
        guard path.hasPrefix("/"), path.count > 1 else {
            throw TransportFault("needs an absolute folder, as in maildir:/var/mail/course")
        }
        return path
    }

    private static func relay(_ rest: Substring, _ defaults: SMTPSettings) throws(TransportFault) -> SMTPSettings {
        guard rest.hasPrefix("//") else { throw TransportFault("needs // after the scheme; \(expected)") }
        let parts = rest.dropFirst(2).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var authority = parts[0]
        if authority.hasSuffix("/") { authority = authority.dropLast() }
        guard !authority.contains("@") else {
            throw TransportFault("holds a user or password before @; credentials do not belong in the URL")
        }
        guard !authority.contains("/") else { throw TransportFault("has a path after the host; none was expected") }
        var settings = defaults
        let port: Substring?
        (settings.host, port) = try hostAndPort(authority)
        if let port {
            guard let number = Int(port), (1...65535).contains(number) else {
                // Not the text itself: where a host was forgotten it is a password.
                throw TransportFault("has a port that is no number from 1 to 65535")
            }
            settings.port = number
        }
        var claims = CredentialClaims()
        for parameter in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            try apply(parameter, to: &settings, &claims)
        }
        settings.credentials = try claims.credentials(for: settings.security)
        return settings
    }

    private static func hostAndPort(_ authority: Substring) throws(TransportFault) -> (String, Substring?) {
        let host: Substring
        let port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw TransportFault("has [ without ] in the host") }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let tail = authority[authority.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { throw TransportFault("has text after ] in the host") }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else {
            let pieces = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard pieces.count <= 2 else { throw TransportFault("has an IPv6 address without [ ]") }
            host = pieces[0]
            port = pieces.count == 2 ? pieces[1] : nil
        }
        let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
        guard !host.isEmpty, isPlain else { throw TransportFault("has no usable host; \(expected)") }
        return (String(host), port)
    }

    private static func apply(
        _ parameter: Substring,
        to settings: inout SMTPSettings,
        _ claims: inout CredentialClaims
    ) throws(TransportFault) {
        let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(pair[0])
        let value = try decoded(pair.count > 1 ? pair[1] : "", of: key)
        switch key {
        case "starttls":
            guard settings.security != .implicitTLS else { throw TransportFault("is smtps, which has no starttls") }
            switch value {
            case "none": settings.security = .none
            case "offered": settings.security = .startTLSIfOffered
            case "required": settings.security = .startTLSRequired
            default: throw TransportFault("has starttls=\(value); expected none, offered or required")
            }
        case "ca":
            guard value.hasPrefix("/") else { throw TransportFault("has ca=\(value); expected an absolute path") }
            settings.authorityFile = value
        case "helo":
            guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw TransportFault("has helo=\(value); expected a host name")
            }
            settings.heloName = value
        default:
            guard try claims.take(key, value) else {
                let expected = "starttls, ca, helo, user, secret-file, secret-command or auth"
                throw TransportFault("has the unknown parameter \"\(key)\"; expected \(expected)")
            }
        }
    }

    private static func decoded(_ text: Substring, of what: String) throws(TransportFault) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let value = UInt8(Substring(digits), radix: 16)
            else {
                throw TransportFault("has a % without two hexadecimal digits in \(what)")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else {
            throw TransportFault("has bytes in \(what) that are no text")
        }
        return decoded
    }
}

/// What is wrong with a transport URL.
public struct TransportFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// One clause whose subject is the URL, as `has no scheme; expected …`.
    public let explanation: String

    init(_ explanation: String) {
        self.explanation = explanation
    }

    /// A sentence for whoever wrote the URL.
    public var description: String { "the mail transport \(explanation)" }
}
