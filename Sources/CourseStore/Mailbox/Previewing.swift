public import Course
import Postgres

/// A preview of a course's letters, and for whom.
public struct CoursePreview: Sendable {
    /// The course.
    public let course: StoredCourse
    /// Whom letters are previewed for.
    public let recipients: [Recipient]
    /// What each of them will get.
    public let preview: Preview
}

extension Store {
    /// What everybody, or one leader, will get on which day, and why, as things stand; every `unless` is taken as unmet.
    ///
    /// A coordinator sees the own municipality's, a leader the own. Whoever else asks sees bookings as none, and of what is
    /// sent if needed only what is still to come: who has got the rest is not known.
    /// - Throws: ``Refusal`` where there is no such course or leader.
    public func preview(of key: String, leader email: String? = nil) async throws -> CoursePreview {
        try await survey { transaction in
            let course = try await transaction.course(key)
            var leader: Leader.ID?
            if let email { leader = try await transaction.leader(email, in: course).id }
            let dated = Dictionary(
                grouping: try await transaction.rows(ReflectionQueries.meetings(of: course.id)),
                by: \.group
            ).mapValues { Set($0.map(\.module)) }
            let recipients = try await transaction.rows(PeopleQueries.recipients(of: course.id, leader: leader)).map {
                Recipient($0, dated: dated)
            }
            // A draft is previewed from its first day, as if it had gone live in time.
            let start = course.outline.timeZone.instant(of: LocalDateTime(course.outline.starts, .midnight))
            let now = course.state == .draft ? start : course.now
            let planned = try await transaction.rows(ProgrammeQueries.plan(of: course.id)).filter { row in
                !row.isWithdrawn && (!row.isDiscreet || row.planned.sendAt > now || acting.role.seesOwnOrAll)
            }.map(\.planned)
            let preview = Preview(
                of: planned,
                municipalities: course.outline.municipalities,
                in: course.outline.timeZone,
                now: now,
                // Neither what is held nor what is cancelled would be sent as things stand.
                leavingOut: Set(try await transaction.rows(StoppedPromptQueries.stops(in: course.id)))
            )
            return CoursePreview(course: course, recipients: recipients, preview: preview)
        }
    }
}

extension Acting.Role {
    /// Whether all items of those are seen whose letters are.
    fileprivate var seesOwnOrAll: Bool {
        switch self {
        case .post, .leader: true
        case .administrator, .coordinator, .helper, .door: false
        }
    }
}

extension Recipient {
    init(_ row: PeopleQueries.RecipientRow, dated: [LeaderGroup.ID: Set<String>]) {
        self.init(
            id: row.id,
            address: row.address,
            municipality: row.municipality,
            group: row.group,
            isChair: row.isChair,
            datedMeetings: row.group.flatMap { dated[$0] } ?? [],
            seats: Seats.decode(row.seats),
            tables: Set(row.tables),
            enrolledAt: row.enrolledAt,
            alreadyHas: Set(
                row.has.compactMap { pair in
                    let parts = pair.split(separator: "/", maxSplits: 1).map(String.init)
                    return parts.count == 2 ? Prompt.Reference(module: parts[0], prompt: parts[1]) : nil
                }
            )
        )
    }
}
