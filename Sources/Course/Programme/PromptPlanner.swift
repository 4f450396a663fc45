/// Turns the prompts of a programme into rows for one municipality, or there for one group that has set a date.
struct PromptPlanner {
    private var timeline: Timeline
    private let municipality: Municipality
    private let zone: Zone
    private let ends: Day
    private let group: LeaderGroup.ID?
    private(set) var findings = FindingList()

    init(timeline: Timeline, municipality: Municipality, zone: Zone, ends: Day, group: LeaderGroup.ID? = nil) {
        self.timeline = timeline
        self.municipality = municipality
        self.zone = zone
        self.ends = ends
        self.group = group
    }

    /// The rows.
    mutating func rows(bookings: [Booking] = []) -> [Row] {
        let bookingsOfModule = Dictionary(grouping: bookings, by: \.module)
        var rows: [Row] = []
        var order = 0
        for (index, module) in timeline.graph.modules.enumerated() {
            for (prompt, meetings) in zip(module.prompts, timeline.graph.meetingsOfPrompts[index]) {
                order += 1
                if group != nil, meetings.isDisjoint(with: timeline.meetings.keys) { continue }
                for own in occasions(of: prompt, in: index, bookings: bookingsOfModule[module.key] ?? []) {
                    guard var row = row(prompt, of: index, on: own, meetings: meetings) else { continue }
                    row.order = order
                    rows.append(row)
                }
            }
        }
        findings.add(timeline.findings.all)
        return rows
    }

    /// A planned prompt, how it came about, and its rule's place in the programme's order.
    struct Row {
        var order = 0
        var prompt: PlannedPrompt
        var reasons: [Reason]
    }

    /// What a prompt is planned for once each.
    private struct Occasion {
        var own = Timeline.Own()
        /// The session's key; `nil` for those without a seat.
        var key: String?
    }

    private func occasions(of prompt: Prompt, in index: Int, bookings: [Booking]) -> [Occasion] {
        let module = timeline.graph.modules[index]
        if module.hasSessions {
            let sessions = timeline.sessions[index] ?? []
            guard let first = sessions.first else { return [] }
            let each = sessions.map { Occasion(own: Timeline.Own(session: $0), key: $0.key) }
            return sessions.count == 1 ? each : [Occasion(own: Timeline.Own(session: first))] + each
        }
        if timeline.graph.countsFromBooking(prompt, of: index) {
            return group == nil ? bookings.map { Occasion(own: Timeline.Own(booking: $0)) } : []
        }
        return [Occasion()]
    }

    private mutating func row(
        _ prompt: Prompt,
        of index: Int,
        on occasion: Occasion,
        meetings: Set<Int>
    ) -> Row? {
        let module = timeline.graph.modules[index]
        let place = module.place(of: prompt)
        guard let send = timeline.point(of: prompt.send, in: index, own: occasion.own, at: place) else { return nil }
        let purpose = prompt.purpose(in: module.kind)
        let sendAt = zone.instant(of: LocalDateTime(send.day, send.time ?? municipality.sendAt))
        let subject = Announcement(
            of: purpose,
            module: index,
            own: occasion.own,
            in: timeline,
            zone: zone,
            courseEnds: ends
        )
        guard let usefulUntil = subject.usefulUntil(sentOn: send.day, at: sendAt) else {
            findings.add(
                timeline.severity,
                .noWorkingDay(municipality: municipality.key, near: send.day),
                at: place
            )
            return nil
        }
        let scope = PlannedPrompt.Scope(
            module: module.key,
            prompt: prompt.key,
            municipality: municipality.key,
            group: group,
            session: occasion.key,
            leader: occasion.own.booking?.leader
        )
        if purpose != .notes, purpose != .message, usefulUntil <= sendAt || subject.isPast(at: sendAt) {
            findings.add(.warning, .promptTooLate(scope, day: send.day), at: place)
        }
        let reasons = (seatless(occasion, in: index).map { [$0] } ?? []) + send.reasons
        let planned = PlannedPrompt(
            scope: scope,
            to: prompt.to,
            purpose: purpose,
            unless: prompt.unless ?? purpose.impliedCondition,
            needs: need(prompt, purpose, of: module),
            day: send.day,
            sendAt: sendAt,
            usefulUntil: usefulUntil,
            provisional: send.provisional || subject.provisional,
            told: subject.told,
            meetings: meetings.sorted().map { timeline.graph.modules[$0].key },
            reasons: reasons.map { $0.sentence(in: .english) }
        )
        return Row(prompt: planned, reasons: reasons)
    }

    private func seatless(_ occasion: Occasion, in index: Int) -> Reason? {
        guard let session = occasion.own.session, occasion.key == nil else { return nil }
        return .withoutSeat(module: timeline.graph.modules[index].key, session: session.key)
    }

    /// What a leader must have before the prompt makes sense.
    private func need(_ prompt: Prompt, _ purpose: Prompt.Purpose, of module: Module) -> PlannedPrompt.Need? {
        // Where nobody seats people at tables, the letter says that they are told at the door.
        if purpose == .yourTable { return module.tables == nil ? .seat : .table }
        guard module.kind == .reflection, group == nil else { return nil }
        if purpose == .notes || prompt.followsMeeting(of: module) { return .date }
        return prompt.to == .leaders ? .group : nil
    }
}

extension Prompt {
    /// Whether it is sent after the meeting of its own module.
    fileprivate func followsMeeting(of module: Module) -> Bool {
        guard case .offset(_, .after, let anchor) = send, anchor.module == nil || anchor.module == module.key else {
            return false
        }
        return module.isMeeting(anchor.edge)
    }
}

extension Prompt.Purpose {
    /// What makes a prompt of this purpose needless where its rule says nothing.
    fileprivate var impliedCondition: Prompt.Condition? {
        switch self {
        case .chooseDate, .chooseDateReminder: .dateChosen
        case .bookingReminder: .booked
        default: nil
        }
    }

    /// Whether it is about choosing the meeting's date, and so comes before there is one.
    var asksForDate: Bool { self == .chooseDate || self == .chooseDateReminder }
}

extension AnchorGraph {
    /// Whether a prompt counts from a leader's own booking.
    func countsFromBooking(_ prompt: Prompt, of index: Int) -> Bool {
        guard let anchor = prompt.send.anchor, let node = node(of: anchor, in: index) else { return false }
        return node.module == index && modules[index].isBooking(node.edge)
    }
}
