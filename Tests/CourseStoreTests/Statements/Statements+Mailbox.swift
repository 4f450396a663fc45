import Course
import Foundation
import Postgres

@testable import CourseStore

extension Statements {
    private static let claimed = MailboxQueries.ClaimedRow(
        id: 1,
        attempt: 1,
        failures: 0,
        token: token,
        leader: leader,
        isWelcome: false,
        releasedAt: now,
        usefulUntil: now
    )
    private static let letter = ClaimedLetter(
        id: 1,
        attempt: 1,
        failures: 0,
        token: token,
        releasedAt: now,
        usefulUntil: now,
        isWelcome: false,
        recipient: ClaimedLetter.Recipient(
            id: leader,
            course: course,
            courseVersion: 1,
            name: "",
            email: "",
            language: nil,
            municipality: "",
            group: nil,
            groupName: nil,
            isWithdrawn: false,
            seats: [:],
            tables: [:]
        ),
        items: [],
        corrections: [],
        message: nil
    )

    private static let allowance = Allowance(available: 1, at: now)

    static let mailbox: [NamedStatement] =
        [
            .init("MailboxQueries.now", MailboxQueries.now(on: "post")),
            .init(
                "MailboxQueries.claim",
                MailboxQueries.claim(on: "post", lanes: [0, 1], by: "one", limit: 50, leaseSeconds: 300, now: now)
            ),
            .init("MailboxQueries.recipients", MailboxQueries.recipients([leader])),
            .init("MailboxQueries.items", MailboxQueries.items(of: [claimed])),
            .init("MailboxQueries.corrections", MailboxQueries.corrections(of: [1])),
            .init("MailboxQueries.messages", MailboxQueries.messages(of: [1])),
            .init("MailboxQueries.storeMessages", MailboxQueries.storeMessages([1], [[1]], now: now)),
            .init(
                "SettlementQueries.settle",
                SettlementQueries.settle([Settlement.sent(letter, replyCode: 250, reply: nil)], now: now)
            ),
            .init("SettlementQueries.settleJournal", SettlementQueries.settleJournal([token], replyCodes: [250])),
            .init("SettlementQueries.markUnreachable", SettlementQueries.markUnreachable([letter.recipient], now: now)),
            .init(
                "SettlementQueries.defer",
                SettlementQueries.defer([Deferral(letter, seconds: 1, replyCode: 450, reply: nil)], now: now)
            ),
            .init("SettlementQueries.handBack", SettlementQueries.handBack([1], attempts: [1], now: now)),
            .init("SettlementQueries.handBackAll", SettlementQueries.handBackAll(of: "one")),
            .init("SettlementQueries.renew", SettlementQueries.renew([1], attempts: [1], leaseSeconds: 300, now: now)),
            .init("MailboxQueries.nextDue", MailboxQueries.nextDue(on: "post", lanes: [0, 1])),
            .init("MailboxQueries.dropMessages", MailboxQueries.dropMessages(limit: 10)),
            .init("MailboxQueries.makeHistoryMonths", MailboxQueries.makeHistoryMonths),
            .init("AllowanceQueries.available", AllowanceQueries.available(on: "post", lettersAMinute: 60)),
            .init("AllowanceQueries.begin", AllowanceQueries.begin("post", lettersAMinute: 60)),
            .init("AllowanceQueries.spend", AllowanceQueries.spend(1, of: allowance, on: "post")),
            .init("AllowanceQueries.wait", AllowanceQueries.wait(on: "post", lettersAMinute: 60)),
            .init("MailmanQueries.note", MailmanQueries.note(MailmanNote(name: "one", route: "post", pause: nil))),
            .init("MailmanQueries.forget", MailmanQueries.forget("one")),
            .init("MailmanQueries.forgetSilent", MailmanQueries.forgetSilent),
            .init("MailmanQueries.adopt", MailmanQueries.adopt(to: "post")),
            .init("MailmanQueries.wakeUseless", MailmanQueries.wakeUseless),
            .init("TallyQueries.sumUp", TallyQueries.sumUp),
        ] + letters

    private static let letters: [NamedStatement] = [
        .init("ActingQueries.act", ActingQueries.act(as: "post")),
        .init("WordsQueries.words", WordsQueries.words(of: course)),
        .init(
            "WordsQueries.set",
            WordsQueries.set(LetterWords(subject: "A", text: nil), of: prompt, in: municipality, by: "clerk")
        ),
        .init("WordsQueries.forget", WordsQueries.forget(prompt, in: municipality)),
        .init("WordsQueries.setProgramme", WordsQueries.setProgramme(json, of: course)),
        .init("WordsQueries.copy", WordsQueries.copy(from: course, to: course)),
        .init(
            "RehearsalQueries.shapes",
            RehearsalQueries.shapes(of: course, in: municipality, group: group, leader: leader, listing: true, now: now)
        ),
        .init("RehearsalQueries.places", RehearsalQueries.places(of: [leader])),
        .init("RehearsalQueries.people", RehearsalQueries.people([leader], limit: 20)),
        .init(
            "RehearsalQueries.people",
            RehearsalQueries.people(called: "Ann", in: course, municipality: municipality, limit: 20)
        ),
        .init("RehearsalQueries.people", RehearsalQueries.people([leader], limit: 1)),
        .init("RehearsalQueries.example", RehearsalQueries.example(of: prompt, in: course, municipality: municipality)),
        .init("TurningQueries.carryOver", TurningQueries.carryOver),
        .init("TurningQueries.turn", TurningQueries.turn),
    ]
}
