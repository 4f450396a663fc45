public import Course
import Postgres

/// A planned prompt and what became of it, counted in leaders.
public struct PromptStanding: Sendable {
    /// What it is and for whom.
    public let row: Row
    /// How it stands now.
    public let state: State
    /// How many leaders it reaches now.
    public let audience: Int
    /// Leaders × prompt: what became of each, as far as it may be known of one.
    public let count: Count
    /// What may be told of a prompt that goes only to those who have not done what it asks for; `nil` of all others.
    public let ifNeeded: SentIfNeeded?

    /// A row of the plan, named as people name it.
    public struct Row: Sendable {
        /// Its key.
        public let id: PlannedPrompt.ID
        /// The module's key.
        public let module: String
        /// The prompt's key.
        public let prompt: String
        /// The municipality's key.
        public let municipality: String
        /// The group's name.
        public let group: String?
        /// The session's key.
        public let session: String?
        /// The leader's address.
        public let leader: String?
        /// Who in the scope gets it.
        public let to: Prompt.Audience
        /// The day on which it leaves.
        public let day: Day
        /// When it leaves.
        public let sendAt: Instant
        /// Until when it is of use.
        public let usefulUntil: Instant
        /// Whether a meeting that it counts from has no date yet.
        public let provisional: Bool
        /// Whether the plan has it no more.
        public let isWithdrawn: Bool
        /// Whether those whom it never reached are recorded as missed.
        public let isClosed: Bool
        /// Why it is on that day.
        public let reasons: [String]
        /// Whether who got it gives away who has done what it asks for: nobody is told of a single leader's share of it.
        public let isDiscreet: Bool
        /// What keeps it from a leader.
        public let unless: Prompt.Condition?
        /// How somebody has stopped its prompt, in whatever scope; `nil` where nobody has.
        public let stop: Stop?
    }

    /// A prompt that is sent if needed, counted in all of a municipality whatever its scopes.
    public struct SentIfNeeded: Hashable, Sendable {
        /// How many leaders it has been sent to, or left out for, as a multiple of five; 0 where they are fewer.
        public let reached: Int
        /// How many of them it was sent to, as a multiple of five; `nil` where fewer than five were or were not.
        public let sent: Int?
    }

    /// How somebody has stopped a prompt.
    public enum Stop: String, Hashable, Sendable, Codable, CaseIterable {
        /// Until it is retried.
        case held
        /// For good: whoever has not got it never will.
        case cancelled
    }

    /// How a planned prompt stands.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Its moment is to come.
        case planned
        /// Its moment has come and it is of use.
        case open
        /// It is of use no more.
        case closed
        /// It is of use no more and reached nobody.
        case missed
        /// The plan has it no more.
        case withdrawn
        /// It is of use, or will be, and somebody holds it.
        case held
        /// Somebody has cancelled it: whoever has not got it never will.
        case cancelled
    }

    /// Leaders × prompt: what became of each.
    public struct Count: Hashable, Sendable {
        /// Delivered to the server.
        public var sent = 0
        /// Not yet.
        public var pending = 0
        /// Refused for good.
        public var failed = 0
        /// Delivered to a server, and reported as undeliverable after that.
        public var bounced = 0
        /// In no letter, and why.
        public var skipped: [Skip: Int] = [:]

        /// A count of nobody.
        public init() {}

        /// Everybody: `sent + pending + skipped + failed + bounced`.
        public var planned: Int { sent + pending + failed + bounced + skipped.values.reduce(0, +) }

        /// Adds what has no item of its own yet: it waits while it is of use, and is lost after that.
        mutating func add(waiting leaders: Int, isCancelled: Bool, isUseful: Bool) {
            if isCancelled {
                skipped[.cancelled, default: 0] += leaders
            } else if isUseful {
                pending += leaders
            } else {
                skipped[.missed, default: 0] += leaders
            }
        }

        /// Adds another count.
        public mutating func add(_ other: Count) {
            sent += other.sent
            pending += other.pending
            failed += other.failed
            bounced += other.bounced
            skipped.merge(other.skipped, uniquingKeysWith: +)
        }

        mutating func add(state: String, skip: String?, leaders: Int) {
            switch state {
            case "sent": sent += leaders
            case "failed": failed += leaders
            case "bounced": bounced += leaders
            case "skipped": skipped[skip.flatMap(Skip.init) ?? .missed, default: 0] += leaders
            default: pending += leaders
            }
        }
    }
}

/// Corrections that one release made in a municipality.
public struct CorrectionStanding: Sendable {
    /// The municipality's key.
    public let municipality: String
    /// When they were released.
    public let releasedAt: Instant
    /// What became of each.
    public var count: PromptStanding.Count
}

/// What became of everything that a course planned, to the last item.
public struct Ledger: Sendable {
    /// Every planned prompt, in the order of the plan.
    public let prompts: [PromptStanding]
    /// Corrections, in the order of their release.
    public let corrections: [CorrectionStanding]
    /// Letters that servers have taken, but for those that brought nothing but what is sent if needed.
    public let letters: Int
    /// What time it was for the course.
    public let now: Instant
    /// The course.
    public let course: StoredCourse
}

