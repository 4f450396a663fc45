public import Course
public import CourseStore

/// A course in a test database under a clock that stands until it is moved, run without a mailman.
public struct CourseRun: Sendable {
    /// The store that the course is in.
    public let store: Store
    /// The course's key.
    public let key: String
    /// The course's row.
    public let id: CourseOutline.ID
    /// The course's zone.
    public let zone: Zone

    /// A letter that was delivered.
    public struct Delivery: Hashable, Sendable {
        /// The leader's address.
        public var address: String
        /// When it left.
        public var at: Instant
        /// What it brought.
        public var items: Set<Prompt.Reference>
        /// The dates that it corrected.
        public var corrections: [Correction]
        /// Whether it welcomed a late joiner.
        public var isWelcome: Bool
    }

    /// A date that was told otherwise before.
    public struct Correction: Hashable, Sendable {
        /// The module's key.
        public var module: String
        /// The date as it was told.
        public var was: LocalDateTime
        /// The date as it is.
        public var now: LocalDateTime

        /// A date of a module.
        public init(module: String, was: LocalDateTime, now: LocalDateTime) {
            (self.module, self.was, self.now) = (module, was, now)
        }
    }

    /// Imports a course and sets its clock.
    public init(_ store: Store, importing outline: CourseOutline, at start: LocalDateTime) async throws {
        _ = try await store.importCourse(outline)
        try await self.init(store, of: outline.key)
        try await setClock(to: start)
    }

    /// A course that is there already.
    public init(_ store: Store, of key: String) async throws {
        let course = try await store.course(key)
        self.store = store
        self.key = key
        id = course.id
        zone = course.outline.timeZone
    }

    /// The route of its letters.
    public var route: String { CourseClock.route(of: id) }

    /// Moves the clock.
    public func setClock(to moment: Instant) async throws {
        try await store.setClock(of: id, to: moment, rate: 0)
    }

    /// Moves the clock to a time of day in the course's zone.
    public func setClock(to moment: LocalDateTime) async throws {
        try await setClock(to: zone.instant(of: moment))
    }

    /// Releases what is open and delivers what is due, at the moment at which the clock stands.
    ///
    /// Each letter ends as `settle` says.
    @discardableResult
    public func step(
        settling settle: @Sendable (ClaimedLetter, Instant) -> Settlement = CourseRun.accept
    ) async throws -> [Delivery] {
        _ = try await store.release(id)
        var deliveries: [Delivery] = []
        while true {
            let claim = try await store.claim(on: route, by: "test", limit: 500)
            guard !claim.letters.isEmpty else { return deliveries }
            let settlements = claim.letters.map { settle($0, claim.now) }
            let settled = try await store.settle(settlements, deferring: [], on: route)
            guard settled == settlements.count else { throw RunFault.notSettled }
            for (letter, settlement) in zip(claim.letters, settlements) where settlement.isSent {
                deliveries.append(Delivery(letter, at: claim.now))
            }
        }
    }

    /// Steps from one moment at which something is due to the next, as long as they come before an instant.
    ///
    /// `afterEach` runs after each step.
    @discardableResult
    public func run(
        until end: LocalDateTime,
        settling settle: @Sendable (ClaimedLetter, Instant) -> Settlement = CourseRun.accept,
        afterEach: () async throws -> Void = {}
    ) async throws -> [Delivery] {
        let end = zone.instant(of: end)
        var deliveries: [Delivery] = []
        while true {
            deliveries += try await step(settling: settle)
            try await afterEach()
            let release = try await store.nextReleaseMoment(of: id)
            let (due, now) = try await store.nextDue(on: route)
            guard let next = [release, due].compactMap(\.self).min(), next < end else {
                try await setClock(to: end)
                return deliveries
            }
            guard now < next else { throw RunFault.clockStands(next) }
            try await setClock(to: next)
        }
    }

    /// Accepts every letter but those of leaders who have left.
    public static let accept: @Sendable (ClaimedLetter, Instant) -> Settlement = { letter, _ in
        letter.recipient.isWithdrawn
            ? .skipped(letter, because: .withdrawn) : .sent(letter, replyCode: 250, reply: "2.0.0 Ok")
    }

    /// What a run cannot go on after.
    public enum RunFault: Error, Equatable {
        /// A letter just claimed could not be settled.
        case notSettled
        /// A step left something that is due at an instant already past.
        case clockStands(Instant)
    }
}

extension CourseRun.Delivery {
    fileprivate init(_ letter: ClaimedLetter, at moment: Instant) {
        self.init(
            address: letter.recipient.email,
            at: moment,
            items: Set(letter.items.map { Prompt.Reference(module: $0.module, prompt: $0.prompt) }),
            corrections: letter.corrections.map {
                CourseRun.Correction(module: $0.module, was: $0.was, now: $0.now)
            },
            isWelcome: letter.isWelcome
        )
    }
}
