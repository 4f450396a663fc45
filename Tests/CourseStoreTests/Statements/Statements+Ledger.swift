import Course
import Postgres

@testable import CourseStore

extension Statements {
    private static let row = planned[0]
    private static let target = MessageTarget(kind: "everybody")
    private static let corrections = CorrectionLedgerQueries.Release(
        course: course,
        municipality: municipality,
        at: now
    )
    private static let draft = MessageDraft(to: .everybody, subject: "a", text: "b")

    static let ledger: [NamedStatement] = [
        .init("ActingQueries.act", ActingQueries.act(as: "post")),
        .init("LedgerFigureQueries.lines", LedgerFigureQueries.lines(of: course, in: nil)),
        .init("LedgerFigureQueries.items", LedgerFigureQueries.items(of: course)),
        .init("LedgerFigureQueries.ifNeeded", LedgerFigureQueries.ifNeeded(of: course)),
        .init("LedgerFigureQueries.change", LedgerFigureQueries.change(of: course)),
        .init("LedgerFigureQueries.sumUp", LedgerFigureQueries.sumUp),
        .init("LedgerFigureQueries.line", LedgerFigureQueries.line(row, of: course)),
        .init("PromptLedgerQueries.counts", PromptLedgerQueries.counts(of: row)),
        .init("PromptLedgerQueries.waiting", PromptLedgerQueries.waiting(of: row)),
        .init(
            "PromptLedgerQueries.shares",
            PromptLedgerQueries.shares(of: row, .init())
        ),
        .init(
            "LetterListQueries.list",
            LetterListQueries.list(
                "SELECT 1::bigint AS leader, 'sent' AS state, NULL AS skip, 1::bigint AS letter",
                .init()
            )
        ),
        .init("CorrectionLedgerQueries.counts", CorrectionLedgerQueries.counts(of: corrections)),
        .init("CorrectionLedgerQueries.shares", CorrectionLedgerQueries.shares(of: corrections, .init())),
        .init("CorrectionLedgerQueries.dates", CorrectionLedgerQueries.dates(of: corrections, told: [leader])),
        .init("LetterRecordQueries.letter", LetterRecordQueries.letter(1, of: course)),
        .init("LetterRecordQueries.items", LetterRecordQueries.items(of: 1, to: leader)),
        .init("LetterRecordQueries.messages", LetterRecordQueries.messages(of: 1)),
        .init("LetterRecordQueries.bounces", LetterRecordQueries.bounces(of: 1)),
        .init("LetterRecordQueries.copies", LetterRecordQueries.copies(of: 1)),
        .init("LetterRecordQueries.original", LetterRecordQueries.original(of: 1)),
        .init("AuditTrailQueries.trail", AuditTrailQueries.trail(.init(), limit: 10)),
        .init("AuditTrailQueries.actions", AuditTrailQueries.actions),
        .init("AuditTrailQueries.names", AuditTrailQueries.names(in: .leader, of: [1])),
        .init("AuditTrailQueries.names", AuditTrailQueries.names(in: .group, of: [1])),
        .init("AuditTrailQueries.names", AuditTrailQueries.names(in: .message, of: [1])),
        .init("AuditTrailQueries.names", AuditTrailQueries.names(in: .administrator, of: [1])),
        .init("AuditTrailQueries.names", AuditTrailQueries.names(in: .helper, of: [1])),
        .init("AuditTrailQueries.doers", AuditTrailQueries.doers(["me"])),
        .init("ProgressQueries.counts", ProgressQueries.counts(of: .film, in: course)),
        .init("ProgressQueries.counts", ProgressQueries.counts(of: .serviceCheck, in: course)),
        .init("ProgressQueries.counts", ProgressQueries.counts(of: .reflection, in: course)),
    ]

    static let messages: [NamedStatement] = [
        .init("MessageQueries.home", MessageQueries.home(ofArea: 1, in: course)),
        .init("MessageQueries.home", MessageQueries.home(of: group, in: course)),
        .init("MessageQueries.reach", MessageQueries.reach(of: target, in: course)),
        .init("MessageQueries.sent", MessageQueries.sent(with: token)),
        .init("MessageQueries.reached", MessageQueries.reached(by: 1)),
        .init(
            "MessageQueries.insert",
            MessageQueries.insert(draft, to: target, in: course, by: "a", form: token, now: now)
        ),
        .init(
            "MessageQueries.address",
            MessageQueries.address(1, to: target, in: course, routes: [(municipality, "post")], now: now)
        ),
        .init("MessageQueries.messages", MessageQueries.messages(of: course, in: nil, only: nil, limit: 10)),
        .init("MessageQueries.municipality", MessageQueries.municipality(of: 1, in: course)),
        .init(
            "MessageLedgerQueries.counts",
            MessageLedgerQueries.counts(of: [1], in: course, municipality: nil)
        ),
        .init("MessageLedgerQueries.shares", MessageLedgerQueries.shares(of: 1, in: course, .init())),
        .init("MessageLedgerQueries.untried", MessageLedgerQueries.untried(of: 1)),
        .init("MessageLedgerQueries.notCancelled", MessageLedgerQueries.notCancelled(of: 1)),
        .init("StoppingQueries.cancelMessage", StoppingQueries.cancelMessage(1)),
        .init("MessageQueries.texts", MessageQueries.texts(of: [1])),
        .init("MessageQueries.areas", MessageQueries.areas(of: course)),
        .init("CopyQueries.copied", CopyQueries.copied(with: token)),
        .init(
            "CopyQueries.copy",
            CopyQueries.copy(1, to: leader, of: municipality, in: course, on: "post", form: token, now: now)
        ),
        .init("CopyQueries.originals", CopyQueries.originals(of: [1])),
        .init("CopyQueries.leader", CopyQueries.leader(leader)),
        .init("CopyQueries.missed", CopyQueries.missed(prompt, by: leader, of: municipality, in: course)),
        .init(
            "CopyQueries.sendMissed",
            CopyQueries.sendMissed(row, to: leader, of: municipality, in: course, on: "post", now: now)
        ),
    ]
}
