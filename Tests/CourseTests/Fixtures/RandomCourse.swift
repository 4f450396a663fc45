import Course
import CourseTesting

/// A course, its dates and its calendars from a seed: whatever an administrator might plausibly write, in no good taste.
struct RandomCourse {
    var outline: CourseOutline
    var milestones: Milestones

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let first = Day(Int.random(in: 1995...2190, using: &random), 9, 1)
        let municipalities = ["a", "b", "c"].map { Self.municipality($0, around: first, using: &random) }
        var modules = [Module(key: "kick-off", kind: .gathering, title: "")]
        var sessions = Self.sessions(of: "kick-off", on: first.adding(days: 60), using: &random)
        for number in 1...2 {
            let workshop = Module(key: "workshop-\(number)", kind: .workshop, title: "")
            sessions += Self.sessions(of: workshop.key, on: first.adding(days: 60 + 100 * number), using: &random)
            modules.append(workshop)
            modules.append(Self.meeting(number, using: &random))
            modules += (0..<3).map { Self.film("film-\(number)-\($0)", meeting: number, using: &random) }
        }
        modules.append(
            DigitalLedelse.module(
                "wheel",
                .assessment,
                opens: Self.moment(.after, "kick-off.end", using: &random),
                due: Self.moment(.before, "workshop-1.start", using: &random)
            )
        )
        modules.append(
            DigitalLedelse.module(
                "check",
                .serviceCheck,
                opens: Self.moment(.after, "workshop-1.end", using: &random),
                due: Self.moment(.before, "workshop-2.start", using: &random)
            )
        )
        modules.append(
            DigitalLedelse.module("book", .material, opens: Self.moment(.after, "workshop-2.end", using: &random))
        )
        for index in modules.indices { modules[index].prompts = Self.prompts(of: modules[index].kind, using: &random) }
        outline = CourseOutline(
            key: "random",
            title: "",
            about: nil,
            language: .danish,
            timeZone: .copenhagen,
            starts: first,
            ends: first.adding(days: 400),
            lettersAWeek: 3,
            municipalities: municipalities,
            equivalentAreas: EquivalentAreas(rows: []),
            programme: Programme(modules: modules),
            sessions: sessions
        )
        milestones = Milestones(
            sessions: sessions,
            meetings: Self.meetings(sessions, using: &random),
            bookings: (1...4).map { (number: Int) in
                let start = LocalDateTime(first.adding(days: 200 + number * 3), LocalTime(10, 0))
                return Booking(
                    module: "check",
                    leader: Leader.ID(rawValue: Int64(number)),
                    municipality: "a",
                    start: start,
                    end: start.adding(minutes: 30)
                )
            }
        )
    }

    /// The plan; `nil` where the course is refused.
    var plan: Plan? { try? Plan(of: outline, milestones: milestones) }

    private static func municipality(
        _ key: String,
        around first: Day,
        using random: inout SplitMix64
    ) -> Municipality {
        Municipality(
            key: key,
            name: "\(key) Kommune",
            sender: "",
            signed: "",
            contact: .init(name: "", email: ""),
            coordinator: "",
            sendAt: LocalTime(Int.random(in: 0...23, using: &random), 30),
            closed: (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let from = first.adding(days: .random(in: -60...400, using: &random))
                return ClosedPeriod(from: from, to: from.adding(days: .random(in: 0...35, using: &random)))
            }
        )
    }

    private static func sessions(of module: String, on day: Day, using random: inout SplitMix64) -> [Session] {
        (1...Int.random(in: 1...3, using: &random)).map { number in
            let start = LocalDateTime(
                day.adding(days: .random(in: 0...9, using: &random)),
                LocalTime(.random(in: 8...15, using: &random), 0)
            )
            return Session(
                module: module,
                key: "s\(number)",
                start: start,
                end: start.adding(minutes: 240),
                place: ""
            )
        }
    }

    private static func meeting(_ number: Int, using random: inout SplitMix64) -> Module {
        var module = Module(key: "meeting-\(number)", kind: .reflection, title: "")
        let last = Int.random(in: 1...3, using: &random)
        let workshop = Moment.Anchor(module: "workshop-\(number)", edge: .start)
        module.window = .init(
            from: .offset(.weeks(last + .random(in: 2...6, using: &random)), .before, workshop),
            to: .offset(.weeks(last), .before, workshop)
        )
        module.chooseDateBy = .offset(.weeks(last + .random(in: 4...9, using: &random)), .before, workshop)
        module.buildsOn = (0..<2).map { "film-\(number)-\($0)" }
        return module
    }

    private static func film(_ key: String, meeting number: Int, using random: inout SplitMix64) -> Module {
        let opens: Moment =
            Bool.random(using: &random)
            ? moment(.before, "meeting-\(number).start", using: &random)
            : moment(.after, number == 1 ? "kick-off.end" : "workshop-1.end", using: &random)
        return DigitalLedelse.module(
            key,
            .film,
            opens: opens,
            due: moment(.before, "meeting-\(number).start", using: &random)
        )
    }

    private static func prompts(of kind: Module.Kind, using random: inout SplitMix64) -> [Prompt] {
        let (keys, edges): ([String], [String]) =
            switch kind {
            case .gathering, .workshop: (["invitation", "your-table", "reminder", "thanks"], ["start", "end"])
            case .reflection:
                (["choose-date", "questions", "notes", "reminder"], ["start", "end", "opens", "choose-date-by"])
            case .film, .assessment: (["link", "reminder", "thanks"], ["opens", "due"])
            case .serviceCheck: (["booking", "booking-reminder", "reminder"], ["opens", "due", "start"])
            case .material: (["link", "news"], ["opens"])
            }
        return keys.map { key in
            let edge = edges.randomElement(using: &random) ?? edges[0]
            let send: Moment =
                Int.random(in: 0..<4, using: &random) == 0
                ? moment("on \(edge)") : moment(Bool.random(using: &random) ? .before : .after, edge, using: &random)
            return Prompt(key: key, send: send, to: Bool.random(using: &random) ? .leaders : .chairs)
        }
    }

    private static func moment(
        _ direction: Moment.Direction,
        _ anchor: String,
        using random: inout SplitMix64
    ) -> Moment {
        let unit = ["days", "working days", "weeks", "months"].randomElement(using: &random) ?? "days"
        let most = unit == "months" ? 2 : unit == "weeks" ? 6 : 20
        return moment("\(Int.random(in: 1...most, using: &random)) \(unit) \(direction.rawValue) \(anchor)")
    }

    private static func moment(_ text: String) -> Moment { Moment(stringLiteral: text) }

    private static func meetings(_ sessions: [Session], using random: inout SplitMix64) -> [Meeting] {
        (1...12).compactMap { (group: Int) in
            let number = Int.random(in: 1...2, using: &random)
            guard let workshop = sessions.first(where: { $0.module == "workshop-\(number)" }) else { return nil }
            let start = LocalDateTime(
                workshop.start.day.adding(days: -.random(in: 5...60, using: &random)),
                LocalTime(13, 0)
            )
            return Meeting(
                module: "meeting-\(number)",
                group: LeaderGroup.ID(rawValue: Int64(group % 8)),
                municipality: ["a", "b", "c"][group % 8 % 3],
                start: start,
                end: start.adding(minutes: 60)
            )
        }
    }
}
