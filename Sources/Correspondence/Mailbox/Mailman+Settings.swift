public import Course
public import CourseStore
public import Mail

extension Mailman {
    /// How a mailman works.
    public struct Settings: Sendable {
        /// The route that it serves.
        public var route: String
        /// Its name, unique to its process; leases and journal carry it.
        public var name: String
        /// The folder of the accept journals of this machine.
        public var journalFolder: String
        /// Deliveries at once, each with a session of its own.
        public var sessions: Int
        /// Letters a delivery.
        public var batch: Int
        /// Letters that may leave by the route in a minute, by all of its mailmen together; `nil` for no limit.
        public var lettersAMinute: Int?
        /// The hours in which only what somebody waits for leaves, as a sign-in code; `nil` for none.
        public var quiet: QuietHours?
        /// Where bounces come back to; `nil` leaves them to the sender's own mailbox, unread.
        public var bounces: BounceAddress?
        /// How often it renews its leases; well below a lease.
        public var round: Duration
        /// How often it looks for the journals of mailmen of this machine that have died.
        public var patrol: Duration
        /// For how long a route fails before that is an alarm.
        public var alarmAfter: Duration
        /// How long it waits for answers to final dots once it is stopped.
        public var shutdown: Duration

        /// Settings with a usable default for all but the name and the folder.
        public init(
            route: String = CourseClock.ordinaryRoute,
            name: String,
            journalFolder: String,
            sessions: Int = 4,
            batch: Int = 100,
            lettersAMinute: Int? = nil,
            quiet: QuietHours? = nil,
            bounces: BounceAddress? = nil,
            round: Duration = .seconds(60),
            patrol: Duration = .seconds(15),
            alarmAfter: Duration = .seconds(900),
            shutdown: Duration = .seconds(18)
        ) {
            self.route = route
            self.name = name
            self.journalFolder = journalFolder
            self.sessions = max(1, sessions)
            self.batch = max(1, batch)
            self.lettersAMinute = lettersAMinute
            self.quiet = quiet
            self.bounces = bounces
            self.round = round
            self.patrol = patrol
            self.alarmAfter = alarmAfter
            self.shutdown = shutdown
        }
    }
}
