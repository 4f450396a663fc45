import Foundation
import Testing

@testable import Mail

/// The messages of `Bounces/`: `{token}` in them stands for a letter's token and code, `{forged}` for one with a wrong code.
enum BounceCorpus {
    static let mailbox = "bounce@albertslund.example"
    static let letter = UUID(uuid: (0x0D, 0x9C, 0x8F, 0x2E, 0x5A, 0x3B, 0x4C, 0x1D, 0x9E, 0x8F, 1, 2, 3, 4, 5, 6))
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Bounces")

    static func address(key: UInt8 = 7) throws -> BounceAddress {
        try BounceAddress(mailbox: mailbox, key: SigningKey([UInt8](repeating: key, count: 32)))
    }

    static var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }
                .map { String($0.dropLast(4)) }.sorted()
        }
    }

    /// A message as it comes from the wire, with CRLF.
    static func message(_ name: String) throws -> [UInt8] {
        let genuine = try address().envelopeID(for: letter)
        let forged = try address(key: 8).envelopeID(for: letter)
        // As ISO-8859-1, octets are letters, and come back as they were.
        let file = try String(contentsOf: folder.appending(path: "\(name).eml"), encoding: .isoLatin1)
        let text = file.replacing("{token}", with: genuine).replacing("{forged}", with: forged)
            .replacing("\n", with: "\r\n")
        return Array(try #require(text.data(using: .isoLatin1)))
    }
}
