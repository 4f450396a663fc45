import Crypto

/// One file of the schema: what it is called and what it does.
public struct Migration: Hashable, Sendable {
    /// The file's name, `NNNN_words.sql`.
    public let name: String
    /// The statements, run in one transaction.
    public let text: String

    /// Makes a migration.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The SHA-256 of the text, in hexadecimal.
    public var checksum: String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: Array(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The number that the name begins with; nil where the name is no migration's.
    var number: Int? {
        let parts = name.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
            parts[1].hasSuffix(".sql"), parts[1].utf8.count > 4
        else { return nil }
        return Int(parts[0])
    }

    /// The line of a position in the text, counted from 1, as an error gives it.
    func line(at position: Int) -> Int {
        text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" } + 1
    }
}
