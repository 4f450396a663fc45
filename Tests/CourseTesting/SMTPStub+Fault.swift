extension SMTPStub {
    /// Where in a session something goes wrong, in the order of a session.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Before the server has said anything; whatever is said here, the connection is closed after it.
        case connect
        case banner, hello, startTLS, auth, mail, recipient, data
        /// The final dot.
        case content
        case quit
    }

    /// What goes wrong there.
    public enum Action: Sendable, Hashable {
        /// This reply instead of the good one; without CRLF.
        case reply(String)
        /// The connection is closed without a reply.
        case disconnect
        /// No reply ever comes.
        case stall
        /// These bytes instead of a reply, as they are.
        case raw([UInt8])
        /// The good reply, and from then on nothing more is read.
        case deafness

        /// What Postfix's `smtp-sink -r` says.
        public static let softReject = Action.reply("450 4.3.0 Error: command failed")
        /// What Postfix's `smtp-sink -f` says.
        public static let hardReject = Action.reply("500 5.3.0 Error: command failed")
        /// Another protocol's greeting.
        public static let nonsense = Action.raw(Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8))
    }

    /// One thing that goes wrong, for tables: `Fault(at: .recipient, doing: .softReject)`.
    public struct Fault: Sendable, Hashable {
        /// Where.
        public let phase: Phase
        /// What.
        public let action: Action

        /// Makes a fault.
        public init(at phase: Phase, doing action: Action) {
            self.phase = phase
            self.action = action
        }

        /// The phases of the fault matrix, nine from the connection to the final dot.
        public static let phases: [Phase] = [
            .connect, .banner, .hello, .startTLS, .auth, .mail, .recipient, .data, .content,
        ]

        /// Its five faults.
        public static let actions: [Action] = [.softReject, .hardReject, .disconnect, .stall, .nonsense]
    }
}

extension SMTPStub.Action: CustomStringConvertible {
    /// As it is named in tables.
    public var description: String {
        switch self {
        case .softReject: "soft reject"
        case .hardReject: "hard reject"
        case .nonsense: "nonsense"
        case .reply(let reply): "reply \(reply)"
        case .disconnect: "disconnect"
        case .stall: "stall"
        case .raw(let bytes): "\(bytes.count) octets"
        case .deafness: "deafness"
        }
    }
}

extension SMTPStub.Fault: CustomStringConvertible {
    /// Phase and action.
    public var description: String { "\(action) at \(phase)" }
}
