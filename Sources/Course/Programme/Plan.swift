/// A course's prompts with their instants, from its programme, the dates set and the calendars.
///
/// It is a function of what it is given: the same outline and milestones give the same plan, in the same order. Its cost grows
/// with the programme, the groups that have set a date, and the bookings; never with the number of leaders.
public struct Plan: Hashable, Sendable {
    /// Every planned prompt, by the instant at which it leaves, then in the programme's order.
    public let prompts: [PlannedPrompt]
    /// What is doubtful about it, and taken: warnings.
    public let findings: [Finding]
    /// How each day came about, step by step, from what the rule counted from in the end to the day itself.
    public let reasons: [PlannedPrompt.Scope: [Reason]]
    /// When modules are open, in the programme's order, by municipality; a reflection's is its window.
    public let spans: [ModuleSpan]
    /// The windows in which groups hold their meetings, by municipality.
    public let windows: [MeetingWindow]

    /// Plans a course.
    ///
    /// Sessions are those of the milestones.
    /// - Throws: every error found, with the warnings behind them.
    public init(of outline: CourseOutline, milestones: Milestones) throws(PlanFaults) {
        let graph = AnchorGraph(outline.programme, sessions: milestones.sessions)
        var findings = graph.findings
        outline.check(milestones, graph: graph, into: &findings)
        let sessions = Dictionary(
            grouping: milestones.sessions.sorted { ($0.start, $0.end, $0.key) < ($1.start, $1.end, $1.key) }
        ) { graph.index(of: $0.module) ?? -1 }
        let groups = MeetingsByGroup(milestones.meetings, graph: graph)
        let bookings = Dictionary(grouping: milestones.bookings, by: \.municipality)

        var rows: [PromptPlanner.Row] = []
        var windows: [MeetingWindow] = []
        var spans: [ModuleSpan] = []
        for municipality in outline.municipalities {
            let timeline = Timeline(
                graph: graph,
                municipality: municipality.key,
                calendar: municipality.calendar,
                sessions: sessions
            )
            findings.add(timeline.findings.all)
            timeline.check(within: outline.starts...max(outline.starts, outline.ends), into: &findings)
            windows += timeline.windows
            spans += timeline.spans

            var planner = PromptPlanner(
                timeline: timeline,
                municipality: municipality,
                zone: outline.timeZone,
                ends: outline.ends
            )
            rows += planner.rows(bookings: bookings[municipality.key] ?? [])
            findings.add(planner.findings.all)
            for (group, meetings) in groups.of(municipality.key) {
                let own = Timeline(of: timeline, meetings: meetings)
                findings.add(own.findings.all)
                own.check(meetings, of: group, into: &findings)
                var planner = PromptPlanner(
                    timeline: own,
                    municipality: municipality,
                    zone: outline.timeZone,
                    ends: outline.ends,
                    group: group
                )
                rows += planner.rows()
                findings.add(planner.findings.all)
            }
        }
        for row in rows where !(outline.starts...max(outline.starts, outline.ends)).contains(row.prompt.day) {
            let scope = row.prompt.scope
            findings.add(
                .warning,
                .outsideCourse(day: row.prompt.day, municipality: scope.municipality),
                at: ["modules", scope.module, "prompts", scope.prompt, "send"]
            )
        }
        if findings.hasErrors {
            let all = findings.all
            throw PlanFaults(findings: all.filter { $0.severity == .error } + all.filter { $0.severity == .warning })
        }
        prompts = rows.enumerated().sorted {
            ($0.element.prompt.sendAt, $0.element.order, $0.offset)
                < ($1.element.prompt.sendAt, $1.element.order, $1.offset)
        }.map(\.element.prompt)
        reasons = Dictionary(rows.map { ($0.prompt.scope, $0.reasons) }, uniquingKeysWith: { one, _ in one })
        self.findings = findings.all
        self.windows = windows
        self.spans = spans
    }
}

/// The days between which the groups of a municipality hold a meeting, as long as no other meeting moves them.
public struct MeetingWindow: Hashable, Sendable {
    /// The reflection module.
    public var module: String
    /// The municipality's key.
    public var municipality: String
    /// The first day.
    public var from: Day
    /// The last day.
    public var to: Day
    /// The day by which the date is chosen, where a rule says one.
    public var chooseDateBy: Day?

    /// A window of `module`.
    public init(module: String, municipality: String, from: Day, to: Day, chooseDateBy: Day? = nil) {
        self.module = module
        self.municipality = municipality
        self.from = from
        self.to = to
        self.chooseDateBy = chooseDateBy
    }
}

/// The meetings that groups have set, by municipality and group.
private struct MeetingsByGroup {
    private var byMunicipality: [String: [LeaderGroup.ID: [Int: Meeting]]] = [:]

    init(_ meetings: [Meeting], graph: AnchorGraph) {
        for meeting in meetings {
            guard let module = graph.index(of: meeting.module), graph.modules[module].kind == .reflection else {
                continue
            }
            byMunicipality[meeting.municipality, default: [:]][meeting.group, default: [:]][module] = meeting
        }
    }

    func of(_ municipality: String) -> [(LeaderGroup.ID, [Int: Meeting])] {
        (byMunicipality[municipality] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Timeline {
    /// The windows of all reflection modules.
    fileprivate var windows: [MeetingWindow] {
        graph.modules.indices.compactMap { module in
            guard graph.modules[module].kind == .reflection, let from = point(module, .opens),
                let to = point(module, .due)
            else { return nil }
            return MeetingWindow(
                module: graph.modules[module].key,
                municipality: municipality,
                from: from.day,
                to: to.day,
                chooseDateBy: point(module, .chooseDateBy)?.day
            )
        }
    }
}
