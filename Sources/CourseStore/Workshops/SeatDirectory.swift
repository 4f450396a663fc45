public import Course
import Postgres

/// What somebody lacks at a module's sessions.
public enum SeatLack: String, Hashable, Sendable, CaseIterable {
    /// A seat in one of several sessions.
    case seat
    /// A table, though there is a seat.
    case table
}

/// A leader, and where that one sits.
public struct SeatedLeader: Hashable, Sendable {
    /// The leader.
    public let leader: LeaderRecord
    /// The seat; `nil` where none is set.
    public let place: SeatPlace?
}

/// How many leaders of a municipality sit in a session.
public struct SeatCount: Hashable, Sendable {
    /// The session's key.
    public let session: String
    /// The municipality's row.
    public let municipality: Municipality.ID
    /// How many there are; all, where the module has one session.
    public let leaders: Int
    /// How many of them have a table.
    public let atTables: Int
}

/// A page of the leaders of a course, by name as Danes sort, with where they sit at a module.
public struct SeatDirectory: Sendable {
    /// The course.
    public let course: StoredCourse
    /// The module.
    public let module: Module
    /// Its sessions.
    public let sessions: [Course::Session]
    /// How many sit in each, those of all municipalities.
    public let seated: [SeatCount]
    /// The leaders of the page, as far as they are for whoever acts.
    public let leaders: [SeatedLeader]
    /// How many there are on all pages.
    public let count: Int
    /// The areas to choose among.
    public let areas: [LeaderDirectory.Area]
    /// The groups to choose among, as ``LeaderDirectory/groups``.
    public let groups: [LeaderDirectory.Group]
}

extension Store {
    /// A page of a course's leaders with where they sit at a gathering or workshop, as far as they are for whoever acts.
    ///
    /// - Parameters:
    ///   - module: The module's key.
    ///   - key: The course.
    ///   - filter: Which leaders.
    ///   - lack: Only those who lack that.
    ///   - page: The page, from 1.
    ///   - size: How many a page has.
    /// - Returns: The page.
    /// - Throws: ``Refusal`` where there is no such course or module.
    public func seatDirectory(
        of module: String,
        in key: String,
        matching filter: LeaderFilter = LeaderFilter(),
        lacking lack: SeatLack? = nil,
        page: Int = 1,
        size: Int = 100
    ) async throws -> SeatDirectory {
        let own = acting.role.municipality
        return try await survey { transaction in
            let course = try await transaction.course(key)
            let found = try course.module(module, of: [.gathering, .workshop])
            let sessions = course.outline.sessions(of: module)
            let chosen = filter.municipality.flatMap { course.municipalities[$0] }
            var condition = DirectoryQueries.condition(course.id, filter, municipality: chosen, own: own)
            if let lack {
                let lacking = WorkshopQueries.lacking(lack, at: module, isSole: sessions.count == 1)
                condition = [condition, lacking].joined(separator: " AND ")
            }
            return SeatDirectory(
                course: course,
                module: found,
                sessions: sessions,
                seated: try await transaction.rows(WorkshopQueries.seated(at: module, in: course.id)),
                leaders: try await transaction.rows(
                    WorkshopQueries.leaders(condition, at: module, limit: size, offset: max(0, page - 1) * size)
                ),
                count: try await transaction.one(DirectoryQueries.count(condition)),
                areas: try await transaction.rows(DirectoryQueries.areas(of: course.id, own: own)),
                groups: try await transaction.rows(
                    DirectoryQueries.groups(of: course.id, in: chosen, or: filter.group, own: own)
                )
            )
        }
    }

    /// How many leaders sit in each session of a course's gatherings and workshops, those of all municipalities.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func seatCounts(in key: String) async throws -> (course: StoredCourse, seated: [String: [SeatCount]]) {
        try await survey { transaction in
            let course = try await transaction.course(key)
            var all: [String: [SeatCount]] = [:]
            for module in course.outline.programme.modules where [.gathering, .workshop].contains(module.kind) {
                all[module.key] = try await transaction.rows(WorkshopQueries.seated(at: module.key, in: course.id))
            }
            return (course, all)
        }
    }
}
