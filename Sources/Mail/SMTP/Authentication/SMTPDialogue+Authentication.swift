import Foundation
import NIOCore

/// AUTH (RFC 4954): after the second EHLO, under verified TLS, once.
extension SMTPDialogue {
    /// What is said of us.
    struct Login: Sendable {
        let mechanism: SMTPCredentials.Mechanism?
        let user: String
        let secret: SMTPSecret
    }

    /// An exchange under way: what answers the server's next challenges.
    struct Exchange: Sendable {
        /// In base64 already.
        var responses: [String]
        /// XOAUTH2 tells an error by one more challenge, which wants an empty answer before the refusal comes.
        var awaitsError: Bool
    }

    /// The most octets of a line of the exchange, its end included (RFC 4954 §4).
    static let longestResponse = 12_288
    /// The most octets of a command line, its end included (RFC 5321 §4.5.3.1.4).
    private static let longestCommand = 512

    /// Says who we are where that is wanted; else the session is open.
    mutating func authenticateOrOpen() {
        guard let login else { return open() }
        // Where TLS is taken as offered, nobody has looked at the certificate.
        guard isSecured, security.isVerified else {
            return fail(.authUnavailable, at: .authentication, detail: "credentials are sent under verified TLS only")
        }
        guard let mechanism = Self.choice(login.mechanism, among: capabilities.mechanisms) else {
            let wanted = login.mechanism.map { "AUTH \($0.rawValue.uppercased())" } ?? "AUTH PLAIN or LOGIN"
            return fail(.authUnavailable, at: .authentication, detail: "the server does not offer \(wanted) under TLS")
        }
        begin(mechanism, login)
    }

    private static func choice(
        _ wanted: SMTPCredentials.Mechanism?,
        among offered: Set<SMTPCredentials.Mechanism>
    ) -> SMTPCredentials.Mechanism? {
        // Not XOAUTH2 unasked: it would hand a password over as a token.
        (wanted.map { [$0] } ?? [.plain, .login]).first { offered.contains($0) }
    }

    private mutating func begin(_ mechanism: SMTPCredentials.Mechanism, _ login: Login) {
        var responses = Self.responses(mechanism, login)
        guard responses.allSatisfy({ $0.utf8.count + 2 <= Self.longestResponse }) else {
            let detail = "the credentials are longer than \(Self.longestResponse) octets"
            return fail(.authUnavailable, at: .authentication, detail: detail)
        }
        var command = "AUTH \(mechanism.rawValue.uppercased())"
        // LOGIN's server speaks first; the others save a round trip where the command line has room (RFC 4954 §4).
        if mechanism != .login, command.utf8.count + responses[0].utf8.count + 3 <= Self.longestCommand {
            command += " \(responses.removeFirst())"
        }
        exchange = Exchange(responses: responses, awaitsError: mechanism == .xoauth2)
        output.writeString("\(command)\r\n")
        expectations.append(.authentication)
    }

    private static func responses(_ mechanism: SMTPCredentials.Mechanism, _ login: Login) -> [String] {
        let user = Array(login.user.utf8)
        let secret = login.secret.bytes
        let parts: [[UInt8]] =
            switch mechanism {
            case .plain: [[0] + user + [0] + secret]
            case .login: [user, secret]
            case .xoauth2: [Array("user=".utf8) + user + Array("\u{1}auth=Bearer ".utf8) + secret + [1, 1]]
            }
        return parts.map { Data($0).base64EncodedString() }
    }

    mutating func takeAuthentication(_ reply: SMTPReply) {
        switch reply.severity {
        case .completion:
            exchange = nil
            login = nil
            isAuthenticated = true
            open()
        case .intermediate: answerChallenge(reply)
        case .transient, .permanent: fail(.authFailed, at: .authentication, reply: reply)
        }
    }

    private mutating func answerChallenge(_ reply: SMTPReply) {
        guard reply.code == 334, var exchange else { return fail(.nonsense, at: .authentication, reply: reply) }
        if !exchange.responses.isEmpty {
            output.writeString("\(exchange.responses.removeFirst())\r\n")
        } else if exchange.awaitsError {
            exchange.awaitsError = false
            output.writeStaticString("\r\n")
        } else {
            return fail(.nonsense, at: .authentication, reply: reply)
        }
        self.exchange = exchange
        expectations.append(.authentication)
    }
}
