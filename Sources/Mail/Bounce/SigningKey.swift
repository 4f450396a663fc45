import Crypto
import Foundation
import Glibc

/// The secret that marks our own bounce addresses; it never prints itself.
public struct SigningKey: Sendable {
    /// The fewest octets a key may have.
    public static let shortest = 32
    /// The most octets that are taken for a key.
    public static let longest = 4096

    private let key: SymmetricKey

    /// Makes a key of 32 to 4096 octets.
    ///
    /// - Throws: `SigningKeyFault`.
    public init(_ bytes: [UInt8]) throws(SigningKeyFault) {
        guard bytes.count >= Self.shortest else { throw .tooShort }
        guard bytes.count <= Self.longest else { throw .tooLong }
        key = SymmetricKey(data: bytes)
    }

    /// Reads a key from a file: its octets as they are; of a file of text, without the white space at its end.
    ///
    /// - Throws: `SigningKeyFault`.
    public init(file path: String) throws(SigningKeyFault) {
        var bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK).read(atMost: Self.longest + 1)
        } catch {
            throw .unreadable(error)
        }
        // Random octets are never all of them text; an editor's line end is no part of a key.
        let isText = bytes.allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
        while isText, let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        try self.init(bytes)
    }

    /// The first octets of HMAC-SHA256 over a text (RFC 2104; cut as in its §5).
    func code(over text: [UInt8], octets: Int) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: text, using: key).prefix(octets))
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Four stars.
    public var description: String { "****" }

    /// Four stars.
    public var debugDescription: String { "****" }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
