/// Who gets what on which day, and why: the rules of release followed through to the course's end, with every `unless` taken
/// as unmet.
///
/// It keeps nothing a leader: letters are made for one at a time, at a cost that grows with the prompts of the leader's
/// municipality and group.
public struct Preview: Sendable {
    private let prompts: [PlannedPrompt]
    private let stopped: Set<Prompt.Reference>
    private let now: Instant
    private let zone: Zone
    private let hours: [String: ReleaseHours]
    /// The rows of whole municipalities, of groups and of single leaders, as positions in the plan.
    private var ofMunicipality: [String: [Int]] = [:]
    private var ofGroup: [LeaderGroup.ID: [Int]] = [:]
    private var ofLeader: [Leader.ID: [Int]] = [:]
    /// The instants at which something is planned, by municipality, in order.
    private var moments: [String: [Instant]] = [:]
    /// The session of modules that have only one.
    private let soleSessions: [String: String]

    /// A preview of planned prompts, from `now` on.
    ///
    /// Prompts that somebody has stopped are in no letter; their moments are moments of release all the same.
    public init(
        of prompts: [PlannedPrompt],
        municipalities: [Municipality],
        in zone: Zone,
        now: Instant,
        leavingOut stopped: Set<Prompt.Reference> = []
    ) {
        self.prompts = prompts
        self.stopped = stopped
        self.now = now
        self.zone = zone
        hours = Dictionary(
            municipalities.map { ($0.key, ReleaseHours(of: $0, in: zone)) },
            uniquingKeysWith: { first, _ in first }
        )
        var sessions: [String: Set<String?>] = [:]
        for (index, prompt) in prompts.enumerated() {
            sessions[prompt.scope.module, default: []].insert(prompt.scope.session)
            moments[prompt.scope.municipality, default: []].append(prompt.sendAt)
            if let leader = prompt.scope.leader {
                ofLeader[leader, default: []].append(index)
            } else if let group = prompt.scope.group {
                ofGroup[group, default: []].append(index)
            } else {
                ofMunicipality[prompt.scope.municipality, default: []].append(index)
            }
        }
        moments = moments.mapValues { Set($0).sorted() }
        soleSessions = sessions.compactMapValues { $0.count == 1 ? $0.first ?? nil : nil }
    }

    /// The letters that a leader will get, the first first.
    public func letters(for recipient: Recipient) -> [PreviewLetter] {
        var recipient = recipient
        recipient.seats.merge(soleSessions) { seat, _ in seat }
        let ready = max(now, recipient.enrolledAt)
        let catchUp = firstRelease(in: recipient.municipality, from: ready)
        var had = recipient.alreadyHas
        var items: [Instant: [Int]] = [:]
        for index in candidates(for: recipient) {
            let prompt = prompts[index]
            guard prompt.reaches(recipient), prompt.meetsNeed(recipient), !prompt.isNeedless(for: recipient),
                !had.contains(prompt.scope.reference), !stopped.contains(prompt.scope.reference),
                let release = prompt.sendAt >= ready ? prompt.sendAt : catchUp, release < prompt.usefulUntil
            else { continue }
            had.insert(prompt.scope.reference)
            items[release, default: []].append(index)
        }
        return items.sorted { $0.key < $1.key }.enumerated().map { number, release in
            letter(
                at: release.key,
                with: withoutNeedlessReminders(release.value),
                to: recipient,
                isFirst: number == 0 && recipient.alreadyHas.isEmpty
            )
        }
    }

    /// The positions of the rows that may reach a leader, in the plan's order.
    private func candidates(for recipient: Recipient) -> [Int] {
        let own =
            (recipient.group.flatMap { ofGroup[$0] } ?? []) + (ofLeader[recipient.id] ?? [])
        let shared = ofMunicipality[recipient.municipality] ?? []
        return own.isEmpty ? shared : (shared + own).sorted()
    }

    /// The first release at or after an instant: at a `send-at`, or at something's planned moment.
    private func firstRelease(in municipality: String, from instant: Instant) -> Instant? {
        let sendAt = hours[municipality]?.nextSendAt(after: Instant(microseconds: instant.microseconds - 1))
        let planned = moments[municipality].flatMap { moments in
            let position = moments.firstPosition { $0 >= instant }
            return position < moments.count ? moments[position] : nil
        }
        return [sendAt, planned].compactMap { $0 }.min()
    }

    /// A reminder is left out where the same letter brings the thing itself.
    private func withoutNeedlessReminders(_ items: [Int]) -> [Int] {
        let brought = Set(items.filter { prompts[$0].purpose.bringsItself }.map { prompts[$0].scope.module })
        return items.filter { !prompts[$0].purpose.isReminder || !brought.contains(prompts[$0].scope.module) }
    }

    private func letter(
        at release: Instant,
        with items: [Int],
        to recipient: Recipient,
        isFirst: Bool
    ) -> PreviewLetter {
        let items = items.map { index in
            let prompt = prompts[index]
            let late = prompt.sendAt < release
            return PreviewLetter.Item(
                prompt: prompt,
                reasons: prompt.reasons + (late ? [lateness(of: prompt, recipient)] : [])
            )
        }
        return PreviewLetter(
            recipient: recipient.id,
            municipality: recipient.municipality,
            day: zone.local(release).day,
            sendAt: release,
            welcomes: isFirst && items.contains { $0.prompt.sendAt < recipient.enrolledAt },
            items: items
        )
    }

    private func lateness(of prompt: PlannedPrompt, _ recipient: Recipient) -> String {
        prompt.sendAt < recipient.enrolledAt
            ? "enrolled after that, on \(zone.local(recipient.enrolledAt).day); still of use, so it comes with the next release"
            : "not sent at its time; still of use, so it comes with the next release"
    }
}

/// A letter that a leader will get.
public struct PreviewLetter: Hashable, Sendable {
    /// Who gets it.
    public var recipient: Leader.ID
    /// The key of the leader's municipality.
    public var municipality: String
    /// The day on which it leaves.
    public var day: Day
    /// When it leaves.
    public var sendAt: Instant
    /// Whether it is the first to somebody who was enrolled late.
    public var welcomes: Bool
    /// What it brings, in the plan's order.
    public var items: [Item]

    /// A letter of `items`.
    public init(
        recipient: Leader.ID,
        municipality: String,
        day: Day,
        sendAt: Instant,
        welcomes: Bool,
        items: [Item]
    ) {
        self.recipient = recipient
        self.municipality = municipality
        self.day = day
        self.sendAt = sendAt
        self.welcomes = welcomes
        self.items = items
    }

    /// One thing in a letter.
    public struct Item: Hashable, Sendable {
        /// The planned prompt.
        public var prompt: PlannedPrompt
        /// Why it comes on that day, the plan's reasons first.
        public var reasons: [String]

        /// A planned prompt in a letter.
        public init(prompt: PlannedPrompt, reasons: [String]) {
            self.prompt = prompt
            self.reasons = reasons
        }
    }
}

extension Prompt.Purpose {
    /// Whether it brings what reminders of its module remind of.
    public var bringsItself: Bool {
        switch self {
        case .link, .invitation, .booking, .chooseDate: true
        case .yourTable, .chooseDateReminder, .questions, .notes, .bookingReminder, .reminder, .message: false
        }
    }
}

extension Array {
    /// The position of the first element that fulfils a condition which all behind it fulfil too; the count where none does.
    fileprivate func firstPosition(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
