public import Course
import Postgres

/// The plan of a course as a board shows it: what leaves on which day, and who meets when.
///
/// It grows with the programme and its days, never with the leaders; what hangs on one leader's own booking is no part of it.
public struct BoardPlan: Sendable {
    /// The course.
    public let course: StoredCourse
    /// What leaves, by day.
    public let entries: [Entry]
    /// When groups meet, by day.
    public let meetings: [MeetingDay]

    /// A prompt on a day in a municipality.
    public struct Entry: Hashable, Sendable {
        /// The key of its planned prompt, of the first where it is several.
        public let id: PlannedPrompt.ID
        /// The rule.
        public let reference: Prompt.Reference
        /// The municipality's key.
        public let municipality: String
        /// The day.
        public let day: Day
        /// When it leaves.
        public let sendAt: Instant
        /// What it is for.
        public let purpose: Prompt.Purpose
        /// Who gets it.
        public let to: Prompt.Audience
        /// What makes it needless.
        public let unless: Prompt.Condition?
        /// Whether all of it counts from meetings without a date.
        public let isProvisional: Bool
        /// How many planned prompts it is.
        public let count: Int
        /// How many of them are a group's own.
        public let groups: Int
        /// The name of the group, the first of several.
        public let group: String?
        /// The session's key, the first of several.
        public let session: String?
        /// How many of them are of a session.
        public let sessions: Int
        /// How somebody has stopped it.
        public let stop: PromptStanding.Stop?

        /// All of it.
        public init(
            id: PlannedPrompt.ID,
            reference: Prompt.Reference,
            municipality: String,
            day: Day,
            sendAt: Instant,
            purpose: Prompt.Purpose,
            to: Prompt.Audience,
            unless: Prompt.Condition? = nil,
            isProvisional: Bool = false,
            count: Int = 1,
            groups: Int = 0,
            group: String? = nil,
            session: String? = nil,
            sessions: Int = 0,
            stop: PromptStanding.Stop? = nil
        ) {
            (self.id, self.reference, self.municipality) = (id, reference, municipality)
            (self.day, self.sendAt, self.purpose, self.to, self.unless) = (day, sendAt, purpose, to, unless)
            (self.isProvisional, self.count, self.groups, self.group) = (isProvisional, count, groups, group)
            (self.session, self.sessions, self.stop) = (session, sessions, stop)
        }
    }

    /// Groups of a municipality that meet on a day.
    public struct MeetingDay: Hashable, Sendable {
        /// The reflection module's key.
        public let module: String
        /// The municipality's key.
        public let municipality: String
        /// The beginning, of the first.
        public let start: LocalDateTime
        /// How many groups.
        public let count: Int
        /// The group's key, the first of several.
        public let id: LeaderGroup.ID
        /// The group's name, the first of several.
        public let group: String

        /// All of it.
        public init(
            module: String,
            municipality: String,
            start: LocalDateTime,
            count: Int,
            id: LeaderGroup.ID,
            group: String
        ) {
            (self.module, self.municipality, self.start) = (module, municipality, start)
            (self.count, self.id, self.group) = (count, id, group)
        }
    }

    /// A plan that was loaded.
    public init(course: StoredCourse, entries: [Entry], meetings: [MeetingDay]) {
        (self.course, self.entries, self.meetings) = (course, entries, meetings)
    }
}

extension Store {
    /// The plan of a course by day, of one municipality or of all.
    ///
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func boardPlan(of key: String, municipality: String? = nil) async throws -> BoardPlan {
        try await survey { transaction in
            let course = try await transaction.course(key)
            if let municipality { _ = try course.municipality(municipality) }
            return BoardPlan(
                course: course,
                entries: try await transaction.rows(PlanQueries.entries(of: course.id, in: municipality)),
                meetings: try await transaction.rows(PlanQueries.meetingDays(of: course.id, in: municipality))
            )
        }
    }
}
