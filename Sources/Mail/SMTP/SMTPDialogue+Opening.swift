import NIOCore

/// Greeting, EHLO with the HELO fallback, STARTTLS and the second EHLO; then `SMTPDialogue+Authentication.swift`.
extension SMTPDialogue {
    mutating func takeOpening(_ reply: SMTPReply, for expected: Expectation) {
        switch expected {
        case .greeting: takeGreeting(reply)
        case .ehlo: takeEHLO(reply)
        case .helo: takeHELO(reply)
        case .authentication: takeAuthentication(reply)
        default: takeStartTLS(reply)
        }
    }

    private mutating func takeGreeting(_ reply: SMTPReply) {
        switch reply.severity {
        case .completion where reply.code == 220: sayEHLO()
        case .transient, .permanent: fail(.refused, at: .greeting, reply: reply)
        case .completion, .intermediate: fail(.nonsense, at: .greeting, reply: reply)
        }
    }

    private mutating func takeEHLO(_ reply: SMTPReply) {
        switch reply.severity {
        case .completion:
            capabilities = SMTPCapabilities(reply)
            secureOrOpen()
        case .permanent where isSecured || security != .startTLSRequired:
            // A server that does not know EHLO may know HELO (RFC 5321 §3.2); STARTTLS it cannot know.
            output.writeString("HELO \(heloName)\r\n")
            expectations.append(.helo)
        case .permanent: fail(.tlsUnavailable, at: .hello, reply: reply)
        case .transient: fail(.refused, at: .hello, reply: reply)
        case .intermediate: fail(.nonsense, at: .hello, reply: reply)
        }
    }

    private mutating func takeHELO(_ reply: SMTPReply) {
        switch reply.severity {
        case .completion:
            capabilities = .none
            authenticateOrOpen()
        case .transient, .permanent: fail(.refused, at: .hello, reply: reply)
        case .intermediate: fail(.nonsense, at: .hello, reply: reply)
        }
    }

    private mutating func secureOrOpen() {
        switch security {
        case _ where isSecured: authenticateOrOpen()
        case .none, .implicitTLS: authenticateOrOpen()
        case .startTLSIfOffered where !capabilities.startTLS: authenticateOrOpen()
        case .startTLSRequired where !capabilities.startTLS: fail(.tlsUnavailable, at: .hello)
        case .startTLSIfOffered, .startTLSRequired:
            output.writeStaticString("STARTTLS\r\n")
            expectations.append(.startTLS)
        }
    }

    private mutating func takeStartTLS(_ reply: SMTPReply) {
        switch reply.severity {
        case .completion:
            // Whatever came with the 220 was not protected: it is thrown away unread (RFC 3207 §4.2).
            discardUnread()
            isHandshaking = true
            events.append(.beginTLS)
        case .transient, .permanent:
            if security == .startTLSRequired {
                fail(.tlsUnavailable, at: .startTLS, reply: reply)
            } else {
                authenticateOrOpen()
            }
        case .intermediate: fail(.nonsense, at: .startTLS, reply: reply)
        }
    }

    /// The handshake is done: what was learned in clear is forgotten and asked again (RFC 3207 §4.2).
    mutating func secured() {
        guard isHandshaking else { return }
        isHandshaking = false
        isSecured = true
        capabilities = .none
        discardUnread()
        sayEHLO()
    }

    /// The handshake failed, or the certificate did not verify.
    mutating func handshakeFailed(detail: String) {
        fail(.tlsFailed, at: .handshake, detail: detail)
    }

    private mutating func sayEHLO() {
        turns += 1
        output.writeString("EHLO \(heloName)\r\n")
        expectations.append(.ehlo)
    }

    mutating func open() {
        state = .idle
        events.append(.opened)
    }
}
