import Course
import Testing

struct PreviewTests {
    private let zone = Zone.copenhagen

    private func leader(
        in municipality: String = "glostrup",
        group: Int64? = 1,
        chair: Bool = false,
        dated: Set<String> = [],
        seats: [String: String] = ["workshop-1": "onsdag", "workshop-2": "onsdag"],
        enrolled: String = "2026-12-01T12:00",
        has: Set<Prompt.Reference> = []
    ) -> Recipient {
        Recipient(
            id: Leader.ID(rawValue: 1),
            address: "leder@glostrup.example",
            municipality: municipality,
            group: group.map(LeaderGroup.ID.init(rawValue:)),
            isChair: chair,
            datedMeetings: dated,
            seats: seats,
            enrolledAt: zone.instant(enrolled),
            alreadyHas: has
        )
    }

    private func letters(
        for recipient: Recipient,
        meetings: [Meeting] = [],
        now: String = "2026-12-01T12:00",
        changing change: (inout CourseOutline) -> Void = { _ in }
    ) throws -> [PreviewLetter] {
        let plan = try DigitalLedelse.plan(meetings: meetings, changing: change)
        return Preview(
            of: plan.prompts,
            municipalities: DigitalLedelse.outline.municipalities,
            in: zone,
            now: zone.instant(now)
        ).letters(for: recipient)
    }

    /// As `2027-03-03 film-1.link kl-1.link`.
    private func lines(_ letters: [PreviewLetter]) -> [String] {
        letters.map { letter in
            ([letter.day.description] + letter.items.map { "\($0.prompt.scope.module).\($0.prompt.scope.prompt)" })
                .joined(separator: " ")
        }
    }

