import Course
import CourseStore
import CourseTesting

/// A small course, its leaders and what they decide, from a seed: whatever an administrator might plausibly write.
struct RandomCourse {
    let outline: CourseOutline
    /// The leaders of each municipality from the beginning, and those who come later.
    let leaders: [String: [LeaderEntry]]
    let latecomers: [String: [LeaderEntry]]
    /// When the latecomers come.
    let late: LocalDateTime
    private var random: SplitMix64

    init(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let first = Day(2026, 9, 1)
        var modules = [Module(key: "kick-off", kind: .gathering, title: "Kick-off")]
        var sessions = Self.sessions(of: "kick-off", on: first.adding(days: 100), using: &random)
        for number in 1...2 {
            var workshop = Module(key: "workshop-\(number)", kind: .workshop, title: "Workshop \(number)")
            if number == 2 { workshop.tables = .init(size: 4, pairsAcross: false) }
            sessions += Self.sessions(of: workshop.key, on: first.adding(days: 100 + 90 * number), using: &random)
            modules.append(workshop)
            var meeting = Module(key: "meeting-\(number)", kind: .reflection, title: "Meeting \(number)")
            let last = Int.random(in: 1...2, using: &random)
            meeting.window = .init(
                from: try Moment("\(last + .random(in: 2...4, using: &random)) weeks before workshop-\(number).start"),
                to: try Moment("\(last) weeks before workshop-\(number).start")
            )
            meeting.chooseDateBy = try Moment("\(last + 6) weeks before workshop-\(number).start")
            meeting.buildsOn = ["film-\(number)"]
            modules.append(meeting)
            var film = Module(key: "film-\(number)", kind: .film, title: "Film \(number)")
            film.opens = try Moment("\(Int.random(in: 2...6, using: &random)) weeks before meeting-\(number).start")
            film.due = try Moment(
                "\(Int.random(in: 1...4, using: &random)) working days before meeting-\(number).start"
            )
            modules.append(film)
        }
        var wheel = Module(key: "wheel", kind: .assessment, title: "Wheel")
        wheel.opens = try Moment("\(Int.random(in: 1...9, using: &random)) days after kick-off.end")
        wheel.due = try Moment("\(Int.random(in: 2...4, using: &random)) weeks after kick-off.end")
        modules.append(wheel)
        for index in modules.indices {
            modules[index].prompts = try Self.prompts(of: modules[index].kind, using: &random)
        }
        outline = CourseOutline(
            key: "random-\(seed)",
            title: "Random",
            about: nil,
            language: .danish,
            timeZone: try DemoCourse.outline().timeZone,
            starts: first,
            ends: first.adding(days: 330),
            lettersAWeek: 3,
            municipalities: ["a", "b"].map { Self.municipality($0, around: first, using: &random) },
            equivalentAreas: EquivalentAreas(rows: [["a": "Skoler", "b": "Skoler"]]),
            programme: Programme(modules: modules),
            sessions: sessions
        )
        var leaders: [String: [LeaderEntry]] = [:]
        var latecomers: [String: [LeaderEntry]] = [:]
        for municipality in ["a", "b"] {
            for number in 0..<8 {
                let group = Int.random(in: 0...3, using: &random)
                let leader = SmallCourse.leader(
                    "\(municipality)\(number)",
                    group: group == 0 ? nil : "G\(group)",
                    isChair: group > 0 && number < 4
                )
                if number < 6 {
                    leaders[municipality, default: []].append(leader)
                } else {
                    latecomers[municipality, default: []].append(leader)
                }
            }
        }
        (self.leaders, self.latecomers) = (leaders, latecomers)
        // Not on the minute, so that nothing is planned for the very instant.
        late = LocalDateTime(
            first.adding(days: .random(in: 90...230, using: &random)),
            LocalTime(.random(in: 0...23, using: &random), 7)
        )
        self.random = random
    }

    /// Whether it has a plan.
    var hasPlan: Bool { (try? Plan(of: outline, milestones: Milestones(sessions: outline.sessions))) != nil }

    /// Has some groups set dates and some leaders given seats; what the plan refuses is left.
    mutating func decide(in run: CourseRun) async throws {
        for municipality in ["a", "b"] {
            let groups = Set((leaders[municipality] ?? []).compactMap(\.group)).sorted()
            for group in groups where Bool.random(using: &random) {
                let number = Int.random(in: 1...2, using: &random)
                guard let workshop = outline.sessions(of: "workshop-\(number)").first else { continue }
                let day = workshop.start.day.adding(days: -.random(in: 3...40, using: &random))
                _ = try? await run.store.setMeeting(
                    course: run.key,
                    module: "meeting-\(number)",
                    municipality: municipality,
                    group: group,
                    start: LocalDateTime(day, LocalTime(13, 0)),
                    end: nil,
                    place: nil
                )
            }
            for leader in leaders[municipality] ?? [] where Bool.random(using: &random) {
                guard let session = outline.sessions.randomElement(using: &random) else { continue }
                try await run.store.setSeats(
                    course: run.key,
                    leaders: [leader.email],
                    module: session.module,
                    session: session.key,
                    table: Bool.random(using: &random) ? .named("bord 1") : .kept
                )
            }
        }
    }

    private static func municipality(_ key: String, around first: Day, using random: inout SplitMix64) -> Municipality {
        Municipality(
            key: key,
            name: "\(key) Kommune",
            sender: "A <\(key)@small.example>",
            signed: "A",
            contact: .init(name: "A", email: "\(key)@small.example"),
            coordinator: "\(key)@small.example",
            sendAt: LocalTime(.random(in: 0...23, using: &random), 30),
            closed: (0..<Int.random(in: 0...5, using: &random)).map { _ in
                let from = first.adding(days: .random(in: 0...330, using: &random))
                return ClosedPeriod(from: from, to: from.adding(days: .random(in: 0...20, using: &random)))
            }
        )
    }

    private static func sessions(
        of module: String,
        on day: Day,
        using random: inout SplitMix64
    ) -> [Course::Session] {
        (1...Int.random(in: 1...3, using: &random)).map { number in
            let start = LocalDateTime(
                day.adding(days: .random(in: 0...4, using: &random)),
                LocalTime(.random(in: 8...15, using: &random), 0)
            )
            return Course::Session(
                module: module,
                key: "s\(number)",
                start: start,
                end: start.adding(minutes: 240),
                place: "Hall"
            )
        }
    }

    private static func prompts(of kind: Module.Kind, using random: inout SplitMix64) throws -> [Prompt] {
        let (keys, edges): ([String], [String]) =
            switch kind {
            case .gathering, .workshop: (["invitation", "your-table", "reminder", "thanks"], ["start", "end"])
            case .reflection: (["questions", "notes", "reminder"], ["start", "end", "opens", "choose-date-by"])
            default: (["link", "reminder", "thanks"], ["opens", "due"])
            }
        return try keys.map { key in
            let edge = edges.randomElement(using: &random) ?? edges[0]
            let unit = ["days", "working days", "weeks"].randomElement(using: &random) ?? "days"
            let direction = Bool.random(using: &random) ? "before" : "after"
            let rule =
                Int.random(in: 0..<4, using: &random) == 0
                ? "on \(edge)"
                : "\(Int.random(in: 1...(unit == "weeks" ? 6 : 12), using: &random)) \(unit) \(direction) \(edge)"
            return Prompt(key: key, send: try Moment(rule), to: Bool.random(using: &random) ? .leaders : .chairs)
        }
    }
}
