import Course
import CourseTesting
import Foundation

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let ledger: [PageExample] = [
        PageExample("ledger") { language in
            LedgerPage(
                LedgerExample.figures,
                progress: [
                    ProgressCount(module: "film-1", municipality: "albertslund", done: 25, of: 60),
                    ProgressCount(module: "film-1", municipality: "glostrup", done: nil, of: 40),
                ],
                selection: .init(),
                isWhole: true,
                in: language
            )
        },
        PageExample("ledger-prompt") { language in
            PromptPage(LedgerExample.prompt, .init(), isWhole: true, in: language)
        },
        PageExample("ledger-correction") { language in
            CorrectionPage(LedgerExample.correction, .init(state: .sent), in: language)
        },
        PageExample("ledger-letter") { language in
            LetterRecordPage(LedgerExample.letter, form: "00000000-0000-0000-0000-000000000001", in: language)
        },
        PageExample("ledger-audit") { language in
            AuditPage(
                LedgerExample.trail,
                selection: .init(course: "small", person: "a b"),
                courses: ["small"],
                zone: Zone("Europe/Copenhagen"),
                in: language
            )
        },
    ]
}

/// A ledger with something in each of its places.
enum LedgerExample {
    static let now = Instant(seconds: 1_804_070_400)  // 3 March 2027 at noon in Greenwich

    static let course: StoredCourse = {
        guard let outline = try? SmallCourse.outline() else { preconditionFailure("the small course is not there") }
        return StoredCourse(
            id: .init(rawValue: 1),
            outline: outline,
            imported: outline,
            state: .live,
            version: 1,
            municipalities: ["albertslund": .init(rawValue: 1), "glostrup": .init(rawValue: 2)],
            clock: nil,
            now: now
        )
    }()

    static func count(
        sent: Int,
        pending: Int = 0,
        failed: Int = 0,
        bounced: Int = 0,
        skipped: [Skip: Int] = [:]
    )
        -> PromptStanding.Count
    {
        var count = PromptStanding.Count()
        (count.sent, count.pending, count.failed, count.bounced) = (sent, pending, failed, bounced)
        count.skipped = skipped
        return count
    }

    static func line(
        _ id: Int64,
        _ prompt: String,
        group: String? = nil,
        stop: PromptStanding.Stop? = nil,
        state: PromptStanding.State,
        count: PromptStanding.Count = .init(),
        ifNeeded: LedgerFigures.IfNeeded? = nil
    ) -> LedgerFigures.Line {
        LedgerFigures.Line(
            id: .init(rawValue: id),
            module: "film-1",
            prompt: prompt,
            municipality: "albertslund",
            group: group,
            session: nil,
            to: group == nil ? .leaders : .chairs,
            unless: ifNeeded == nil ? nil : .done,
            isDiscreet: ifNeeded != nil,
            day: Day(2027, 3, 3),
            sendAt: now,
            stop: stop,
            state: state,
            count: count,
            ifNeeded: ifNeeded
        )
    }

    static let lines: [LedgerFigures.Line] =
        [
            line(
                1,
                "link",
                state: .open,
                count: count(sent: 40, pending: 3, failed: 1, bounced: 2, skipped: [.withdrawn: 1, .missed: 2])
            ),
            line(2, "reminder", state: .closed, ifNeeded: .init(reached: 60, sent: 25)),
            line(3, "reminder-2", state: .planned, ifNeeded: .init(reached: 6, sent: nil)),
        ] + (0..<14).map { line(10 + $0, "questions", group: "Gruppe \($0) <script>", state: .planned) }

    static let figures = LedgerFigures(
        lines: lines,
        corrections: [
            CorrectionStanding(
                municipality: "glostrup",
                releasedAt: now,
                count: count(sent: 4, skipped: [.unreachable: 1])
            )
        ],
        messages: [message],
        isCounting: true,
        course: course
    )

    static let message = MessageStanding(
        id: 5,
        audience: .everybody,
        name: nil,
        municipality: nil,
        subject: "Husk madpakken <script>",
        text: "Hej {first-name}\n\nDer er ingen kantine <b>i dag</b>.",
        doer: "admin@tandem.example",
        sentAt: now,
        count: count(sent: 5, pending: 1, failed: 1, bounced: 1, skipped: [.unreachable: 1])
    )

