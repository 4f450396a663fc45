import Crypto
import Foundation

/// What one letter to come in by holds, and what the browser that asked for it keeps.
public struct SignInSecrets: Hashable, Sendable {
    /// In the letter's link.
    public let link: Token
    /// In the letter, to be typed at the browser that asked.
    public let code: SignInCode
    /// In a cookie of that browser: without it the code opens nothing.
    public let browser: Token

    /// Secrets that nobody can guess.
    public init(using generator: inout some RandomNumberGenerator) {
        link = Token(using: &generator)
        code = SignInCode(using: &generator)
        browser = Token(using: &generator)
    }
}

/// Six digits that open a door together with a browser's token.
///
/// It prints as `****`; ``text`` is what a letter says.
public struct SignInCode: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The six digits.
    public let text: String

    /// Any of the million.
    public init(using generator: inout some RandomNumberGenerator) {
        let number = String(Int.random(in: 0..<1_000_000, using: &generator))
        text = String(repeating: "0", count: 6 - number.count) + number
    }

    /// The code that somebody typed; `nil` where that is none.
    ///
    /// Spaces and hyphens between the digits do not matter.
    public init?(typed text: String) {
        let digits = text.filter { !$0.isWhitespace && $0 != "-" }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.text = digits
    }

    /// What the database knows it by: together with the browser's token, which is not there.
    func digest(at browser: Token) -> [UInt8] {
        Array(SHA256.hash(data: Data("\(browser.text) \(text)".utf8)))
    }

    /// Four stars.
    public var description: String { "****" }

    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
