import Foundation

/// John Jetmore's `swaks`, a mail client that tells the whole dialogue: what a server does is seen by other eyes than ours.
public struct Swaks: Sendable {
    /// When TLS begins.
    public enum Security: Sendable, Hashable {
        /// Never.
        case none
        /// With STARTTLS.
        case startTLS
        /// At once.
        case implicit
    }

    /// A user's name and password.
    public struct Login: Sendable, Hashable {
        /// The SASL mechanism, as `PLAIN`.
        public let mechanism: String
        /// The user.
        public let user: String
        /// The password.
        public let password: String

        /// Makes a login.
        public init(_ mechanism: String, user: String, password: String) {
            self.mechanism = mechanism
            self.user = user
            self.password = password
        }
    }

    /// The server's port on 127.0.0.1.
    public var port: Int
    /// When TLS begins.
    public var security = Security.none
    /// The PEM file of who must have signed the server's certificate; nil for anybody.
    public var authorityFile: String?
    /// Who logs in; nil for nobody.
    public var login: Login?
    /// The envelope sender.
    public var sender = "bounce+token@glostrup.example"

    /// A client for the server on a port of 127.0.0.1.
    public init(port: Int) { self.port = port }

    /// Whether it is installed (Debian's package `swaks`).
    public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/swaks") }

    /// Sends a letter, or tries to.
    ///
    /// - Parameters:
    ///   - recipient: the envelope recipient.
    ///   - messageID: the letter's Message-ID.
    /// - Returns: what was said.
    /// - Throws: what Foundation throws where swaks does not start.
    public func send(to recipient: String, messageID: String = "<1@swaks.example>") async throws -> Dialogue {
        var arguments = [
            "--server", "127.0.0.1", "--port", "\(port)", "--ehlo", "client.example", "--timeout", "30",
            "--suppress-data",
            "--from", sender, "--to", recipient, "--header", "Message-Id: \(messageID)",
        ]
        switch security {
        case .none: break
        case .startTLS: arguments += ["--tls"]
        case .implicit: arguments += ["--tls-on-connect"]
        }
        if let authorityFile { arguments += ["--tls-verify", "--tls-ca-path", authorityFile] }
        if let login {
            arguments += ["--auth", login.mechanism, "--auth-user", login.user, "--auth-password", login.password]
        }
        let result = try await Command.result(of: "swaks", arguments)
        return Dialogue(status: result.status, transcript: result.text + result.complaint)
    }

    /// What was said.
    public struct Dialogue: Sendable {
        /// How swaks ended: 0 sent, 24 no recipient taken, 28 not let in, 29 no TLS; its manual has the others.
        public let status: Int32
        /// What it printed.
        public let transcript: String

        /// The server's lines, in order.
        public var replies: [String] {
            transcript.split(separator: "\n").compactMap { line in
                // "<-  250 Ok", "<~  250 Ok" under TLS, "<** 550 No", "<~* 550 No".
                guard line.hasPrefix("<"), line.dropFirst(4).first?.isNumber == true else { return nil }
                return String(line.dropFirst(4))
            }
        }

        /// Whether the server has said a line that begins so.
        public func has(reply beginning: String) -> Bool { replies.contains { $0.hasPrefix(beginning) } }
    }
}

extension PostfixRelay {
    /// A client that does all as the relay demands it at this port, but log in.
    public func swaks(_ port: KeyPath<Ports, Int> = \.relay) -> Swaks {
        var swaks = Swaks(port: ports[keyPath: port])
        swaks.security = port == \.smtps ? .implicit : .startTLS
        swaks.authorityFile = authority.file
        return swaks
    }
}
