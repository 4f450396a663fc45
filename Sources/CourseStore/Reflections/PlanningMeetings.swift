public import Course
import Crypto
import Foundation
import Postgres

/// When and where a group meets.
public struct MeetingTime: Hashable, Sendable {
    /// Its beginning, wall-clock in the course's zone.
    public var start: LocalDateTime
    /// Its end, after its beginning.
    public var end: LocalDateTime
    /// Where, when somebody said so.
    public var place: String?

    /// A time and a place.
    public init(start: LocalDateTime, end: LocalDateTime, place: String? = nil) {
        (self.start, self.end, self.place) = (start, end, place)
    }

    /// Those of a meeting.
    public init(_ meeting: Meeting) {
        self.init(start: meeting.start, end: meeting.end, place: meeting.place)
    }
}

/// What came of a meeting's new date.
public enum MeetingPlan: Sendable {
    /// Nothing is written: this is what it would change, and what stands for that in short.
    case shown(PlanChange, seal: String)
    /// It is done, just as it was shown.
    case done(PlanChange)
    /// There is no such group or module for whoever acts.
    case unknown
}

extension Store {
    /// Shows what a date for a group's meeting changes, or sets it where that has been shown; without a date the group is asked for
    /// one again.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - module: The reflection module's key.
    ///   - key: The course.
    ///   - old: The date that the change was made from.
    ///   - new: The date as it is to be; `nil` removes it.
    ///   - seal: What stood for the change when it was shown; without it nothing is written.
    /// - Returns: What it changes, or why nothing is written.
    /// - Throws: ``Refusal`` where there is no such course or the times make no sense, where somebody else has set another date meanwhile, and
    ///   where it would change something else than what was shown; and the faults of a plan that cannot be derived.
    public func planMeeting(
        of group: LeaderGroup.ID,
        for module: String,
        in key: String,
        from old: MeetingTime?,
        to new: MeetingTime?,
        agreedTo seal: String? = nil
    ) async throws -> MeetingPlan {
        try await act(dryRun: false) { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let found = try await transaction.standing(of: group, in: course, for: acting.role),
                course.outline.programme[module]?.kind == .reflection
            else { return MeetingPlan.unknown }
            guard try await transaction.meetingTime(of: found.id, for: module, in: course) == old else {
                throw Refusal.changed(
                    "en anden har sat en anden dato imens",
                    "somebody else has set another date meanwhile"
                )
            }
            let change = try await transaction.setMeeting(
                of: group,
                for: module,
                in: course,
                from: old,
                to: new,
                by: acting,
                counting: true
            )
            // What is thrown takes all of it back.
            guard let seal else { throw DryRun(outcome: MeetingPlan.shown(change, seal: change.seal)) }
            guard seal == change.seal else {
                throw Refusal.changed(
                    "datoen fører noget andet med sig end det, der blev vist",
                    "the date brings about something else than what was shown"
                )
            }
            return .done(change)
        }
    }
}

extension Transaction {
    /// When a group meets for a module; `nil` where it has no date.
    func meetingTime(
        of group: LeaderGroup.ID,
        for module: String,
        in course: StoredCourse
    ) async throws -> MeetingTime? {
        try await rows(ReflectionQueries.meetings(of: course.id)).first {
            $0.group == group && $0.module == module
        }.map(MeetingTime.init)
    }

    /// Sets or removes the date of a group's meeting, plans again what hangs on it, and enters it in the audit log.
    func setMeeting(
        of group: LeaderGroup.ID,
        for module: String,
        in course: StoredCourse,
        from old: MeetingTime?,
        to new: MeetingTime?,
        by acting: Acting,
        counting: Bool
    ) async throws -> PlanChange {
        if let new {
            guard new.start < new.end else { throw Refusal.meetingEndsTooEarly }
            try await execute(
                ReflectionQueries.saveMeeting(
                    of: group,
                    module: module,
                    start: new.start,
                    end: new.end,
                    place: new.place
                )
            )
        } else {
            try await execute(ReflectionQueries.removeMeeting(of: group, module: module))
            try await self.acting(as: .post) { try await retellUndated(group, of: module, in: course, since: old) }
        }
        let change = try await replan(course, counting: counting).shown(to: acting.role, in: course)
        try await audit(
            new == nil ? .meetingRemove : .meetingSet,
            of: "\(group) \(module)",
            in: course.id,
            by: acting.doer,
            detail: [.moved: change.difference.moved.count, .told: change.told, .cancelled: change.cancelled]
        )
        return change
    }

    /// As the post: has what the leaders of a group were told compared with what counts for all groups without a date.
    private func retellUndated(
        _ group: LeaderGroup.ID,
        of module: String,
        in course: StoredCourse,
        since old: MeetingTime?
    ) async throws {
        for (municipality, leaders) in Dictionary(
            grouping: try await rows(ReflectionQueries.members(of: group)),
            by: \.municipality
        ) {
            try await retell(
                leaders.map(\.leader),
                of: municipality,
                from: old?.start.day,
                to: old?.start.day,
                in: course
            )
        }
    }
}

extension Refusal {
    static let meetingEndsTooEarly = Refusal(
        "mødet ville slutte, før det begynder",
        "the meeting would end before it starts"
    )
}

extension PlanChange {
    /// What stands for all that is shown of the change.
    fileprivate var seal: String {
        var lines: [String] = []
        func line(_ mark: String, _ prompt: PlannedPrompt) -> String {
            let scope = prompt.scope
            let whom = [scope.group.map(\.description), scope.session, scope.leader.map(\.description)]
            return
                "\(mark) \(scope.module) \(scope.prompt) \(scope.municipality) \(whom.map { $0 ?? "-" }) \(prompt.sendAt.microseconds)"
        }
        for prompt in difference.added { lines.append(line("+", prompt)) }
        for move in difference.moved { lines += [line("<", move.old), line(">", move.new)] }
        for prompt in difference.withdrawn { lines.append(line("-", prompt)) }
        lines.append("\(told) told")
        let hash = SHA256.hash(data: Data(lines.joined(separator: "\n").utf8))
        return hash.hexadecimal
    }
}