    @Test func `a leader of a group without a date gets these letters`() throws {
        #expect(
            lines(try letters(for: leader())) == [
                "2026-12-07 kick-off.invitation", "2027-01-14 kick-off.reminder", "2027-01-19 wheel-before.link",
                "2027-02-01 wheel-before.reminder", "2027-03-03 film-1.link kl-1.link workshop-1.invitation",
                "2027-03-17 film-2.link kl-2.link kl-3.link", "2027-03-24 film-1.reminder film-2.reminder",
                "2027-03-31 meeting-1.questions", "2027-04-07 workshop-1.your-table", "2027-04-13 workshop-1.reminder",
                "2027-04-22 film-3.link kl-4.link", "2027-04-28 workshop-2.invitation",
                "2027-04-29 film-4.link kl-5.link", "2027-05-07 service-check.booking",
                "2027-05-19 service-check.booking-reminder", "2027-05-24 film-3.reminder film-4.reminder",
                "2027-05-26 meeting-2.questions", "2027-06-02 workshop-2.your-table", "2027-06-08 workshop-2.reminder",
                "2027-06-17 wheel-after.link", "2027-06-24 wheel-after.reminder", "2027-07-02 handbook.link",
            ]
        )
    }

    @Test func `a letter leaves at the municipality's own hour`() throws {
        let letters = try letters(for: leader(in: "albertslund"))
        #expect(letters.allSatisfy { zone.local($0.sendAt).time == LocalTime(8, 0) && !$0.welcomes })
    }

    @Test func `a group's date replaces what was provisional`() throws {
        let meeting = DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-30T10:00")
        let dated = lines(try letters(for: leader(dated: ["meeting-1"]), meetings: [meeting]))
        #expect(dated.contains("2027-02-23 film-1.link kl-1.link"))
        #expect(dated.contains("2027-03-18 meeting-1.questions"))
        #expect(!dated.contains { $0.contains("2027-03-31") })
        let other = lines(try letters(for: leader(group: 2), meetings: [meeting]))
        #expect(other == lines(try letters(for: leader())))
    }

    @Test func `a chair is asked for the date and, once it is set, for notes`() throws {
        let meeting = DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-30T10:00")
        let undated = lines(try letters(for: leader(chair: true)))
        #expect(undated.contains("2027-01-20 meeting-1.choose-date"))
        #expect(undated.contains("2027-01-27 meeting-1.choose-date-reminder"))
        #expect(!undated.contains { $0.contains("notes") })
        let dated = lines(try letters(for: leader(chair: true, dated: ["meeting-1"]), meetings: [meeting]))
        #expect(dated.contains("2027-03-31 meeting-1.notes"))
    }

    @Test func `what is needed is waited for`() throws {
        let lonely = lines(try letters(for: leader(group: nil, seats: [:])))
        #expect(!lonely.contains { $0.contains("questions") || $0.contains("your-table") })
        #expect(lonely.contains("2027-04-13 workshop-1.reminder"))
        #expect(lonely.contains("2027-03-03 film-1.link kl-1.link workshop-1.invitation"))
        #expect(lonely.contains("2026-12-07 kick-off.invitation"), "where there is one session, everybody has a seat")
    }

    @Test func `a seat in the second session has its own days`() throws {
        let letters = lines(try letters(for: leader(seats: ["workshop-1": "torsdag"])))
        #expect(letters.contains("2027-03-04 workshop-1.invitation"))
        #expect(letters.contains("2027-04-14 workshop-1.reminder"))
    }

    @Test func `a meeting set so late that the film's moment is past still has its film before it`() throws {
        // Set on 22 March for Wednesday 31 March: film 1 should have come on 24 February, film 2 on 10 March.
        let meeting = DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-31T10:00")
        let letters = try letters(for: leader(dated: ["meeting-1"]), meetings: [meeting], now: "2027-03-22T14:00")
        #expect(
            lines(letters).first
                == "2027-03-23 film-1.link kl-1.link workshop-1.invitation film-2.link kl-2.link kl-3.link meeting-1.questions"
        )
        #expect(letters.first?.items.first?.prompt.day == day("2027-02-24"))
        #expect(
            letters.first?.items.first?.reasons.last
                == "not sent at its time; still of use, so it comes with the next release"
        )
        #expect(letters.first?.welcomes == false)
    }

    @Test func `a film is not sent after the meeting that it prepared`() throws {
        let meeting = DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-23T09:00")
        let letters = lines(
            try letters(for: leader(dated: ["meeting-1"]), meetings: [meeting], now: "2027-03-22T14:00")
        )
        #expect(!letters.contains { $0.contains("film-1") || $0.contains("kl-2") })
    }

    @Test func `who is enrolled in March gets one welcome with what is still of use`() throws {
        let letters = try letters(for: leader(enrolled: "2027-03-20T15:00"), now: "2027-03-20T15:00")
        // A Saturday: the next send-at is on Monday. Kick-off and the first wheel are over.
        #expect(
            lines(letters).prefix(2) == [
                "2027-03-22 film-1.link kl-1.link workshop-1.invitation film-2.link kl-2.link kl-3.link",
                "2027-03-24 film-1.reminder film-2.reminder",
            ]
        )
        #expect(letters.map(\.welcomes).prefix(2) == [true, false])
        #expect(letters.first?.sendAt == zone.instant("2027-03-22T09:30"))
        #expect(
            letters.first?.items.first?.reasons.last
                == "enrolled after that, on 2027-03-20; still of use, so it comes with the next release"
        )
    }

    @Test func `a reminder is left out, for good, where the letter brings the thing itself`() throws {
        // The link comes late on 25 March's eve, on the very day of its reminder.
        let letters = try letters(for: leader(enrolled: "2027-03-24T08:00"), now: "2027-03-24T08:00")
        #expect(lines(letters).first?.hasPrefix("2027-03-24 film-1.link kl-1.link") == true)
        #expect(
            !letters.contains {
                $0.items.contains { $0.prompt.purpose == .reminder && $0.prompt.scope.module == "film-1" }
            }
        )
    }

    @Test func `what a leader has does not come again`() throws {
        let has: Set = [Prompt.Reference(module: "kick-off", prompt: "invitation")]
        let letters = lines(try letters(for: leader(has: has)))
        #expect(letters.first == "2027-01-14 kick-off.reminder")
    }

    @Test func `something planned at its own time takes what is open along`() throws {
        let letters = lines(
            try letters(for: leader(enrolled: "2027-03-20T15:00"), now: "2027-03-20T15:00") { outline in
                outline.change("film-2") { $0.prompts.append(Prompt(key: "news", send: "2027-03-20T18:00")) }
            }
        )
        #expect(letters.first?.hasPrefix("2027-03-20 film-1.link") == true)
        #expect(letters.first?.contains("film-2.news") == true)
    }
}
