extension SMTPSinkProcess {
    /// Where in a session something goes wrong.
    public enum Step: String, Sendable, Hashable, CaseIterable {
        /// The connection itself, answered by the banner.
        case connect = "CONNECT"
        case helo = "HELO"
        case ehlo = "EHLO"
        case mail = "MAIL"
        case recipient = "RCPT"
        case data = "DATA"
        /// The final dot.
        case content = "."
        case reset = "RSET"
        case quit = "QUIT"
    }

    /// What goes wrong, in every session and each time, as smtp-sink(1) has it.
    ///
    /// A kind holds all its steps: of two faults of one kind, the sink looks at the last only (but delays add up).
    /// Rejections take PIPELINING away.
    public enum Fault: Sendable, Hashable {
        /// 450 4.3.0 at each of these steps, or what `softReply` says (`-r`).
        case softReject([Step])
        /// 500 5.3.0 at each of these steps, or what `hardReply` says (`-f`).
        case hardReject([Step])
        /// The code and text of all soft rejections (`-b`).
        case softReply(String)
        /// The code and text of all hard rejections (`-B`).
        case hardReply(String)
        /// The connection is closed without a reply at each of these steps (`-q`).
        case disconnect([Step])
        /// 421 and the connection is closed at each of these steps (`-Q`).
        case closing([Step])
        /// The reply to this step is held back for so many seconds (`-W`).
        case delay(Step, seconds: Int)
        /// Content is not read for so many seconds after DATA's 354 (`-H`).
        case slowToRead(seconds: Int)
        /// So many seconds after DATA's 354, 550 comes unasked in the midst of the content, and the connection is closed (`-A`).
        case abort(seconds: Int)

        /// The options that make it so.
        var options: [String] {
            switch self {
            case .softReject(let steps): ["-r", Self.list(steps)]
            case .hardReject(let steps): ["-f", Self.list(steps)]
            case .softReply(let reply): ["-b", reply]
            case .hardReply(let reply): ["-B", reply]
            case .disconnect(let steps): ["-q", Self.list(steps)]
            case .closing(let steps): ["-Q", Self.list(steps)]
            case .delay(let step, let seconds): ["-W", "\(step.rawValue):\(seconds)"]
            case .slowToRead(let seconds): ["-H", "\(seconds)"]
            case .abort(let seconds): ["-A", "\(seconds)"]
            }
        }

        private static func list(_ steps: [Step]) -> String { steps.map(\.rawValue).joined(separator: ",") }
    }
}
