public import Course
import Postgres

/// How the post stands: what waits on each route, what has become of what left, and who serves it.
public struct MailStanding: Sendable {
    /// When, by the database's clock.
    public let at: Instant
    /// Every route that has letters, counts, mailmen or a hold, and always the ordinary one; in the order of their names.
    public let routes: [Route]

    /// How one route stands.
    public struct Route: Sendable {
        /// Its name.
        public let name: String
        /// Undelivered letters, whatever their state: all that follow are among them.
        public let queued: Int
        /// Letters that may be claimed now.
        public let due: Int
        /// Letters that a mailman has on a lease.
        public let inFlight: Int
        /// Letters that somebody holds.
        public let held: Int
        /// When the letter that has been due longest was due; `nil` where none is.
        public let oldestDue: Instant?
        /// What time it is for the route: a simulated course's letters go by its clock.
        public let now: Instant
        /// Letters that servers have taken, since counting began.
        public let sent: Int
        /// Refusals for now, each of which a letter is tried again after.
        public let deferred: Int
        /// Letters refused for good.
        public let failed: Int
        /// Letters reported as undeliverable after a server had taken them.
        public let bounced: Int
        /// Letters that were not to be sent any more when their turn came.
        public let skipped: Int
        /// Letters taken back by somebody, or because what they said has moved.
        public let cancelled: Int
        /// How late the letters sent were.
        public let lateness: LatenessHistogram
        /// Since when somebody holds the route.
        public let heldAt: Instant?
        /// Who serves it and was heard of within the last two minutes, in the order of their names.
        public let mailmen: [MailmanStanding]
    }
}

/// A mailman as it last told of itself.
public struct MailmanStanding: Hashable, Sendable {
    /// Its name, unique to its process.
    public let name: String
    /// How many seconds ago it was last heard of.
    public let seenSecondsAgo: Double
    /// Its pause, where it has stopped for a fault of the route.
    public let pause: Pause?

    /// A pause for a fault of the route.
    public struct Pause: Hashable, Sendable {
        /// How many seconds it has lasted.
        public let secondsSoFar: Double
        /// In how many seconds the route is tried again; 0 where that is due.
        public let secondsLeft: Double
        /// The fault's kind, phase and the server's code; never its text.
        public let cause: String
    }
}

/// How late letters were sent, counted in buckets.
public struct LatenessHistogram: Hashable, Sendable {
    /// The upper bounds of the buckets in seconds, each included; the last bucket has none.
    public static let bounds: [Double] = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400]

    /// How many letters are in each bucket, not cumulative: one more than there are ``bounds``.
    public private(set) var counts: [Int]
    /// Their lateness in seconds, added up.
    public private(set) var sum: Double

    /// A histogram of no letter.
    public init() {
        counts = Array(repeating: 0, count: Self.bounds.count + 1)
        sum = 0
    }

    /// The bucket of a lateness: how many of the bounds it has passed.
    public static func bucket(of seconds: Double) -> Int {
        bounds.prefix { $0 < seconds }.count
    }

    /// Adds letters whose lateness has passed so many bounds; a bucket that there is not counts as the nearest.
    mutating func add(_ letters: Int, bucket: Int, seconds: Double) {
        counts[min(max(0, bucket), counts.count - 1)] += letters
        sum += seconds
    }
}

extension Store {
    /// How the post stands, as of one moment; for the post, since what became of letters is counted to the last one.
    ///
    /// Six statements however many routes there are; one of them reads all undelivered letters, once.
    public func mailStanding() async throws -> MailStanding {
        try await survey { transaction in
            let at = try await transaction.one(StandingQueries.now)
            let queues = try await transaction.rows(StandingQueries.queues)
            let tallies = try await transaction.rows(StandingQueries.tallies)
            let holds = try await transaction.rows(StandingQueries.holds)
            let mailmen = try await transaction.rows(StandingQueries.mailmen)
            var drafts: [String: RouteDraft] = [CourseClock.ordinaryRoute: RouteDraft()]
            for (route, queue) in queues { drafts[route, default: RouteDraft()].queue = queue }
            for tally in tallies { drafts[tally.route, default: RouteDraft()].add(tally) }
            for (route, heldAt) in holds { drafts[route, default: RouteDraft()].heldAt = heldAt }
            for (route, mailman) in mailmen { drafts[route, default: RouteDraft()].mailmen.append(mailman) }
            let names = drafts.keys.sorted()
            let clocks = Dictionary(
                try await transaction.rows(StandingQueries.clocks(of: names)).map { ($0.route, $0.now) },
                uniquingKeysWith: { one, _ in one }
            )
            return MailStanding(
                at: at,
                routes: names.compactMap { name in
                    drafts[name].map { MailStanding.Route(name: name, $0, now: clocks[name] ?? at) }
                }
            )
        }
    }
}

/// What is known of a route while it is put together.
private struct RouteDraft {
    var queue: StandingQueries.Queue?
    var events: [String: Int] = [:]
    var lateness = LatenessHistogram()
    var heldAt: Instant?
    var mailmen: [MailmanStanding] = []

    mutating func add(_ tally: StandingQueries.Tally) {
        events[tally.event, default: 0] += tally.count
        if tally.event == "sent" {
            lateness.add(tally.count, bucket: tally.bucket, seconds: tally.seconds)
        }
    }
}

extension MailStanding.Route {
    fileprivate init(name: String, _ draft: RouteDraft, now: Instant) {
        self.name = name
        queued = draft.queue?.queued ?? 0
        due = draft.queue?.due ?? 0
        inFlight = draft.queue?.inFlight ?? 0
        held = draft.queue?.held ?? 0
        oldestDue = draft.queue?.oldestDue
        self.now = now
        sent = draft.events["sent"] ?? 0
        deferred = draft.events["deferred"] ?? 0
        failed = draft.events["failed"] ?? 0
        bounced = draft.events["bounced"] ?? 0
        skipped = draft.events["skipped"] ?? 0
        cancelled = draft.events["cancelled"] ?? 0
        lateness = draft.lateness
        heldAt = draft.heldAt
        mailmen = draft.mailmen
    }
}
