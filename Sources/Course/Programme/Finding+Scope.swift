extension Finding {
    /// The key of the municipality in which alone it is found; `nil` where it is found everywhere.
    public var municipality: String? {
        switch kind {
        case .closedPeriodEndsTooEarly(let municipality), .noWorkingDay(let municipality, _),
            .windowWithoutWorkingDay(_, let municipality, _, _),
            .filmDueAfterMeeting(_, _, let municipality, _, _, _),
            .timeOnClosedDay(_, _, let municipality), .opensAfterDue(_, let municipality, _, _),
            .chooseDateTooLate(_, let municipality, _, _),
            .meetingOutsideWindow(_, let municipality, _, _, _, _),
            .meetingOnClosedDay(_, let municipality, _, _, _),
            .strayMilestone(_, let municipality), .lettersAWeek(let municipality, _, _, _, _),
            .itemsALetter(let municipality, _, _, _):
            municipality
        case .sessionOnClosedDay(_, _, _, _, let municipality), .outsideCourse(_, let municipality): municipality
        case .promptTooLate(let scope, _): scope.municipality
        default: nil
        }
    }

    /// Whether it is about a planned prompt, or about a module that the prompt's day counts from.
    public func concerns(_ scope: PlannedPrompt.Scope, reasons: [Reason]) -> Bool {
        if let municipality, municipality != scope.municipality { return false }
        if let group, group != scope.group { return false }
        if case .promptTooLate(let late, _) = kind { return late == scope }
        guard place.count >= 2, place[0] == "modules" else { return false }
        // What is wrong with another prompt of the same module is that one's.
        if place.count >= 4, place[2] == "prompts" { return place[1] == scope.module && place[3] == scope.prompt }
        return place[1] == scope.module || reasons.contains { $0.modules.contains(place[1]) }
    }
}

extension Reason {
    /// The modules that the step speaks of.
    public var modules: Set<String> {
        switch self {
        case .withoutSeat(let module, _), .counted(_, let module, _), .undated(let module, _): return [module]
        case .rule(let step):
            let anchor: Moment.Anchor? =
                switch step.rule {
                case .date, .time: nil
                case .on(let anchor), .offset(_, _, let anchor, _): anchor
                }
            return Set([step.edge?.module, anchor?.module].compactMap(\.self))
        }
    }
}
