import CourseTesting
import Testing

@testable import Mail

struct CalendarEventTests {
    /// 15 April 2027, 9 to 12 in Copenhagen.
    static func event(_ method: CalendarMethod = .request) throws -> CalendarEvent {
        CalendarEvent(
            uid: "workshop-1@albertslund.example",
            sequence: 2,
            method: method,
            stamp: 1_806_000_000,
            start: 1_807_772_400,
            end: 1_807_783_200,
            zone: copenhagen,
            summary: "Workshop 1: ledelse på nettet; øvelser, film og drøftelser med ledere fra den anden kommune",
            location: "Albertslund Rådhus, Nordmarks Allé 1",
            details: "Tag jeres spørgsmål med.\nKaffe fra kl. 8.30 \\ morgenbrød",
            organiser: try Mailbox(name: "Digital ledelse: Albertslund", address: "kursus@albertslund.example"),
            attendee: try Mailbox(name: "Søren \"Ø\" Østergård", address: "soren@glostrup.example")
        )
    }

    static let copenhagen = CalendarZone(
        name: "Europe/Copenhagen",
        earliestOffset: 7200,
        observances: [
            CalendarZone.Observance(begins: 1_792_890_000, offset: 3600, isDaylight: false),
            CalendarZone.Observance(begins: 1_806_195_600, offset: 7200, isDaylight: true),
            CalendarZone.Observance(begins: 1_824_944_400, offset: 3600, isDaylight: false),
        ]
    )

    @Test(arguments: [CalendarMethod.request, .cancel])
    func `an event is the golden file's`(method: CalendarMethod) throws {
        let text = try Self.event(method).iCalendar
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        let expected = try Golden().text("\(method.rawValue.lowercased()).ics", for: text)
        #expect(text == expected)
    }

    @Test func `Copenhagen's transitions are the system's`() throws {
        let zone = try #require(
            CalendarZone(identifier: "Europe/Copenhagen", from: 1_807_772_400, through: 1_830_000_000)
        )
        // 26 March and 29 October 2028 are beyond; 25 October 2026, 28 March and 31 October 2027 are within.
        #expect(Array(zone.observances.suffix(3)) == Self.copenhagen.observances)
        #expect(zone.earliestOffset == 7200)
        #expect(CalendarZone(identifier: "Europe/Nowhere", from: 0, through: 0) == nil)
    }

    @Test(arguments: [
        (Int64(1_806_195_599), "20270328T015959"), (1_806_195_600, "20270328T030000"),
        (1_824_944_399, "20271031T025959"),
        (1_824_944_400, "20271031T020000"),
    ])
    func `a clock in the zone changes with the season`(instant: Int64, reading: String) {
        #expect(CalendarWriter.dateTime(Self.copenhagen.clock(at: instant)) == reading)
    }

    @Test func `a zone without changes still has an observance`() throws {
        var event = try Self.event()
        event.zone = CalendarZone(name: "Etc/UTC", earliestOffset: 0)
        #expect(
            event.iCalendar.contains(
                "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000"
            )
        )
        #expect(event.iCalendar.contains("DTSTART;TZID=Etc/UTC:20270415T070000"))
    }

    @Test func `no line break in a title begins a property`() throws {
        var event = try Self.event()
        event.summary = "a\r\nATTENDEE:mailto:x@y.example\u{2028}b\u{0}c"
        event.organiser = try Mailbox(name: "a\r\nX-EVIL:1", address: "a@b.example")
        let lines = event.iCalendar.split(separator: "\r\n")
        #expect(lines.filter { $0.hasPrefix("ATTENDEE") }.count == 1)
        #expect(!lines.contains { $0.hasPrefix("X-EVIL") })
        #expect(event.iCalendar.contains("SUMMARY:a\\nATTENDEE:mailto:x@y.example\\nb c\r\n"))
    }

    @Test(arguments: UInt64(0)..<30)
    func `folding is undone by taking the folds out`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = ["a", "æ", "🎬", " ", "en to tre "]
        let text = (0..<Int.random(in: 0...200, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
        var writer = CalendarWriter()
        writer.line("SUMMARY:" + text)
        #expect(writer.text.replacing("\r\n ", with: "").dropLast(1) == "SUMMARY:" + text)
        #expect(writer.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }
}
