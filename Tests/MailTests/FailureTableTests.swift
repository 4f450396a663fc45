import Testing

@testable import Mail

struct FailureTableTests {
    @Test(
        arguments: [
            // The route's.
            ("421 4.3.2", .mail, .route), ("421", .recipient, .route), ("421 4.7.0", .content, .route),
            ("530 5.7.0", .mail, .route), ("530 5.7.57", .mail, .route), ("534 5.7.9", .mail, .route),
            ("535 5.7.8", .recipient, .route), ("538 5.7.11", .mail, .route), ("454 4.7.0", .startTLS, .route),
            ("454 4.7.0", .authentication, .route), ("432 4.7.12", .mail, .route), ("550 5.7.3", .mail, .route),
            ("521", .recipient, .route), ("550 5.7.57", .recipient, .route), ("554 5.7.1", .greeting, .route),
            ("450", .hello, .route), ("525 5.7.13", .mail, .route),
            // Not now.
            ("450", .mail, .transient), ("450 4.7.1", .recipient, .transient), ("451 4.7.1", .content, .transient),
            ("452 4.3.1", .recipient, .transient), ("452 4.5.3", .recipient, .transient),
            ("454 4.7.1", .recipient, .transient),
            ("450 5.1.1", .recipient, .transient), ("452", .recipient, .transient),
            // Full.
            ("452 4.2.2", .recipient, .mailboxFull), ("552 5.2.2", .recipient, .mailboxFull),
            ("552 5.2.2", .content, .mailboxFull), ("552", .recipient, .mailboxFull),
            // Nobody there.
            ("550 5.1.1", .recipient, .address), ("550", .recipient, .address), ("551", .recipient, .address),
            ("553", .recipient, .address), ("553 5.1.3", .recipient, .address), ("501 5.1.3", .recipient, .address),
            ("554 5.1.1", .recipient, .address), ("550 5.2.1", .recipient, .address),
            ("556 5.1.10", .recipient, .address),
            ("556", .recipient, .address), ("550 5.1.10", .content, .address), ("550 5.2.1", .content, .address),
            ("550 5.4.1", .recipient, .address), ("550 5.4.4", .recipient, .address),
            ("550 5.5.0", .recipient, .address),
            // Not wanted.
            ("550 5.1.8", .recipient, .policy), ("553 5.1.7", .recipient, .policy), ("550 5.7.1", .recipient, .policy),
            ("550 5.7.27", .recipient, .policy), ("553 5.7.1", .recipient, .policy), ("550 5.1.1", .mail, .policy),
            ("550", .mail, .policy), ("553", .mail, .policy), ("554 5.7.1", .content, .policy),
            ("550 5.7.60", .mail, .policy),
            // This letter.
            ("552", .mail, .letter), ("552", .content, .letter), ("552 5.3.4", .mail, .letter),
            ("552 5.2.3", .recipient, .letter),
            ("554", .recipient, .letter), ("550", .data, .letter), ("550", .content, .letter),
            ("554 5.6.0", .content, .letter),
            ("550 5.6.7", .mail, .letter), ("550 5.0.0", .recipient, .letter), ("500 5.5.2", .mail, .letter),
            ("550 5.4.1", .content, .letter), ("554 5.5.1", .data, .letter), ("550 5.5.0", .content, .letter),
        ] as [(String, SMTPPhase, FailureClass)]
    )
    func `a refusal means`(reply: String, phase: SMTPPhase, meaning: FailureClass) throws {
        #expect(FailureClass.of(try Self.reply(reply), at: phase) == meaning)
    }

    @Test(
        arguments: [
            ("5.1.1", .address), ("5.1.10", .address), ("5.2.1", .address), ("5.4.1", .address), ("5.4.4", .address),
            ("5.1.8", .policy), ("5.7.1", .policy), ("5.7.8", .policy), ("5.2.2", .mailboxFull),
            ("4.2.2", .mailboxFull),
            ("4.4.7", .transient), ("4.1.1", .transient), ("5.0.0", .letter), ("5.3.4", .letter), ("5.4.7", .letter),
            ("5.6.3", .letter),
        ] as [(String, FailureClass)]
    )
    func `a report's status means`(status: String, meaning: FailureClass) throws {
        #expect(FailureClass.of(status: try #require(EnhancedStatus(beginning: status.utf8))) == meaning)
    }

    private static func reply(_ text: String) throws -> SMTPReply {
        var parser = SMTPReplyParser()
        parser.append((text + "\r\n").utf8)
        return try #require(try parser.next())
    }

    /// Every refusal there can be, by place, code and status.
    private static let everything: [FailureTable.Refusal] = {
        let subjects = (0...8).flatMap { subject in (0...15).map { (subject, $0) } } + [(4, 310), (7, 57)]
        let codes =
            [421, 432, 450, 451, 452, 454, 455, 500, 501, 503, 521, 523, 524, 525, 530, 534, 535, 538]
            + Array(550...556)
        var refusals: [FailureTable.Refusal] = []
        for place in [FailureTable.Place.opening, .sender, .recipient, .content] {
            for code in codes {
                let isForGood = code >= 500
                refusals.append(.init(place: place, code: code, isForGood: isForGood, status: nil))
                for (subject, detail) in subjects {
                    let status = EnhancedStatus(isForGood ? 5 : 4, subject, detail)
                    refusals.append(.init(place: place, code: code, isForGood: isForGood, status: status))
                }
            }
        }
        for category in [4, 5] {
            for (subject, detail) in subjects {
                let status = EnhancedStatus(category, subject, detail)
                refusals.append(.init(place: .report, code: nil, isForGood: category == 5, status: status))
            }
        }
        return refusals
    }()

    @Test func `every row is the first to fit something, names its source, and no refusal finds none`() {
        let table = FailureTable.standard
        var hit: Set<Int> = []
        for refusal in Self.everything {
            guard let row = table.row(for: refusal) else {
                Issue.record("\(refusal)")
                return
            }
            hit.insert(row)
        }
        #expect(hit == Set(table.rows.indices))
        #expect(table.rows.allSatisfy { $0.source.count > 20 })
    }

    @Test func `what must never be, never is`() {
        for refusal in Self.everything {
            let meaning = FailureTable.standard.meaning(of: refusal)
            let isRight =
                switch refusal.place {
                case .opening: meaning == .route
                case .sender: meaning != .address
                case .report: meaning != .route
                case .content where meaning == .address:
                    refusal.status?.subject == 1 || refusal.status == EnhancedStatus(5, 2, 1)
                default: true
                }
            let isInTime = refusal.isForGood || [.route, .transient, .mailboxFull].contains(meaning)
            let isOfPolicy = refusal.status?.subject != 7 || ![.address, .letter].contains(meaning)
            guard isRight, isInTime, isOfPolicy else {
                Issue.record("\(refusal) means \(meaning)")
                return
            }
        }
    }
}
