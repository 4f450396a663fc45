import Course
import Testing

struct PlanDifferenceTests {
    @Test func `a plan differs from itself in nothing`() throws {
        let plan = try DigitalLedelse.plan()
        let difference = PlanDifference(from: plan.prompts, to: plan.prompts)
        #expect(difference.isEmpty && difference.unchanged == plan.prompts)
    }

    @Test func `other reasons alone are no difference`() throws {
        let old = try DigitalLedelse.plan().prompts
        let new = old.map { prompt in
            var prompt = prompt
            prompt.reasons.append("and so it is")
            return prompt
        }
        let difference = PlanDifference(from: old, to: new)
        #expect(difference.isEmpty && difference.unchanged == new)
    }

    @Test func `a workshop moved by a week moves what hangs on it`() throws {
        let sessions = DigitalLedelse.sessions.map { session in
            var session = session
            guard session.module == "workshop-2" else { return session }
            session.start.day = session.start.day.adding(days: 7)
            session.end.day = session.end.day.adding(days: 7)
            return session
        }
        let old = try DigitalLedelse.plan().prompts
        let new = try DigitalLedelse.plan(sessions: sessions).prompts
        let difference = PlanDifference(from: old, to: new)
        #expect(difference.added == [] && difference.withdrawn == [])
        let modules = Set(difference.moved.map(\.new.scope.module))
        #expect(
            modules == [
                "film-3", "film-4", "kl-4", "kl-5", "service-check", "meeting-2", "workshop-2", "wheel-after",
                "handbook",
            ]
        )
        // The film stays on its day, but its letter tells another due.
        let film = try #require(difference.moved.first { $0.new.scope.module == "film-3" && $0.new.purpose == .link })
        #expect(film.old.sendAt == film.new.sendAt && film.old.told != film.new.told)
    }

    @Test func `a group's date adds rows, and taking it back withdraws them`() throws {
        let old = try DigitalLedelse.plan().prompts
        let new = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-30T10:00")]
        ).prompts
        #expect(PlanDifference(from: old, to: new).added.count == 9)
        #expect(PlanDifference(from: new, to: old).withdrawn.count == 9)
        #expect(PlanDifference(from: new, to: old).unchanged == old)
    }
}
