/// What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).
struct SMTPCapabilities: Sendable, Hashable {
    /// RFC 2920: commands may be sent in groups.
    var pipelining = false
    /// RFC 3207.
    var startTLS = false
    /// RFC 6531: addresses beyond ASCII.
    var internationalisedAddresses = false
    /// RFC 6152: messages beyond seven bits.
    var eightBitMIME = false
    /// RFC 3461: delivery reports may be asked for.
    var deliveryReports = false
    /// RFC 1870: SIZE is understood.
    var size = false
    /// RFC 1870: the largest message in octets, where the server names one.
    var largestMessage: Int?
    /// RFC 4954: the mechanisms of AUTH that we know too.
    var mechanisms: Set<SMTPCredentials.Mechanism> = []

    /// Of a server that knows HELO only.
    static let none = SMTPCapabilities()

    private init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            // Servers before RFC 2554, and some for the sake of old clients still, write `AUTH=LOGIN`.
            let words = line.split { $0 == " " || $0 == "=" }
            switch words.first?.uppercased() {
            case "PIPELINING": pipelining = true
            case "STARTTLS": startTLS = true
            case "SMTPUTF8": internationalisedAddresses = true
            case "8BITMIME": eightBitMIME = true
            case "DSN": deliveryReports = true
            case "AUTH":
                mechanisms.formUnion(words.dropFirst().compactMap { .init(rawValue: $0.lowercased()) })
            case "SIZE":
                size = true
                if words.count > 1, let limit = Int(words[1]), limit > 0 { largestMessage = limit }
            default: break
            }
        }
    }

    /// The answer that this server would give to a letter, known before it is asked; nil where it may be asked.
    func refusal(of envelope: Envelope) -> (reply: SMTPReply, means: FailureClass)? {
        guard envelope.hasSafeRecipient else {
            let reply = SMTPReply(code: 553, enhanced: EnhancedStatus(5, 1, 3), text: "not an address SMTP can carry")
            return (reply, .address)
        }
        guard envelope.hasSafeSender else {
            let reply = SMTPReply(code: 553, enhanced: EnhancedStatus(5, 1, 7), text: "not a sender SMTP can carry")
            return (reply, .letter)
        }
        if let largestMessage, envelope.message.count > largestMessage {
            let reply = SMTPReply(code: 552, enhanced: EnhancedStatus(5, 3, 4), text: "larger than the server takes")
            return (reply, .letter)
        }
        if envelope.isInternationalised, !internationalisedAddresses {
            let reply = SMTPReply(code: 550, enhanced: EnhancedStatus(5, 6, 7), text: "the server lacks SMTPUTF8")
            return (reply, .letter)
        }
        if !eightBitMIME, envelope.isEightBit {
            let reply = SMTPReply(code: 554, enhanced: EnhancedStatus(5, 6, 3), text: "the server lacks 8BITMIME")
            return (reply, .letter)
        }
        return nil
    }
}
