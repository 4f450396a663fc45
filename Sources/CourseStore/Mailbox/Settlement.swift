/// How a claimed letter ended.
public struct Settlement: Sendable {
    let letter: Int64
    let attempt: Int32
    let outcome: Outcome
    let skip: Skip?
    let replyCode: Int16?
    let reply: String?
    let marksUnreachable: Bool
    let recipient: ClaimedLetter.Recipient

    /// Whether the server took it.
    public var isSent: Bool { outcome == .sent }

    /// How a claimed letter can end.
    public enum Outcome: String, Sendable {
        /// The server took it.
        case sent
        /// The server refused it for good, or it was not taken while it was of use.
        case failed
        /// It was not to be sent any more.
        case skipped
    }

    /// The server took it.
    public static func sent(_ letter: ClaimedLetter, replyCode: Int?, reply: String?) -> Settlement {
        Settlement(letter, .sent, replyCode: replyCode, reply: reply)
    }

    /// The server refused it for good.
    ///
    /// Where the address is at fault it gets nothing more until somebody corrects it.
    public static func failed(_ letter: ClaimedLetter, replyCode: Int?, reply: String?, isAddress: Bool) -> Settlement {
        Settlement(letter, .failed, replyCode: replyCode, reply: reply, marksUnreachable: isAddress)
    }

    /// It was not to be sent any more.
    public static func skipped(_ letter: ClaimedLetter, because skip: Skip) -> Settlement {
        Settlement(letter, .skipped, skip: skip)
    }

    private init(
        _ letter: ClaimedLetter,
        _ outcome: Outcome,
        skip: Skip? = nil,
        replyCode: Int? = nil,
        reply: String? = nil,
        marksUnreachable: Bool = false
    ) {
        self.letter = letter.id
        attempt = letter.attempt
        self.outcome = outcome
        self.skip = skip
        self.replyCode = replyCode.flatMap(Int16.init(exactly:))
        self.reply = reply
        self.marksUnreachable = marksUnreachable
        recipient = letter.recipient
    }
}

/// A claimed letter that is to be tried again later.
public struct Deferral: Sendable {
    let letter: Int64
    let attempt: Int32
    let seconds: Double
    let replyCode: Int16?
    let reply: String?

    /// Tries it again after so many seconds of its route's clock.
    public init(_ letter: ClaimedLetter, seconds: Double, replyCode: Int?, reply: String?) {
        self.letter = letter.id
        attempt = letter.attempt
        self.seconds = seconds
        self.replyCode = replyCode.flatMap(Int16.init(exactly:))
        self.reply = reply
    }
}
