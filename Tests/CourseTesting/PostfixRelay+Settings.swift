extension PostfixRelay {
    /// What a relay does with what it is given.
    public struct Settings: Sendable {
        /// Who may submit: passwords by user.
        public var accounts = ["tandem": "a = 1, b \\ æ"]
        /// How unknown pairs of sender and recipient are turned away at first; nil where all are welcome.
        public var greylisting: GreylistPolicy.Rule?
        /// The largest message in octets, as told in EHLO.
        public var largestMessage = 1_000_000
        /// What happens to letters to these addresses, sub-addresses included; all others of `*.example` are delivered.
        public var fates: [String: Fate] = [:]
        /// Where reports go: letters to `bounce@` and `bounce+…@` any domain of `*.example`.
        public var reports = Reports.kept
        /// More of Postfix's parameters, as for main.cf; they win over the ones above.
        public var parameters: [String: String] = [:]

        /// A relay that takes and delivers everything for `*.example`.
        public init() {}
    }

    /// What happens to the letters to one address.
    public enum Fate: Sendable, Hashable {
        /// There is nobody: 550 5.1.1 at RCPT, from the table of mailboxes.
        case unknown
        /// Refused at RCPT with 550, or 450 where the status is 4.x.x; a status and a line of text, as `5.7.1 not from you`.
        case refused(String)
        /// Taken, and then the delivery fails with this, so that Postfix returns a report; 4.x.x keeps it in the queue.
        case undeliverable(String)
        /// Taken, and handed to the SMTP server on this port of 127.0.0.1, whose refusal makes Postfix return a report.
        case forwarded(port: Int)
    }

    /// Where reports go.
    public enum Reports: Sendable, Hashable {
        /// Into a Maildir of their own.
        case kept
        /// Into a command's standard input, its exit status as in sysexits.h; `${recipient}` and others as in pipe(8).
        ///
        /// It runs as this user, who must not be root, with hardly an environment.
        case piped([String], user: String)
    }
}
