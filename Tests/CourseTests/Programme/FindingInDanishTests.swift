import Course
import Testing

struct FindingInDanishTests {
    private static let day = Day(2027, 4, 7)
    private static let later = Day(2027, 4, 14)
    private static let scope = PlannedPrompt.Scope(
        module: "workshop-1",
        prompt: "reminder",
        municipality: "glostrup",
        session: "onsdag"
    )
    private static let group = LeaderGroup.ID(rawValue: 1)

    /// Every kind, with a word that its sentence must have.
    private static let kinds: [(Finding.Kind, String)] = [
        (.duplicateMunicipality("x"), "To kommuner"),
        (.duplicateModule("x"), "To moduler"),
        (.duplicatePrompt(module: "film-1", prompt: "x"), "to beskeder"),
        (.duplicateSession(module: "workshop-1", session: "x"), "to gange"),
        (.unknownModule("x"), "Intet modul"),
        (.noSuchEdge(module: "film-1", kind: .film, edge: .end), "opens, due"),
        (.noRule(module: "film-1", edge: .due), "at regne fra"),
        (.foreignBooking(module: "service-check", edge: .start), "den enkelte leders eget"),
        (.circle(["a.opens", "b.opens", "a.opens"]), "i ring: a.opens → b.opens → a.opens"),
        (.noSessions(module: "workshop-1"), "ingen dato endnu"),
        (.sessionOfOtherKind(module: "film-1", kind: .film), "bestemte dage"),
        (.sessionEndsTooEarly(module: "workshop-1", session: "onsdag"), "slutter, før det begynder"),
        (.courseEndsTooEarly, "Forløbet slutter"),
        (.closedPeriodEndsTooEarly(municipality: "glostrup"), "Glostrup"),
        (.dateOutOfBounds(day), "7. april 2027"),
        (.noWorkingDay(municipality: "glostrup", near: day), "ingen arbejdsdag"),
        (
            .windowWithoutWorkingDay(module: "meeting-1", municipality: "glostrup", from: day, to: later),
            "ingen arbejdsdag"
        ),
        (
            .windowWithoutWorkingDay(module: "meeting-1", municipality: "glostrup", from: later, to: day),
            "før det begynder"
        ),
        (
            .filmDueAfterMeeting(
                film: "film-1",
                meeting: "meeting-1",
                municipality: "glostrup",
                group: nil,
                due: later,
                on: day
            ), "14. april 2027"
        ),
        (
            .filmDueAfterMeeting(
                film: "film-1",
                meeting: "meeting-1",
                municipality: "glostrup",
                group: group,
                due: later,
                on: day
            ), "en gruppe i Glostrup"
        ),
        (.buildsOnOtherKind(module: "handbook", kind: .material), "bygger på film"),
        (.conditionOfOtherKind(.booked, kind: .film), "Ingen kan vide"),
        (
            .sessionOnClosedDay(
                module: "workshop-1",
                session: "onsdag",
                day: day,
                closure: .holiday(.goodFriday),
                municipality: nil
            ), "langfredag"
        ),
        (
            .sessionOnClosedDay(
                module: "workshop-1",
                session: "onsdag",
                day: day,
                closure: .closed(ClosedPeriod(from: day, to: later), calendar: "Glostrup"),
                municipality: "glostrup"
            ), "hvor Glostrup ikke arbejder: lukket i Glostrup 7.–14. april"
        ),
        (.timeOnClosedDay(day: day, closure: .weekend, municipality: "glostrup"), "Onsdag den 7. april 2027"),
        (.promptTooLate(scope, day: day), "til ”onsdag”"),
        (.opensAfterDue(module: "film-1", municipality: "glostrup", opens: later, due: day), "efter fristen"),
        (.outsideCourse(day: day, municipality: "glostrup"), "uden for forløbets datoer"),
        (.chooseDateTooLate(module: "meeting-1", municipality: "glostrup", by: later, earliest: day), "kan begynde"),
        (
            .meetingOutsideWindow(
                module: "meeting-1",
                municipality: "glostrup",
                group: group,
                day: day,
                from: later,
                to: later
            ), "uden for vinduet"
        ),
        (
            .meetingOnClosedDay(
                module: "meeting-1",
                municipality: "glostrup",
                group: group,
                day: day,
                closure: .weekend
            ), "en weekend"
        ),
        (.strayMilestone(module: "meeting-1", municipality: "glostrup"), "tæller ikke med"),
        (.capacity(module: "workshop-1", seats: 10, leaders: 12), "plads til 10, men 12 ledere"),
        (.lettersAWeek(municipality: "glostrup", week: day, most: 5, leaders: 1, meant: 3), "1 leder i Glostrup"),
        (.itemsALetter(municipality: "glostrup", day: day, most: 5, leaders: 7), "7 ledere i Glostrup"),
    ]

    @Test func `every finding has a Danish sentence of its own`() {
        let names = CourseNames(of: DigitalLedelse.outline)
        var sentences: Set<String> = []
        for (kind, word) in Self.kinds {
            let finding = Finding(.warning, kind, at: [])
            let sentence = finding.sentence(in: .danish, naming: names)
            #expect(sentence.contains(word), "\(sentence)")
            #expect(sentence.hasSuffix("."))
            #expect(sentences.insert(sentence).inserted)
            #expect(finding.sentence(in: .english) == finding.description)
        }
    }

    @Test func `a finding concerns its own prompt, and what that counts from`() {
        let warning = { (kind: Finding.Kind, place: [String]) in Finding(.warning, kind, at: place) }
        let steps: [Reason] = [.undated(module: "meeting-1", lastDay: Self.day)]
        let film = PlannedPrompt.Scope(module: "film-1", prompt: "link", municipality: "glostrup")
        let window = Finding.Kind.chooseDateTooLate(
            module: "meeting-1",
            municipality: "glostrup",
            by: Self.later,
            earliest: Self.day
        )
        #expect(warning(window, ["modules", "meeting-1", "choose-date-by"]).concerns(film, reasons: steps))
        #expect(!warning(window, ["modules", "meeting-1", "choose-date-by"]).concerns(film, reasons: []))
        let other = PlannedPrompt.Scope(module: "film-1", prompt: "link", municipality: "albertslund")
        #expect(!warning(window, ["modules", "meeting-1", "choose-date-by"]).concerns(other, reasons: steps))
        #expect(
            !warning(
                .outsideCourse(day: Self.day, municipality: nil),
                ["modules", "film-1", "prompts", "reminder", "send"]
            ).concerns(film, reasons: [])
        )
        #expect(warning(.promptTooLate(Self.scope, day: Self.day), []).concerns(Self.scope, reasons: []))
        #expect(!warning(.promptTooLate(Self.scope, day: Self.day), []).concerns(film, reasons: []))
    }
}
