import Crypto
import Foundation

/// A secret that opens a door: 32 random octets, of which the database keeps only the SHA-256.
///
/// It prints as `****`; ``text`` is what a cookie or a link holds.
public struct Token: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The token in base64url without padding (RFC 4648 §5), 43 characters.
    public let text: String

    /// A token that nobody can guess.
    public init(using generator: inout some RandomNumberGenerator) {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=",
            with: ""
        )
    }

    /// The token that a cookie or a link holds; `nil` where that is none.
    public init?(_ text: String) {
        let digits = text.utf8
        guard digits.count == 43, digits.allSatisfy(Self.isDigit) else { return nil }
        self.text = text
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// What the database knows it by.
    var digest: [UInt8] {
        Array(SHA256.hash(data: Data(text.utf8)))
    }

    /// Four stars.
    public var description: String { "****" }

    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
