/// What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).
struct SMTPCapabilities: Sendable, Hashable {
    /// RFC 2920: commands may be sent in groups.
    var pipelining = false
    /// RFC 3207.
    var startTLS = false
    /// RFC 6531: addresses beyond ASCII.
    var internationalisedAddresses = false
    /// RFC 1870: SIZE is understood.
    var size = false
    /// RFC 1870: the largest message in octets, where the server names one.
    var largestMessage: Int?

    /// Of a server that knows HELO only.
    static let none = SMTPCapabilities()

    private init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.split(separator: " ")
            switch words.first?.uppercased() {
            case "PIPELINING": pipelining = true
            case "STARTTLS": startTLS = true
            case "SMTPUTF8": internationalisedAddresses = true
            case "SIZE":
                size = true
                if words.count > 1, let limit = Int(words[1]), limit > 0 { largestMessage = limit }
            default: break
            }
        }
    }

    /// The answer that this server would give to a letter, known before it is asked; nil where it may be asked.
    func refusal(of envelope: Envelope) -> SMTPReply? {
        guard envelope.isSafe else {
            return SMTPReply(code: 553, enhanced: EnhancedStatus(5, 1, 3), text: "not an address SMTP can carry")
        }
        if let largestMessage, envelope.message.count > largestMessage {
            return SMTPReply(code: 552, enhanced: EnhancedStatus(5, 3, 4), text: "larger than the server takes")
        }
        if envelope.isInternationalised, !internationalisedAddresses {
            return SMTPReply(code: 550, enhanced: EnhancedStatus(5, 6, 7), text: "the server lacks SMTPUTF8")
        }
        return nil
    }
}
