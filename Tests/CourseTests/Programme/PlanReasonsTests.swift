import Course
import Testing

struct PlanReasonsTests {
    private func reasons(_ send: Moment, in municipality: String, meeting: String) throws -> [String]? {
        try DigitalLedelse.plan(meetings: [DigitalLedelse.meeting(group: 1, in: municipality, at: meeting)]) {
            $0.change("meeting-1") { $0.prompts[2].send = send }
        }.row("meeting-1", "questions", in: municipality, group: 1)?.reasons
    }

    @Test func `a move says its cause`() throws {
        #expect(
            try reasons("6 weeks before meeting-1.start", in: "glostrup", meeting: "2027-03-30T10:00") == [
                "6 weeks before meeting-1 on 2027-03-30 is Tuesday 16 February; closed in Glostrup 15–19 February; moved to Friday 12 February"
            ]
        )
    }

    @Test func `working days say which days were passed over`() throws {
        #expect(
            try reasons("1 working day before start", in: "glostrup", meeting: "2027-03-30T10:00")
                == [
                    "1 working day before meeting-1 on 2027-03-30 is Wednesday 24 March (not counting: Easter Monday, Good Friday, Maundy Thursday)"
                ]
        )
    }

    @Test func `a chain is told from its beginning`() throws {
        let row = try DigitalLedelse.plan().row("kl-1", "link", in: "albertslund")
        #expect(
            row?.reasons == [
                "the first session of workshop-1 counts, onsdag",
                "meeting-1.due: 1 week before workshop-1 on 2027-04-14 is Wednesday 7 April",
                "meeting-1 has no date yet; the last day of its window counts, Wednesday 7 April 2027",
                "film-1.opens: 5 weeks before meeting-1 on 2027-04-07 is Wednesday 3 March",
                "kl-1.opens: on film-1.opens, Wednesday 3 March 2027",
                "on kl-1.opens, Wednesday 3 March 2027",
            ]
        )
    }

    @Test func `two causes in a row are both told`() throws {
        let row = try DigitalLedelse.plan().row("service-check", "booking", in: "albertslund")
        #expect(
            row?.reasons.dropLast().last
                == "service-check.opens: 3 weeks after workshop-1.end on 2027-04-15 is Thursday 6 May; Ascension Day; closed in Albertslund 7 May; moved to Monday 10 May"
        )
    }
}