    static let prompt = PromptLedger(
        line: line(1, "link", stop: .held, state: .held, count: count(sent: 40, pending: 3, skipped: [.missed: 2])),
        reasons: [.undated(module: "meeting-1", lastDay: Day(2027, 3, 31))],
        letters: letters,
        course: course
    )

    static let letters = LetterList(
        shares: [
            .init(
                leader: .init(rawValue: 7),
                name: "Bo <script>",
                municipality: "albertslund",
                state: .sent,
                skip: nil,
                letter: 17,
                at: now,
                replyCode: 250
            ),
            .init(
                leader: .init(rawValue: 8),
                name: "Cai",
                municipality: "glostrup",
                state: .skipped,
                skip: .missed,
                letter: nil,
                at: nil,
                replyCode: nil
            ),
        ],
        next: .init(name: "Cai & Ko", leader: .init(rawValue: 8))
    )

    static let correctedDates: [ClaimedLetter.CorrectedDate] = [
        corrected("workshop-1", .start, now: LocalDateTime(Day(2027, 4, 28), LocalTime(10, 0))),
        corrected("film-1", .due, now: LocalDateTime(Day(2027, 4, 13), .midnight)),
    ]

    private static func corrected(
        _ module: String,
        _ edge: Edge,
        now: LocalDateTime
    ) -> ClaimedLetter.CorrectedDate {
        ClaimedLetter.CorrectedDate(
            module: module,
            edge: edge,
            was: LocalDateTime(Day(2027, 4, 14), LocalTime(9, 0)),
            wasDayOnly: false,
            now: now,
            nowDayOnly: false,
            session: nil,
            isProvisional: false
        )
    }

    static let correction = CorrectionLedger(
        standing: figures.corrections[0],
        letters: letters,
        dates: [.init(leader: .init(rawValue: 7), letter: 17): correctedDates],
        course: course
    )

    static let letter = LetterRecord(
        row: .init(
            id: 17,
            leader: .init(rawValue: 7),
            name: "Bo <script>",
            address: "bo@small.example",
            municipality: "albertslund",
            isUnreachable: false,
            isWithdrawn: false,
            route: "post",
            releasedAt: now,
            due: now,
            usefulUntil: now,
            attempt: 3,
            failures: 2,
            replyCode: 450,
            reply: "4.2.0 <try> later",
            state: .sent,
            settledAt: now
        ),
        items: [.init(planned: .init(rawValue: 1), module: "film-1", prompt: "link", state: .bounced, skip: nil)],
        messages: [(5, "Husk madpakken")],
        corrections: correctedDates,
        bounces: [.init(kind: .hard, receivedAt: now, status: "5.1.1", diagnostic: "No such <user>")],
        copies: [19],
        original: 12,
        course: course
    )

    static let trail: AuditTrail = {
        func entry(
            _ id: Int64,
            _ action: String,
            _ subject: String,
            leader: String? = nil,
            doer: String = "admin@tandem.example",
            detail: [String: Int] = ["letters": 2, "items": 3]
        ) -> AuditTrail.Entry {
            AuditTrail.Entry(
                id: id,
                entry: AuditEntry(
                    at: now,
                    doer: doer,
                    action: action,
                    course: "small",
                    subject: subject,
                    detail: detail
                ),
                leader: leader,
                courseTitle: "Digital ledelse",
                zone: Zone("Europe/Copenhagen")
            )
        }
        var names = AuditNames()
        names.courses["small"] = course
        names.leaders = [7: "Bo <script>", 8: "Nina"]
        names.groups[12] = "Ledergruppen Nord"
        names.doers["kirsten@glostrup.example"] = "Kirsten Holm"
        return AuditTrail(
            entries: [
                entry(
                    7,
                    "session.move",
                    "workshop-1.onsdag",
                    doer: "Kirsten@glostrup.example",
                    detail: ["moved": 12, "told": 1, "added": 0]
                ),
                entry(6, "meeting.set", "12 meeting-1", detail: ["moved": 3]),
                entry(5, "leader.succession", "7", detail: ["successor": 8]),
                entry(4, "mail.hold", "film-1.link"), entry(3, "leader.address", "7", leader: "Bo <script>"),
                entry(2, "mail.cancel", "17"), entry(1, "something.new", "thing"),
            ],
            names: names,
            actions: ["leader.address", "mail.hold", "something.new"],
            next: 1
        )
    }()
}