extension Store {
    /// The plan of a course and what became of it: for a coordinator in the own municipality, for the post to the last item.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func ledger(of key: String) async throws -> Ledger {
        try await survey { transaction in
            let course = try await transaction.course(key)
            var counts: [PlannedPrompt.ID: PromptStanding.Count] = [:]
            for (planned, state, skip, leaders) in try await transaction.rows(LedgerQueries.items(of: course.id)) {
                counts[planned, default: .init()].add(state: state, skip: skip, leaders: leaders)
            }
            let waiting = Dictionary(
                try await transaction.rows(LedgerQueries.waiting(of: course.id)).map { ($0.planned, $0.leaders) },
                uniquingKeysWith: +
            )
            let audience = Dictionary(
                try await transaction.rows(ProgrammeQueries.audienceSizes(of: course.id)).map {
                    ($0.planned, $0.leaders)
                },
                uniquingKeysWith: +
            )
            var ifNeeded: [PromptInMunicipality: PromptStanding.SentIfNeeded] = [:]
            if acting.role != .post {
                for counted in try await transaction.rows(LedgerQueries.ifNeeded(of: course.id)) {
                    let municipality = course.municipalityKey(counted.municipality) ?? ""
                    ifNeeded[PromptInMunicipality(prompt: counted.prompt, municipality: municipality)] = counted.count
                }
            }
            let prompts = try await transaction.rows(LedgerQueries.prompts(of: course.id)).map { row in
                var count = counts[row.id] ?? .init()
                if let leaders = waiting[row.id] {
                    // What is cancelled, or past its use, and not yet recorded as such is so all the same.
                    if row.stop == .cancelled {
                        count.skipped[.cancelled, default: 0] += leaders
                    } else if course.now < row.usefulUntil {
                        count.pending += leaders
                    } else {
                        count.skipped[.missed, default: 0] += leaders
                    }
                }
                return PromptStanding(
                    row: row,
                    state: PromptStanding.State(of: row, count: count, now: course.now),
                    audience: audience[row.id] ?? 0,
                    count: count,
                    ifNeeded: acting.role == .post
                        ? nil : ifNeeded[PromptInMunicipality(row)] ?? (row.isDiscreet ? .nobody : nil)
                )
            }
            var corrections: [CorrectionStanding] = []
            for (municipality, releasedAt, state, skip, leaders) in try await transaction.rows(
                LedgerQueries.corrections(of: course.id)
            ) {
                if corrections.last?.municipality != municipality || corrections.last?.releasedAt != releasedAt {
                    corrections.append(
                        CorrectionStanding(municipality: municipality, releasedAt: releasedAt, count: .init())
                    )
                }
                corrections[corrections.count - 1].count.add(state: state, skip: skip, leaders: leaders)
            }
            return Ledger(
                prompts: prompts,
                corrections: corrections,
                letters: try await transaction.one(LedgerQueries.sentLetters(of: course.id)),
                now: course.now,
                course: course
            )
        }
    }
}

/// A prompt in all scopes of a municipality.
private struct PromptInMunicipality: Hashable {
    let prompt: Prompt.Reference
    let municipality: String
}

extension PromptInMunicipality {
    init(_ row: PromptStanding.Row) {
        self.init(
            prompt: Prompt.Reference(module: row.module, prompt: row.prompt),
            municipality: row.municipality
        )
    }
}

extension PromptStanding.SentIfNeeded {
    /// Of a prompt that has reached nobody yet.
    fileprivate static let nobody = Self(reached: 0, sent: 0)
}

extension Store {
    /// How many letters of a course servers have taken.
    public func sentLetters(of course: CourseOutline.ID) async throws -> Int {
        try await act { transaction in try await transaction.one(LedgerQueries.sentLetters(of: course)) }
    }
}

extension PromptStanding.State {
    init(of row: PromptStanding.Row, count: PromptStanding.Count, now: Instant) {
        self.init(
            isWithdrawn: row.isWithdrawn,
            stop: row.stop,
            sendAt: row.sendAt,
            usefulUntil: row.usefulUntil,
            count: count,
            now: now
        )
    }

    /// How a row of the plan stands at a moment, by when it is of use and what became of it.
    init(
        isWithdrawn: Bool,
        stop: PromptStanding.Stop?,
        sendAt: Instant,
        usefulUntil: Instant,
        count: PromptStanding.Count,
        now: Instant
    ) {
        if isWithdrawn {
            self = .withdrawn
        } else if stop == .cancelled {
            self = .cancelled
        } else if stop == .held, now < usefulUntil {
            self = .held
        } else if now < sendAt {
            self = .planned
        } else if now < usefulUntil {
            self = .open
        } else {
            let lost = count.skipped.reduce(0) { $1.key == .missed || $1.key.isPassing ? $0 + $1.value : $0 }
            self = count.planned > 0 && lost == count.planned ? .missed : .closed
        }
    }
}
