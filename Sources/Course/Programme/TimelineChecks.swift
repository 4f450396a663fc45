extension Timeline {
    /// What is wrong or doubtful about the days of a municipality.
    func check(within course: ClosedRange<Day>, into findings: inout FindingList) {
        for (index, module) in graph.modules.enumerated() {
            checkBounds(of: module, index, within: course, into: &findings)
            if let opens = point(index, .opens), let due = point(index, .due), module.kind != .reflection,
                opens.day > due.day
            {
                findings.add(
                    .warning,
                    .opensAfterDue(module: module.key, municipality: municipality, opens: opens.day, due: due.day),
                    at: module.place(of: .opens)
                )
            }
            if module.kind == .reflection { checkWindow(of: module, index, into: &findings) }
        }
        checkFilms(meetings: graph.modules.indices.filter { graph.modules[$0].kind == .reflection }, into: &findings)
    }

    /// What the meetings of a group bring about.
    func check(_ meetings: [Int: Meeting], of group: LeaderGroup.ID, into findings: inout FindingList) {
        for (index, meeting) in meetings.sorted(by: { $0.key < $1.key }) {
            let day = meeting.start.day
            let place = ["modules", meeting.module]
            if let from = point(index, .opens)?.day, let to = point(index, .due)?.day, day < from || day > to {
                findings.add(
                    .warning,
                    .meetingOutsideWindow(
                        module: meeting.module,
                        municipality: municipality,
                        group: group,
                        day: day,
                        from: from,
                        to: to
                    ),
                    at: place
                )
            }
            if let closure = calendar.closedDay(on: day) {
                findings.add(
                    .warning,
                    .meetingOnClosedDay(
                        module: meeting.module,
                        municipality: municipality,
                        group: group,
                        day: day,
                        closure: closure
                    ),
                    at: place
                )
            }
        }
        checkFilms(meetings: meetings.keys.sorted(), of: group, into: &findings)
    }

    /// A film that is due after the meeting that builds on it refuses a course; where only a group's own date brings it about,
    /// it is the group's conflict.
    private func checkFilms(meetings: [Int], of group: LeaderGroup.ID? = nil, into findings: inout FindingList) {
        for index in meetings {
            let module = graph.modules[index]
            guard let start = point(index, .start) else { continue }
            for film in module.buildsOn.compactMap(graph.index(of:)) {
                guard let due = point(film, .due), due.day > start.day else { continue }
                findings.add(
                    severity,
                    .filmDueAfterMeeting(
                        film: graph.modules[film].key,
                        meeting: module.key,
                        municipality: municipality,
                        group: group,
                        due: due.day,
                        on: start.day
                    ),
                    at: group == nil ? graph.modules[film].place(of: .due) : ["modules", module.key]
                )
            }
        }
    }

    private func checkBounds(
        of module: Module,
        _ index: Int,
        within course: ClosedRange<Day>,
        into findings: inout FindingList
    ) {
        for edge in Edge.allCases where module.rule(of: edge) != nil {
            guard let day = point(index, edge)?.day, !course.contains(day) else { continue }
            findings.add(
                .warning,
                .outsideCourse(day: day, municipality: municipality),
                at: module.place(of: edge)
            )
        }
    }

    private func checkWindow(of module: Module, _ index: Int, into findings: inout FindingList) {
        guard let from = point(index, .opens)?.day, let to = point(index, .due)?.day else { return }
        guard let first = calendar.workingDay(onOrAfter: from), first <= to else {
            findings.add(
                .error,
                .windowWithoutWorkingDay(module: module.key, municipality: municipality, from: from, to: to),
                at: ["modules", module.key, "window"]
            )
            return
        }
        guard let by = point(index, .chooseDateBy)?.day, let earliest = earliestDay(ifMeeting: index, on: first),
            by > earliest
        else { return }
        findings.add(
            .warning,
            .chooseDateTooLate(module: module.key, municipality: municipality, by: by, earliest: earliest),
            at: module.place(of: .chooseDateBy)
        )
    }

    /// The earliest day that depends on a meeting's date, were it held as early as it may be.
    private func earliestDay(ifMeeting meeting: Int, on day: Day) -> Day? {
        var early = Timeline(of: self, meetings: [:], assumed: [meeting: day])
        var earliest: Day?
        for (index, module) in graph.modules.enumerated() {
            for edge in [Edge.opens] where graph.meetings(of: Node(module: index, edge: edge)).contains(meeting) {
                if let opens = early.point(index, edge)?.day { earliest = min(earliest ?? opens, opens) }
            }
            for prompt in module.prompts where graph.meetings(of: prompt.send, in: index).contains(meeting) {
                let own = Own(session: sessions[index]?.first)
                guard let sent = early.point(of: prompt.send, in: index, own: own, at: [])?.day else { continue }
                earliest = min(earliest ?? sent, sent)
            }
        }
        return earliest
    }
}
