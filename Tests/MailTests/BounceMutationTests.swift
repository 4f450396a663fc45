import CourseTesting
import Foundation
import Testing

@testable import Mail

/// Messages of the corpus, changed at random by a seed; `Deploy/fuzz` goes further.
struct BounceMutationTests {
    @Test(arguments: UInt64(0)..<40)
    func `changed messages are read, and hold to what is promised`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        let corpus = try BounceCorpus.names.map(BounceCorpus.message)
        for _ in 0..<500 {
            let message = Self.mutate(corpus, &random)
            let mail = reader.read(message, recipient: nil)
            guard case .report(let report) = mail.kind else { continue }
            // The code has 80 bits: chance finds none but those that stand in the corpus.
            #expect(mail.token == .genuine(BounceCorpus.letter))
            #expect(report.failure != .route)
            #expect(report.diagnostic.unicodeScalars.count <= 500)
            #expect(!report.diagnostic.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" })
        }
    }

    private static let pieces: [[UInt8]] = [
        "\r\n", "\n", "\r", "\r\n\r\n", "--", "=", "==", "=?", "?=", "\"", ":", ";", " ", "\t", "\0", "\u{FFFD}",
        "550 5.1.1 ",
        "Content-Type: multipart/mixed; boundary=\"\"\r\n", "Content-Transfer-Encoding: base64\r\n",
        "Status: 5.1.1\r\n",
        "Action: failed\r\n", "Final-Recipient: rfc822; a@b.example\r\n", "<", "&#", "bounce+", "@albertslund.example",
    ].map { Array($0.utf8) }

    private static func mutate(_ corpus: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
        var message = corpus.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0...message.count, using: &random)
            let end = min(message.count, place + Int.random(in: 0...40, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: message.removeSubrange(place..<end)
            case 1: message.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            case 2 where place < message.count: message[place] = UInt8.random(in: 0...255, using: &random)
            case 3:
                message.insert(contentsOf: message[place..<end], at: Int.random(in: 0...message.count, using: &random))
            case 4: message.removeSubrange(place...)
            default:
                let other = corpus.randomElement(using: &random) ?? []
                message = Array(message.prefix(place)) + other.suffix(Int.random(in: 0...other.count, using: &random))
            }
        }
        return message
    }
}
