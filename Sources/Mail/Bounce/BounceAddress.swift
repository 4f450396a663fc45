public import Foundation

/// The envelope senders of one mailbox: `bounce@x.example` becomes `bounce+<token><code>@x.example` for each letter.
///
/// The code is HMAC-SHA256 over the token and the mailbox's domain, cut to 80 bits: nobody can make up a report for a letter that
/// they have not seen. Token and code are 42 letters and digits of base32, in whatever case they come back.
public struct BounceAddress: Sendable {
    private static let codeOctets = 10
    private static let tokenOctets = 16
    /// What sets these codes apart from whatever else the key may sign.
    private static let purpose = Array("tandem bounce 1\0".utf8)

    private let key: SigningKey
    private let domain: String
    /// The local part and the plus sign, in lower case.
    private let prefix: String
    private let written: String

    /// Makes the addresses of a mailbox with room for a token: a local part of at most 21 octets, in ASCII.
    ///
    /// - Throws: `BounceAddressFault`.
    public init(mailbox: String, key: SigningKey) throws(BounceAddressFault) {
        do throws(MailboxFault) {
            try Mailbox.validate(mailbox)
        } catch {
            throw .mailbox(error)
        }
        guard mailbox.utf8.allSatisfy({ $0 < 0x80 }), let at = mailbox.lastIndex(of: "@") else { throw .notASCII }
        written = mailbox[..<at] + "+"
        prefix = written.lowercased()
        domain = mailbox[mailbox.index(after: at)...].lowercased()
        self.key = key
        guard written.utf8.count + 42 <= 64, written.utf8.count + 43 + domain.utf8.count <= 254 else { throw .tooLong }
    }

    /// The envelope sender of a letter.
    public func address(for token: UUID) -> String {
        "\(written)\(envelopeID(for: token))@\(domain)"
    }

    /// The same token and code alone, for `ENVID` (RFC 3461 §4.4): 42 octets that need no xtext.
    public func envelopeID(for token: UUID) -> String {
        let octets = withUnsafeBytes(of: token.uuid) { Array($0) }
        return Base32.encode(octets + code(over: octets))
    }

    /// Whose letter an address is of; angle brackets around it are allowed.
    ///
    /// What stands behind this mailbox's plus sign and is none of our tokens is `forged`; the mailbox alone, and any other
    /// address, are `none`.
    public func token(in address: String) -> BounceToken {
        guard address.utf8.count <= 512 else { return .none }
        let bytes = address.utf8.map(\.asciiLowercased).drop(while: Self.isAround)
        let address = bytes.prefix(upTo: (bytes.lastIndex { !Self.isAround($0) } ?? bytes.startIndex - 1) + 1)
        guard address.starts(with: prefix.utf8), let at = address.lastIndex(of: UInt8(ascii: "@")),
            address[(at + 1)...].elementsEqual(domain.utf8)
        else { return .none }
        return check(address[..<at].dropFirst(prefix.utf8.count))
    }

    /// Whose letter an envelope's identifier is of: any that is not as long as ours, or not of our alphabet, is none.
    func token(inEnvelopeID text: String) -> BounceToken {
        let bytes = text.utf8.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
        guard bytes.count == 42, Base32.decode(bytes) != nil else { return .none }
        return check(bytes)
    }

    // MARK: The code

    private func check(_ text: some Collection<UInt8>) -> BounceToken {
        guard text.count == 42, let octets = Base32.decode(text),
            octets.count == Self.tokenOctets + Self.codeOctets
        else { return .forged }
        let token = Array(octets.prefix(Self.tokenOctets))
        // As long for every code, so that nobody can find one octet after the other.
        var difference: UInt8 = 0
        for (one, other) in zip(code(over: token), octets.suffix(Self.codeOctets)) { difference |= one ^ other }
        guard difference == 0 else { return .forged }
        return .genuine(UUID(uuid: token.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }))
    }

    private func code(over token: [UInt8]) -> [UInt8] {
        key.code(over: Self.purpose + token + Array(domain.utf8), octets: Self.codeOctets)
    }

    private static func isAround(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }
}

/// Why a mailbox can have no bounce addresses; it never holds the address.
public enum BounceAddressFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is no address.
    case mailbox(MailboxFault)
    /// It has letters beyond ASCII: a report must find its way through any server.
    case notASCII
    /// There is no room for a token: 43 octets beside a local part of 64.
    case tooLong

    /// One clause.
    public var description: String {
        switch self {
        case .mailbox(let fault): "\(fault)"
        case .notASCII: "the address of the bounces' mailbox has letters beyond ASCII"
        case .tooLong:
            "what stands before the @ of the bounces' mailbox is longer than 21 octets, or the whole than 211"
        }
    }
}
