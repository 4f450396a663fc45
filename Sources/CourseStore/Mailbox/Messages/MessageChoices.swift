public import Course
import Postgres

/// Whom a message of a course can be for.
public struct MessageChoices: Sendable {
    /// The course, with its municipalities and sessions.
    public let course: StoredCourse
    /// Its areas, by municipality.
    public let areas: [(id: Int64, municipality: String, name: String)]
    /// Its groups, by municipality.
    public let groups: [(id: LeaderGroup.ID, municipality: String, name: String)]

    /// The key of the municipality that all whom a message is for belong to; `nil` where they may be of several.
    public func municipality(of audience: MessageAudience) -> String? {
        switch audience {
        case .municipality(let key): key
        case .area(let id): areas.first { $0.id == id }?.municipality
        case .group(let id): groups.first { $0.id == id }?.municipality
        case .everybody, .session: nil
        }
    }
}

extension Store {
    /// Whom a message of a course can be for.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func messageChoices(in key: String, municipality: String? = nil) async throws -> MessageChoices {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return MessageChoices(
                course: course,
                areas: try await transaction.rows(MessageQueries.areas(of: course.id))
                    .filter { municipality == nil || $0.municipality == municipality },
                groups: try await transaction.rows(PeopleQueries.groups(of: course.id))
                    .filter { municipality == nil || $0.municipality == municipality }
            )
        }
    }
}
