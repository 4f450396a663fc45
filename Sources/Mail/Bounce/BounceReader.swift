/// Tells what came to a bounces' mailbox: a report of one of our letters, an automatic reply, or neither.
///
/// It takes a message as it comes, from anybody, cut short or made up, in time and memory that grow with the octets looked at, and
/// never fails. Whose letter it is about is taken from the first of these that has a token: the envelope's recipient;
/// `Delivered-To`, `X-Original-To` and the like, and `To`; the envelope's identifier in the report; the return path of the letter that
/// the report quotes.
public struct BounceReader: Sendable {
    /// Octets of a message that are looked at, from its beginning: 1 MiB.
    public static let longest = 1_048_576

    private let addresses: [BounceAddress]

    /// Makes a reader of the reports to some mailboxes; several may have the same mailbox, with a key each, while a key is replaced.
    public init(addresses: [BounceAddress]) {
        self.addresses = addresses
    }

    /// Reads a message, and the address that the mail server took it for, where that is known.
    public func read(_ message: [UInt8], recipient: String?) -> IncomingMail {
        let mail = ReturnedMail(message.prefix(Self.longest))
        let token = token(of: mail, recipient: recipient)
        return IncomingMail(kind: kind(of: mail, token: token), token: token)
    }

    /// A report counts only with a token of ours: without one it could be about anybody's letter.
    private func kind(of mail: ReturnedMail, token: BounceToken) -> IncomingMail.Kind {
        let sender = ReportSender(mail.headers)
        // Reports say that they are automatic too, so they are looked for first.
        let report =
            DeliveryReport(fields: mail.status) ?? (sender == .server ? DeliveryReport(words: mail, from: sender) : nil)
        if report == nil, AutomaticReply.recognises(mail) { return .automaticReply }
        guard case .genuine = token, let report = report ?? DeliveryReport(words: mail, from: sender)
        else { return .unrelated }
        return .report(report)
    }

    // MARK: The token

    private func token(of mail: ReturnedMail, recipient: String?) -> BounceToken {
        if let recipient, let token = decisive([self.token { $0.token(in: recipient) }]) { return token }
        for name in ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to"] {
            if let token = decisive(mail.headers.values(of: name).prefix(20).map(token(inText:))) { return token }
        }
        let identifiers = (mail.status?.envelopeIDs ?? []).prefix(20)
        if let token = decisive(identifiers.map { text in token { $0.token(inEnvelopeID: text) } }) { return token }
        let senders = (mail.status?.senders ?? []).prefix(20)
        if let token = decisive(senders.map(token(inText:))) { return token }
        for name in ["return-path", "x-envelope-from", "x-original-return-path"] {
            if let original = mail.original,
                let token = decisive(original.values(of: name).prefix(20).map(token(inText:)))
            {
                return token
            }
        }
        // A report in words has the letter's headers, if at all, among its words.
        return mail.status == nil ? token(inText: mail.text) : .none
    }

    /// A genuine one before a forged one; nil where there is neither.
    private func decisive(_ tokens: some Sequence<BounceToken>) -> BounceToken? {
        var result: BounceToken?
        for token in tokens {
            if case .genuine = token { return token }
            if token == .forged { result = token }
        }
        return result
    }

    private func token(_ find: (BounceAddress) -> BounceToken) -> BounceToken {
        decisive(addresses.lazy.map(find)) ?? .none
    }

    /// The addresses in a text are its runs of characters that stand in one.
    private func token(inText text: String) -> BounceToken {
        var found: [BounceToken] = []
        for run in text.utf8.split(whereSeparator: { !Self.standsInAddress($0) })
        where run.count <= 320 && run.contains(UInt8(ascii: "+")) && found.count < 100 {
            let address = String(decoding: run, as: UTF8.self)
            let token = token { $0.token(in: address) }
            if token != .none { found.append(token) }
        }
        return decisive(found) ?? .none
    }

    private static func standsInAddress(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-/=?^_`{|}~.@".utf8.contains(byte)
    }
}
