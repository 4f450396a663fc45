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
    /// What delivery reports are to name the letter by (RFC 3461 §4.4, ENVID); nil where none are asked for.
    public let envelopeID: String?

    /// Makes an envelope; the addresses are looked at when the letter's turn comes.
    ///
    /// With an envelope id, a server that offers DSN is asked to report failure and delay with that id and the headers only. An id
    /// of more than 100 octets as xtext is left out.
    public init(sender: String, recipient: String, message: [UInt8], tag: Int64, envelopeID: String? = nil) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
        self.tag = tag
        self.envelopeID = envelopeID
    }

    /// Whether the sender can stand in a command line without changing it.
    var hasSafeSender: Bool { Self.fits(sender) }

    /// Whether the recipient can.
    var hasSafeRecipient: Bool { !recipient.isEmpty && Self.fits(recipient) }

    /// Whether the message needs 8BITMIME (RFC 6152).
    var isEightBit: Bool {
        message.withUnsafeBytes { bytes in
            // Eight octets at a time, and those that are left over.
            var offset = 0
            while offset + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { return true }
                offset += 8
            }
            return bytes[offset...].contains { $0 >= 0x80 }
        }
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
