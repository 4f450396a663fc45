public import Course

/// Leaders by name, each with the letter that brings something, or why none does: a page of a list.
public struct LetterList: Sendable {
    /// The leaders, from where was asked.
    public let shares: [Share]
    /// Where the next ones begin; `nil` at the end.
    public let next: Place?

    /// A leader's share.
    public struct Share: Sendable {
        /// Who.
        public let leader: Leader.ID
        /// The leader's name.
        public let name: String
        /// The key of the leader's municipality.
        public let municipality: String
        /// What became of it.
        public let state: PromptLedger.State
        /// Why it was not sent.
        public let skip: Skip?
        /// The letter that it is in.
        public let letter: Int64?
        /// When the letter was done, by the course's clock; `nil` of one that is not.
        public let at: Instant?
        /// The code of the server's last answer.
        public let replyCode: Int?
    }

    /// A place in the list: behind that name and number.
    public struct Place: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The leader's number, among those of one name.
        public let leader: Leader.ID

        /// Behind a leader.
        public init(name: String, leader: Leader.ID) {
            (self.name, self.leader) = (name, leader)
        }
    }

    /// What of the list is asked for.
    public struct Selection: Hashable, Sendable {
        /// The key of the only municipality.
        public var municipality: String?
        /// The only state.
        public var state: PromptLedger.State?
        /// Behind whom it goes on.
        public var after: Place?
        /// How many leaders at most.
        public var limit: Int

        /// The first hundred of everybody, but for what is given.
        public init(
            municipality: String? = nil,
            state: PromptLedger.State? = nil,
            after: Place? = nil,
            limit: Int = 100
        ) {
            (self.municipality, self.state, self.after, self.limit) = (municipality, state, after, limit)
        }
    }

    /// The leaders of a page, and whether there are more.
    public init(shares: [Share], next: Place?) {
        (self.shares, self.next) = (shares, next)
    }

    /// Of leaders of whom one more was read than a page takes.
    init(_ found: [Share], atMost limit: Int) {
        let shown = Array(found.prefix(limit))
        self.init(
            shares: shown,
            next: found.count > limit ? shown.last.map { Place(name: $0.name, leader: $0.leader) } : nil
        )
    }
}
