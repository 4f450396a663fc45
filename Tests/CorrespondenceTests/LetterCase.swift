import Course
import Testing

@testable import Correspondence

/// A letter with a name, whose golden files show how it reads.
struct LetterCase: CustomTestStringConvertible {
    let name: String
    let facts: @Sendable (Language) -> LetterFacts

    var testDescription: String { name }

    private init(_ name: String, _ facts: @escaping @Sendable (Language) -> LetterFacts) {
        (self.name, self.facts) = (name, facts)
    }

    private init(
        _ name: String,
        dated: Bool = true,
        group: String? = "Ledergruppe Dagtilbud Nord",
        _ items: @escaping @autoclosure @Sendable () -> [LetterFacts.Item]
    ) {
        self.init(name) { CourseFixture.facts($0, items(), group: group, dated: dated) }
    }

    static let all: [LetterCase] = prompts + ownWords + merged + corrections

    private typealias Fixture = CourseFixture

    /// One for each prompt of the course, and for each way its letter may read.
    static let prompts: [LetterCase] = [
        .init("gathering-invitation", [Fixture.item("kick-off", "invitation", text: "")].map { $0.withoutOwnWords }),
        .init("gathering-reminder", [Fixture.item("kick-off", "reminder")]),
        .init("assessment-link", [Fixture.item("wheel-before", "link")]),
        .init("assessment-reminder", [Fixture.item("wheel-after", "reminder")]),
        .init("film-link", [Fixture.item("film-1", "link")]),
        .init("film-link-undated", dated: false, [Fixture.item("film-1", "link", dated: false)]),
        .init("film-link-no-group", dated: false, group: nil, [Fixture.item("film-2", "link", dated: false)]),
        .init("film-link-short", [Fixture.item("kl-2", "link")]),
        .init("film-reminder", [Fixture.item("film-1", "reminder")]),
        .init("film-reminder-undated", dated: false, [Fixture.item("film-2", "reminder", dated: false)]),
        .init("reflection-choose-date", dated: false, [Fixture.item("meeting-1", "choose-date", dated: false)]),
        .init(
            "reflection-choose-date-by-link",
            dated: false,
            [Fixture.item("meeting-2", "choose-date", dated: false, link: "https://tandem.example/m/2")]
        ),
        .init(
            "reflection-choose-date-reminder",
            dated: false,
            [Fixture.item("meeting-1", "choose-date-reminder", dated: false)]
        ),
        .init("reflection-questions", [Fixture.item("meeting-1", "questions", appointment: Fixture.meeting)]),
        .init("reflection-questions-undated", dated: false, [Fixture.item("meeting-1", "questions", dated: false)]),
        .init(
            "reflection-questions-no-group",
            dated: false,
            group: nil,
            [Fixture.item("meeting-1", "questions", dated: false)]
        ),
        .init("reflection-notes", [Fixture.item("meeting-1", "notes", appointment: Fixture.meeting)]),
        .init("reflection-reminder", [Fixture.item("meeting-1", "reminder", appointment: Fixture.meeting)]),
        .init("workshop-invitation", [Fixture.item("workshop-1", "invitation")]),
        .init("workshop-invitation-unseated", dated: false, [Fixture.item("workshop-1", "invitation", dated: false)]),
        .init("workshop-your-table", [Fixture.item("workshop-1", "your-table", table: "7")]),
        .init("workshop-your-table-unknown", [Fixture.item("workshop-2", "your-table")]),
        .init("workshop-reminder", [Fixture.item("workshop-1", "reminder", table: "7")]),
        .init("workshop-reminder-unseated", dated: false, [Fixture.item("workshop-1", "reminder", dated: false)]),
        .init("service-check-booking", [Fixture.item("service-check", "booking")]),
        .init(
            "service-check-booking-by-link",
            [Fixture.item("service-check", "booking", link: "https://tandem.example/book/1")]
        ),
        .init("service-check-booking-reminder", [Fixture.item("service-check", "booking-reminder")]),
        .init("service-check-reminder", [Fixture.item("service-check", "reminder", appointment: booking)]),
        .init("material-link", [Fixture.item("handbook", "link")]),
        .init("material-reminder", [Fixture.item("handbook", "reminder")]),
        .init("message", [Fixture.item("workshop-1", "practical")]),
    ]

    private static var booking: LetterFacts.Appointment {
        .init(
            start: LocalDateTime(Day(2027, 5, 20), LocalTime(10, 30)),
            end: LocalDateTime(Day(2027, 5, 20), LocalTime(11, 0)),
            place: "It-baren, 1. sal"
        )
    }

    /// The administrator's own words.
    static let ownWords: [LetterCase] = [
        .init("own-invitation", [Fixture.item("kick-off", "invitation")]),
        .init(
            "own-every-field",
            [
                Fixture.item(
                    "film-1",
                    "link",
                    subject: "{first-name}: {title} ({minutes} min.)",
                    text: """
                        Hej {first-name}

                        {name} · {municipality} og {other-municipality} · {course} · {group} · {signed}
                        {title} varer {minutes} minutter, er ved {speaker}, og du ser den senest {due} ({date} kl. {time}).

                        {questions}

                        {link}

                        Linket er {link}. Vinduet er {window}, stedet er {place}. Spørg {contact}.
                        """
                )
            ]
        ),
        .init(
            "own-without-link",
            [
                Fixture.item(
                    "film-2",
                    "link",
                    text: "Hej {first-name}, her er en film til dig.\n\n- den er god\n- den er kort"
                )
            ]
        ),
        .init(
            "own-in-merged",
            [
                Fixture.item("kick-off", "invitation"),
                Fixture.item("wheel-before", "link"),
            ]
        ),
    ]

