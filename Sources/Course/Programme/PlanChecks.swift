extension CourseOutline {
    /// What is wrong with names, sessions and dates before any rule is counted.
    func check(_ milestones: Milestones, graph: AnchorGraph, into findings: inout FindingList) {
        if ends < starts { findings.add(.error, .courseEndsTooEarly, at: ["ends"]) }
        for day in [starts, ends] where !DanishHolidays.years.contains(day.year) {
            findings.add(.error, .dateOutOfBounds(day), at: [day == starts ? "starts" : "ends"])
        }
        checkNames(into: &findings)
        for module in programme.modules { module.check(graph: graph, into: &findings) }
        checkSessions(milestones.sessions, graph: graph, into: &findings)
        checkMilestones(milestones, graph: graph, into: &findings)
    }

    private func checkNames(into findings: inout FindingList) {
        for key in repeated(municipalities.map(\.key)) {
            findings.add(.error, .duplicateMunicipality(key), at: ["municipalities", key])
        }
        for municipality in municipalities {
            for (number, period) in municipality.closed.enumerated() where period.to < period.from {
                findings.add(
                    .error,
                    .closedPeriodEndsTooEarly(municipality: municipality.key),
                    at: ["municipalities", municipality.key, "closed", String(number)]
                )
            }
        }
        for key in repeated(programme.modules.map(\.key)) {
            findings.add(.error, .duplicateModule(key), at: ["modules", key])
        }
    }

    private func checkSessions(_ sessions: [Session], graph: AnchorGraph, into findings: inout FindingList) {
        let ofModule = Dictionary(grouping: sessions, by: \.module)
        for module in programme.modules where module.hasSessions {
            let held = ofModule[module.key] ?? []
            if held.isEmpty {
                findings.add(.error, .noSessions(module: module.key), at: ["modules", module.key, "sessions"])
            }
            for key in repeated(held.map(\.key)) {
                findings.add(
                    .error,
                    .duplicateSession(module: module.key, session: key),
                    at: ["modules", module.key, "sessions", key]
                )
            }
        }
        for session in sessions {
            guard let index = graph.index(of: session.module) else {
                findings.add(.error, .unknownModule(session.module), at: ["modules", session.module])
                continue
            }
            let kind = graph.modules[index].kind
            guard graph.modules[index].hasSessions else {
                findings.add(
                    .error,
                    .sessionOfOtherKind(module: session.module, kind: kind),
                    at: ["modules", session.module, "sessions"]
                )
                continue
            }
            check(session, into: &findings)
        }
    }

    private func check(_ session: Session, into findings: inout FindingList) {
        let place = ["modules", session.module, "sessions", session.key]
        let day = session.start.day
        if session.end <= session.start {
            findings.add(
                .error,
                .sessionEndsTooEarly(module: session.module, session: session.key),
                at: place + ["end"]
            )
        }
        for (edge, name) in [(session.start.day, "start"), (session.end.day, "end")] {
            guard DanishHolidays.years.contains(edge.year) else {
                findings.add(.error, .dateOutOfBounds(edge), at: place + [name])
                continue
            }
            if edge < starts || edge > ends {
                findings.add(.warning, .outsideCourse(day: edge, municipality: nil), at: place + [name])
            }
        }
        for municipality in municipalities {
            guard let closure = municipality.calendar.closedDay(on: day) else { continue }
            let local = if case .closed = closure { true } else { false }
            findings.add(
                .warning,
                .sessionOnClosedDay(
                    module: session.module,
                    session: session.key,
                    day: day,
                    closure: closure,
                    municipality: local ? municipality.key : nil
                ),
                at: place + ["start"]
            )
        }
    }

    private func checkMilestones(_ milestones: Milestones, graph: AnchorGraph, into findings: inout FindingList) {
        let places =
            milestones.meetings.map { ($0.module, $0.municipality, Module.Kind.reflection) }
            + milestones.bookings.map { ($0.module, $0.municipality, Module.Kind.serviceCheck) }
        let keys = Set(municipalities.map(\.key))
        for (module, municipality, kind) in places {
            let known = graph.index(of: module).map { graph.modules[$0].kind == kind } ?? false
            if known, keys.contains(municipality) { continue }
            findings.add(
                .warning,
                .strayMilestone(module: module, municipality: municipality),
                at: ["modules", module]
            )
        }
    }
}

extension Module {
    /// What is wrong with a module that no date is needed to see.
    fileprivate func check(graph: AnchorGraph, into findings: inout FindingList) {
        for prompt in repeated(prompts.map(\.key)) {
            findings.add(
                .error,
                .duplicatePrompt(module: key, prompt: prompt),
                at: ["modules", key, "prompts", prompt]
            )
        }
        for prompt in prompts {
            if let condition = prompt.unless, !condition.kinds.contains(kind) {
                findings.add(
                    .error,
                    .conditionOfOtherKind(condition, kind: kind),
                    at: ["modules", key, "prompts", prompt.key, "unless"]
                )
            }
        }
        if kind == .reflection, window == nil {
            findings.add(.error, .noRule(module: key, edge: .start), at: ["modules", key])
        }
        for (number, name) in buildsOn.enumerated() {
            guard let index = graph.index(of: name) else {
                findings.add(.error, .unknownModule(name), at: ["modules", key, "builds-on", String(number)])
                continue
            }
            let kind = graph.modules[index].kind
            if kind != .film {
                findings.add(
                    .error,
                    .buildsOnOtherKind(module: name, kind: kind),
                    at: ["modules", key, "builds-on", String(number)]
                )
            }
        }
    }
}

extension Prompt.Condition {
    /// The kinds of modules of which it can be known.
    fileprivate var kinds: Set<Module.Kind> {
        switch self {
        case .done: [.film, .reflection]
        case .dateChosen: [.reflection]
        case .booked: [.serviceCheck]
        }
    }
}

/// What stands in a list a second time.
private func repeated(_ keys: [String]) -> [String] {
    var seen: Set<String> = []
    return keys.filter { !seen.insert($0).inserted }
}
