public import Course
import Postgres

/// Which leaders of a course are asked for.
public struct LeaderFilter: Hashable, Sendable {
    /// The key of the only municipality.
    public var municipality: String?
    /// The row of the only area.
    public var area: Int64?
    /// The only group.
    public var group: LeaderGroup.ID?
    /// What stands in the name or the address, whatever its case.
    public var text: String?
    /// Who of them.
    public var standing: Standing

    /// Who of the leaders.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Those who take part.
        case enrolled
        /// Those of them whose address mail is refused for.
        case unreachable
        /// Those who were taken out.
        case withdrawn
    }

    /// Leaders who take part, of all or some.
    public init(
        municipality: String? = nil,
        area: Int64? = nil,
        group: LeaderGroup.ID? = nil,
        text: String? = nil,
        standing: Standing = .enrolled
    ) {
        (self.municipality, self.area, self.group) = (municipality, area, group)
        (self.text, self.standing) = (text, standing)
    }
}

/// A page of a course's leaders, by name as Danes sort, with what there is to choose among.
public struct LeaderDirectory: Sendable {
    /// The leaders of the page.
    public let leaders: [LeaderRecord]
    /// How many there are on all pages.
    public let count: Int
    /// How many are enrolled or were, without any filter.
    public let everybody: Int
    /// The areas, by municipality.
    public let areas: [Area]
    /// The groups, by municipality; at most 300, unless they are too many to choose among.
    public let groups: [Group]

    /// An area to choose.
    public struct Area: Hashable, Sendable {
        /// Its row.
        public let id: Int64
        /// Its municipality's key.
        public let municipality: String
        /// Its name.
        public let name: String
    }

    /// A group to choose.
    public struct Group: Hashable, Sendable {
        /// Its row.
        public let id: LeaderGroup.ID
        /// Its municipality's key.
        public let municipality: String
        /// Its name.
        public let name: String
    }
}

extension Store {
    /// A page of a course's leaders, as far as they are for whoever acts.
    ///
    /// - Parameters:
    ///   - key: The course.
    ///   - filter: Which of them.
    ///   - page: The page, from 1.
    ///   - size: How many a page has.
    /// - Returns: The page.
    /// - Throws: ``Refusal`` where there is no such course.
    public func leaderDirectory(
        of key: String,
        matching filter: LeaderFilter,
        page: Int = 1,
        size: Int = 100
    ) async throws -> LeaderDirectory {
        let own = acting.role.municipality
        return try await survey { transaction in
            let course = try await transaction.course(key)
            let chosen = filter.municipality.flatMap { course.municipalities[$0] }
            let condition = DirectoryQueries.condition(course.id, filter, municipality: chosen, own: own)
            let offset = max(0, page - 1) * size
            return LeaderDirectory(
                leaders: try await transaction.rows(DirectoryQueries.leaders(condition, limit: size, offset: offset)),
                count: try await transaction.one(DirectoryQueries.count(condition)),
                everybody: try await transaction.one(DirectoryQueries.everybody(in: course.id, own: own)),
                areas: try await transaction.rows(DirectoryQueries.areas(of: course.id, own: own)),
                groups: try await transaction.rows(
                    DirectoryQueries.groups(of: course.id, in: chosen, or: filter.group, own: own)
                )
            )
        }
    }
}
