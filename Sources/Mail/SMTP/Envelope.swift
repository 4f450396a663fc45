/// A letter as a server takes it: who answers for it, who gets it, and its bytes.
public struct Envelope: Sendable {
    /// The envelope sender (RFC 5321 `MAIL FROM`); empty for a message that must not bounce.
    public let sender: String
    /// The envelope recipient (RFC 5321 `RCPT TO`).
    public let recipient: String
    /// The message with CRLF line ends, dots not stuffed.
    public let message: [UInt8]
    /// The caller's name for the letter; unique in a batch.
    public let tag: Int64

    /// Makes an envelope; the addresses are looked at when the letter's turn comes.
    public init(sender: String, recipient: String, message: [UInt8], tag: Int64) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
        self.tag = tag
    }

    /// Whether both addresses can stand in a command line without changing it.
    var isSafe: Bool {
        !recipient.isEmpty && Self.fits(recipient) && Self.fits(sender)
    }

    /// Whether an address needs SMTPUTF8 (RFC 6531).
    var isInternationalised: Bool {
        recipient.utf8.contains { $0 >= 0x80 } || sender.utf8.contains { $0 >= 0x80 }
    }

    private static func fits(_ address: String) -> Bool {
        address.utf8.count <= 320
            && address.utf8.allSatisfy {
                $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
            }
    }
}
