public import Course
import Postgres

/// A leader group with what it still lacks.
public struct GroupStanding: Hashable, Sendable {
    /// The group's key.
    public let id: LeaderGroup.ID
    /// Its municipality's key.
    public let municipality: String
    /// Its name.
    public let name: String
    /// How many take part.
    public let members: Int
    /// The names of those who chair it.
    public let chairs: [String]
    /// The reflection modules whose meeting has a date.
    public let dated: [String]
}

/// A page of a course's groups.
public struct GroupDirectory: Sendable {
    /// The groups of the page, by municipality and name.
    public let groups: [GroupStanding]
    /// How many there are on all pages.
    public let count: Int
    /// How many there are without any filter.
    public let everything: Int
}

/// One group with its members and meetings.
public struct GroupCard: Sendable {
    /// The group.
    public let group: GroupStanding
    /// Its members by name, those who were taken out left out.
    public let members: [LeaderRecord]
    /// Its meetings.
    public let meetings: [Meeting]
    /// The windows of its municipality's meetings.
    public let windows: [MeetingWindow]

    /// The keys of those who chair it, in order.
    public var chairs: [Leader.ID] { members.filter(\.entry.isChair).map(\.id).sorted() }
}

/// What a list of groups is narrowed to.
public enum GroupLack: Hashable, Sendable {
    /// Groups whose meeting for a module has no date.
    case date(module: String)
    /// Groups that nobody chairs.
    case chair
}

/// What came of a change to a group.
public enum GroupEdit: Hashable, Sendable {
    /// It is written, if anything differs.
    case done(changed: Bool)
    /// Another group of the municipality has the name.
    case nameTaken
    /// The one who is to chair it is none of its members.
    case noMember
    /// There is no such group for whoever acts.
    case unknown
}

extension Store {
    /// A page of the groups of a course, as far as they are for whoever acts.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func groupDirectory(
        of key: String,
        municipality: String? = nil,
        lacking lack: GroupLack? = nil,
        page: Int = 1,
        size: Int = 100
    ) async throws -> GroupDirectory {
        let own = acting.role.municipality
        return try await survey { transaction in
            let course = try await transaction.course(key)
            let everything = GroupQueries.condition(course.id, municipality: own, lack: nil)
            var condition = everything
            if let municipality {
                let chosen = course.municipalities[municipality] ?? Municipality.ID(rawValue: 0)
                let town = own.map { $0 == chosen ? chosen : Municipality.ID(rawValue: 0) } ?? chosen
                condition = GroupQueries.condition(course.id, municipality: town, lack: lack)
            } else if lack != nil {
                condition = GroupQueries.condition(course.id, municipality: own, lack: lack)
            }
            return GroupDirectory(
                groups: try await transaction.rows(
                    GroupQueries.groups(condition, limit: size, offset: max(0, page - 1) * size)
                ),
                count: try await transaction.one(GroupQueries.count(condition)),
                everything: try await transaction.one(GroupQueries.count(everything))
            )
        }
    }

    /// A group of a course; `nil` where there is none for whoever acts.
    ///
    /// - Throws: ``Refusal`` where there is no such course, and the faults of a plan that cannot be derived.
    public func groupCard(_ id: LeaderGroup.ID, in key: String) async throws -> GroupCard? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let group = try await transaction.standing(of: id, in: course, for: acting.role) else { return nil }
            let filter = LeaderFilter(group: id)
            let condition = DirectoryQueries.condition(course.id, filter, municipality: nil, own: nil)
            let plan = try Plan(of: course.outline, milestones: Milestones(sessions: course.outline.sessions))
            return GroupCard(
                group: group,
                members: try await transaction.rows(DirectoryQueries.leaders(condition, limit: 1_000, offset: 0)),
                meetings: try await transaction.rows(ReflectionQueries.meetings(of: course.id)).filter {
                    $0.group == id
                },
                windows: plan.windows.filter { $0.municipality == group.municipality }
            )
        }
    }

    /// Renames a group, or gives it another chair; nothing is written where it is no longer as it was.
    ///
    /// - Parameters:
    ///   - id: The group.
    ///   - key: The course.
    ///   - old: Its name and its chairs, in order, as the change was made from.
    ///   - name: Its name as it is to be.
    ///   - chair: The only one to chair it; nobody where that is empty.
    /// - Returns: What came of it.
    /// - Throws: ``Refusal`` where there is no such course, the name could stand on no list, or somebody else has changed it meanwhile.
    public func editGroup(
        _ id: LeaderGroup.ID,
        in key: String,
        from old: (name: String, chairs: [Leader.ID]),
        name: String,
        chair: [Leader.ID]
    ) async throws -> GroupEdit {
        let name = LeaderEntry(name: name, email: "", area: "").folded.name
        guard LeaderEntry(name: name, email: "a@b.example", area: "a").complaints.isEmpty else {
            throw Refusal("navnet kunne ikke stå på en liste", "the name could stand on no list")
        }
        return try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let group = try await transaction.standing(of: id, in: course, for: acting.role) else {
                return .unknown
            }
            let chairs = try await transaction.rows(GroupQueries.chairs(of: id))
            guard group.name == old.name, chairs == old.chairs.sorted() else {
                throw Refusal.changed(
                    "en anden har rettet gruppen imens",
                    "somebody else has changed the group meanwhile"
                )
            }
            let town = try course.municipality(group.municipality)
            if name != group.name {
                if try await transaction.first(GroupQueries.group(named: name, in: town)) != nil { return .nameTaken }
                try await transaction.execute(GroupQueries.rename(id, to: name))
                try await transaction.audit(.groupRename, of: "\(id)", in: course.id, by: acting.doer, detail: [:])
            }
            if chair.sorted() != chairs {
                let members = Set(try await transaction.rows(GroupQueries.members(of: id)))
                guard members.isSuperset(of: chair) else { throw NoMember() }
                try await transaction.execute(GroupQueries.setChairs(chair, of: id))
                try await transaction.audit(
                    .groupChair,
                    of: "\(id)",
                    in: course.id,
                    by: acting.doer,
                    detail: chair.count == 1 ? [.leader: Int(chair[0].rawValue)] : [.chairs: chair.count]
                )
            }
            let changed = name != group.name || chair.sorted() != chairs
            if changed {
                try await transaction.acting(as: .post) {
                    _ = try await transaction.execute(ProgrammeQueries.touch(course.id))
                }
            }
            return .done(changed: changed)
        } orElse: {
            .noMember
        }
    }
}

/// Who is to chair a group and is none of it; thrown so that the name stays too.
private struct NoMember: Error {}

extension Store {
    fileprivate func act(
        _ body: @escaping @Sendable (Transaction) async throws -> GroupEdit,
        orElse answer: () -> GroupEdit
    ) async throws -> GroupEdit {
        do { return try await act(body) } catch is NoMember { return answer() }
    }
}

extension Transaction {
    /// A group of a course; `nil` where there is none for who acts.
    func standing(
        of id: LeaderGroup.ID,
        in course: StoredCourse,
        for role: Acting.Role
    ) async throws -> GroupStanding? {
        let condition = GroupQueries.condition(course.id, municipality: role.municipality, lack: nil)
        return try await first(GroupQueries.group(id, condition))
    }
}