    /// Several items in one letter, and a late joiner's first.
    static let merged: [LetterCase] = [
        .init("merged-film-and-short", [Fixture.item("film-1", "link"), Fixture.item("kl-1", "link")]),
        .init(
            "merged-film-and-two-shorts",
            dated: false,
            [
                Fixture.item("film-2", "link", dated: false), Fixture.item("kl-2", "link", dated: false),
                Fixture.item("kl-3", "link", dated: false),
            ]
        ),
        .init("merged-two-films", [Fixture.item("film-1", "link"), Fixture.item("film-2", "link")]),
        .init(
            "merged-two-films-undated",
            dated: false,
            [
                Fixture.item("film-1", "link", dated: false), Fixture.item("film-2", "link", dated: false),
                Fixture.item("kl-1", "link", dated: false),
            ]
        ),
        .init("merged-two-shorts", [Fixture.item("kl-2", "link"), Fixture.item("kl-3", "link")]),
        .init(
            "merged-different",
            [
                Fixture.item("film-1", "reminder"),
                Fixture.item("meeting-1", "questions", appointment: Fixture.meeting),
                Fixture.item("workshop-1", "invitation"),
            ]
        ),
        .init("welcome") {
            Fixture.facts($0, [Fixture.item("film-2", "link", dated: false)], welcome: true, dated: false)
        },
        .init("welcome-own") { Fixture.facts($0, [Fixture.item("kick-off", "invitation")], welcome: true) },
        .init("welcome-merged") {
            Fixture.facts(
                $0,
                [
                    Fixture.item("film-1", "link", dated: false), Fixture.item("film-2", "link", dated: false),
                    Fixture.item("kl-1", "link", dated: false), Fixture.item("kl-2", "link", dated: false),
                    Fixture.item("kl-3", "link", dated: false), Fixture.item("workshop-1", "invitation", dated: false),
                ],
                welcome: true,
                dated: false
            )
        },
    ]

    /// Dates that moved.
    static let corrections: [LetterCase] = [
        .init("correction-session") { Fixture.facts($0, [], corrections: [workshop]) },
        .init("correction-film") { Fixture.facts($0, [], corrections: [film(Day(2027, 4, 12))]) },
        .init("correction-film-earlier") { Fixture.facts($0, [], corrections: [film(Day(2027, 3, 23))]) },
        .init("correction-meeting-set") { Fixture.facts($0, [], corrections: [meeting(wasDayOnly: true)]) },
        .init("correction-meeting-moved") { Fixture.facts($0, [], corrections: [meeting(wasDayOnly: false)]) },
        .init("correction-meeting-undated") { Fixture.facts($0, [], corrections: [undated]) },
        .init("correction-others") { language in
            Fixture.facts(
                language,
                [],
                corrections: [
                    ("wheel-before", Edge.due), ("meeting-1", .due), ("service-check", .due), ("wheel-after", .opens),
                    ("meeting-2", .chooseDateBy), ("service-check", .start),
                ].map {
                    .init(
                        module: Fixture.module($0.0),
                        edge: $0.1,
                        was: LocalDateTime(Day(2027, 5, 3), LocalTime(9, 0)),
                        wasDayOnly: $0.1 != .start,
                        now: LocalDateTime(Day(2027, 5, 10), LocalTime(10, 0)),
                        nowDayOnly: $0.1 != .start
                    )
                }
            )
        },
        .init("correction-several") { Fixture.facts($0, [], corrections: [film(Day(2027, 4, 12)), workshop]) },
        .init("correction-and-item") {
            Fixture.facts($0, [Fixture.item("film-2", "link")], corrections: [workshop])
        },
    ]

    private static var workshop: LetterFacts.Correction {
        .init(
            module: Fixture.module("workshop-1"),
            edge: .start,
            was: LocalDateTime(Day(2027, 4, 15), LocalTime(9, 0)),
            now: LocalDateTime(Day(2027, 4, 22), LocalTime(9, 0)),
            place: "Albertslund Rådhus"
        )
    }

    private static func film(_ day: Day) -> LetterFacts.Correction {
        .init(
            module: Fixture.module("film-1"),
            edge: .due,
            was: LocalDateTime(Day(2027, 4, 5), .midnight),
            wasDayOnly: true,
            now: LocalDateTime(day, .midnight),
            nowDayOnly: true
        )
    }

    private static func meeting(wasDayOnly: Bool) -> LetterFacts.Correction {
        .init(
            module: Fixture.module("meeting-1"),
            edge: .start,
            was: LocalDateTime(Day(2027, 4, 7), LocalTime(13, 0)),
            wasDayOnly: wasDayOnly,
            now: Fixture.meeting.start,
            place: Fixture.meeting.place
        )
    }

    private static var undated: LetterFacts.Correction {
        .init(
            module: Fixture.module("meeting-1"),
            edge: .start,
            was: LocalDateTime(Day(2027, 4, 7), .midnight),
            wasDayOnly: true,
            now: LocalDateTime(Day(2027, 4, 14), .midnight),
            nowDayOnly: true,
            provisional: true
        )
    }
}

extension LetterFacts.Item {
    /// The same in the shipped words.
    var withoutOwnWords: LetterFacts.Item {
        var item = self
        (item.prompt.subject, item.prompt.text) = (nil, nil)
        return item
    }
}
