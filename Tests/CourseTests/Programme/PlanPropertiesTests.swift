import Course
import Testing

/// What holds of any plan, tried on courses from seeds; a seed that fails fails again.
struct PlanPropertiesTests {
    static let seeds = UInt64(1)...60

    /// The courses that can be planned, with their plans.
    private static let planned: [UInt64: (course: RandomCourse, plan: Plan)] = Dictionary(
        uniqueKeysWithValues: seeds.compactMap { seed in
            let course = RandomCourse(seed: seed)
            return course.plan.map { (seed, (course, $0)) }
        }
    )

    @Test func `most random courses can be planned, so the properties say something`() {
        #expect(Self.planned.count > 30, "\(Self.planned.count) of \(Self.seeds.count)")
    }

    @Test(arguments: seeds)
    func `no prompt leaves on a closed day, and all at send-at`(seed: UInt64) {
        guard let (course, plan) = Self.planned[seed] else { return }
        let municipalities = Dictionary(uniqueKeysWithValues: course.outline.municipalities.map { ($0.key, $0) })
        let wrong = plan.prompts.filter { row in
            guard let municipality = municipalities[row.scope.municipality] else { return true }
            let local = course.outline.timeZone.local(row.sendAt)
            // Half past two of a spring morning does not exist.
            return !municipality.calendar.isWorkingDay(row.day) || local.day != row.day
                || local.time != municipality.sendAt && local.time != LocalTime(3, 30)
        }
        #expect(wrong == [])
    }

    /// The day that the own edge of a row's module stands for, where people set it.
    private func ownDay(of row: PlannedPrompt, edge: Edge, _ milestones: Milestones) -> Day? {
        let scope = row.scope
        func day(_ start: LocalDateTime, _ end: LocalDateTime) -> Day? {
            edge == .start ? start.day : edge == .end ? end.day : nil
        }
        if scope.leader != nil {
            return milestones.bookings.first { $0.leader == scope.leader }.flatMap { day($0.start, $0.end) }
        }
        if let group = scope.group {
            return milestones.meetings.last { $0.group == group && $0.module == scope.module }
                .flatMap { day($0.start, $0.end) }
        }
        let held = milestones.sessions.filter { $0.module == scope.module }
        return (scope.session.map { key in held.filter { $0.key == key } } ?? held).min { $0.start < $1.start }
            .flatMap { day($0.start, $0.end) }
    }

    @Test(arguments: seeds)
    func `before is never nearer than asked, and after never either`(seed: UInt64) {
        guard let (course, plan) = Self.planned[seed] else { return }
        let wrong = plan.prompts.filter { row in
            guard let (_, rule) = course.outline.programme.prompt(row.scope.prompt, of: row.scope.module),
                let calendar = course.outline.municipalities.first(where: { $0.key == row.scope.municipality })?
                    .calendar
            else { return true }
            guard case .offset(let offset, let direction, let anchor) = rule.send,
                let from = ownDay(of: row, edge: anchor.edge, course.milestones)
            else { return false }
            let (early, late) = direction == .before ? (row.day, from) : (from, row.day)
            switch offset {
            case .days(let count): return late.days(since: early) < count
            case .weeks(let count): return late.days(since: early) < 7 * count
            case .months(let count):
                let asked = from.adding(months: direction == .before ? -count : count)
                return direction == .before ? row.day > asked : row.day < asked
            case .workingDays(let count):
                // The anchor's own day is not counted, the prompt's is.
                let range = direction == .before ? early.number..<late.number : early.number + 1..<late.number + 1
                return range.count { calendar.isWorkingDay(Day(number: $0)) } != count
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: seeds)
    func `the same dates give the same plan, and moving a session back restores every row`(seed: UInt64) {
        guard let (course, plan) = Self.planned[seed] else { return }
        var moved = course
        for index in moved.milestones.sessions.indices where moved.milestones.sessions[index].module == "workshop-1" {
            moved.milestones.sessions[index].start.day = moved.milestones.sessions[index].start.day.adding(days: 7)
            moved.milestones.sessions[index].end.day = moved.milestones.sessions[index].end.day.adding(days: 7)
        }
        let again = course.plan == plan
        #expect(again)
        guard let other = moved.plan else { return }
        let there = PlanDifference(from: plan.prompts, to: other.prompts)
        let back = PlanDifference(from: other.prompts, to: plan.prompts)
        let isMirrored =
            Set(there.added) == Set(back.withdrawn) && Set(there.withdrawn) == Set(back.added)
            && Set(there.moved.map { $0.old }) == Set(back.moved.map { $0.new })
        #expect(isMirrored)
        #expect(!there.moved.isEmpty)
        // A set meeting stays where it is.
        let meetings = { (plan: Plan) in
            Dictionary(grouping: plan.prompts.filter { $0.scope.group != nil && $0.purpose == .questions }, by: \.scope)
                .mapValues { $0.map(\.told) }
        }
        let stay = meetings(plan) == meetings(other)
        #expect(stay)
    }

    @Test(arguments: seeds)
    func `a scope stands in a plan once, and each leader is reached by at most one row of a rule`(seed: UInt64) {
        guard let (course, plan) = Self.planned[seed] else { return }
        #expect(Set(plan.prompts.map(\.scope)).count == plan.prompts.count)
        for recipient in course.recipients {
            let reaching = plan.prompts.filter { $0.reaches(recipient) }
            #expect(Set(reaching.map(\.scope.reference)).count == reaching.count)
        }
    }

    @Test(arguments: seeds)
    func `a preview sends each rule once, on time or in time`(seed: UInt64) {
        guard let (course, plan) = Self.planned[seed] else { return }
        let now = Zone.copenhagen.instant(of: LocalDateTime(course.outline.starts.adding(days: 100), LocalTime(12, 0)))
        let preview = Preview(
            of: plan.prompts,
            municipalities: course.outline.municipalities,
            in: .copenhagen,
            now: now
        )
        for recipient in course.recipients {
            let letters = preview.letters(for: recipient)
            let items = letters.flatMap(\.items).map(\.prompt.scope.reference)
            #expect(Set(items).count == items.count)
            #expect(letters.map(\.sendAt) == letters.map(\.sendAt).sorted())
            #expect(Set(letters.map(\.sendAt)).count == letters.count)
            for letter in letters {
                #expect(letter.sendAt >= now && letter.sendAt >= recipient.enrolledAt && !letter.items.isEmpty)
                let untimely = letter.items.filter {
                    $0.prompt.sendAt > letter.sendAt || letter.sendAt >= $0.prompt.usefulUntil
                        || !$0.reasons.starts(with: $0.prompt.reasons)
                }
                #expect(untimely == [])
            }
        }
    }
}

extension RandomCourse {
    /// Leaders in every place: with and without a group, a date, a seat.
    fileprivate var recipients: [Recipient] {
        (1...24).map { number in
            let group = number % 3 == 0 ? nil : LeaderGroup.ID(rawValue: Int64(number % 8))
            let municipality = ["a", "b", "c"][number % 8 % 3]
            let dated = milestones.meetings.filter { $0.group == group && $0.municipality == municipality }
            return Recipient(
                id: Leader.ID(rawValue: Int64(number)),
                address: "",
                municipality: municipality,
                group: group,
                isChair: number % 2 == 0,
                datedMeetings: Set(dated.map(\.module)),
                seats: number % 5 == 0 ? [:] : ["workshop-1": "s1", "workshop-2": "s1", "kick-off": "s1"],
                enrolledAt: Zone.copenhagen.instant(of: LocalDateTime(outline.starts, .midnight))
                    .adding(seconds: number * 5 * 86_400)
            )
        }
    }
}
