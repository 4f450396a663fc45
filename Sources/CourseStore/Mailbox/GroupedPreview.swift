public import Course
import Postgres

/// A preview of a course's letters for people who are alike, however many they are.
public struct GroupedPreview: Sendable {
    /// The course.
    public let course: StoredCourse
    /// From when on it is: now, of a draft its first midnight.
    public let from: Instant
    /// Who is alike.
    public let shapes: [Shape]
    /// What each of them will get.
    public let preview: Preview
    /// The groups of the course, by municipality.
    public let groups: [(id: LeaderGroup.ID, municipality: String, name: String)]

    let ids: [PlannedPrompt.Scope: PlannedPrompt.ID]

    /// Leaders who get the same letters, as far as the rules of release go.
    public struct Shape: Sendable {
        /// One of them, as the rules see all of them.
        public let recipient: Recipient
        /// How many they are.
        public let leaders: Int
        /// Who they are, where that was asked for.
        public let members: [Leader.ID]
    }

    /// The key of a planned prompt's row.
    public func id(of planned: PlannedPrompt) -> PlannedPrompt.ID? { ids[planned.scope] }
}

/// How many leaders of an area and group.
public struct PreviewedPlace: Hashable, Sendable {
    /// The area.
    public let area: String
    /// The group, where they have one.
    public let group: String?
    /// How many they are.
    public let leaders: Int
}

/// A leader by name.
public struct PreviewedPerson: Hashable, Sendable {
    /// Who it is.
    public let id: Leader.ID
    /// The name.
    public let name: String
    /// The area.
    public let area: String
    /// The group, where there is one.
    public let group: String?
}

extension Store {
    /// What people will get on which day, as things stand; those who are alike are looked at once.
    ///
    /// Who has seen a film or booked is in none of it: what such a prompt's status decides is taken as needed, and is left out from
    /// its moment on.
    /// - Parameters:
    ///   - key: The course's.
    ///   - municipality: Only of that municipality, by key.
    ///   - group: Only that group.
    ///   - leader: Only that leader.
    ///   - listing: Whether the members of each shape are listed.
    /// - Returns: The preview.
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func groupedPreview(
        of key: String,
        municipality: String? = nil,
        group: LeaderGroup.ID? = nil,
        leader: Leader.ID? = nil,
        listing: Bool = false
    ) async throws -> GroupedPreview {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let rows = try await transaction.rows(
                RehearsalQueries.shapes(
                    of: course.id,
                    in: try municipality.map(course.municipality),
                    group: group,
                    leader: leader,
                    listing: listing,
                    now: course.previewedFrom
                )
            )
            let dated = try await transaction.datedMeetings(of: course)
            let (preview, ids) = try await transaction.openPreview(of: course)
            return GroupedPreview(
                course: course,
                from: course.previewedFrom,
                shapes: rows.map { row in
                    GroupedPreview.Shape(
                        recipient: Recipient(row, dated: dated),
                        leaders: row.leaders,
                        members: row.members
                    )
                },
                preview: preview,
                groups: try await transaction.rows(PeopleQueries.groups(of: course.id)),
                ids: ids
            )
        }
    }

    /// Of which areas and groups leaders are, and some of them by name.
    public func previewed(
        _ leaders: [Leader.ID],
        atMost limit: Int
    ) async throws -> (places: [PreviewedPlace], people: [PreviewedPerson]) {
        try await survey { transaction in
            (
                try await transaction.rows(RehearsalQueries.places(of: leaders)),
                try await transaction.rows(RehearsalQueries.people(leaders, limit: limit))
            )
        }
    }

    /// Leaders whose number or address it is, or in whose name it stands.
    ///
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func leaders(
        called text: String,
        in key: String,
        municipality: String? = nil,
        atMost limit: Int
    ) async throws -> [PreviewedPerson] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(
                RehearsalQueries.people(
                    called: text,
                    in: course.id,
                    municipality: try municipality.map(course.municipality),
                    limit: limit
                )
            )
        }
    }
}

extension StoredCourse {
    /// A draft is previewed from its first day, as if it had gone live in time.
    var previewedFrom: Instant {
        state == .draft ? outline.timeZone.instant(of: LocalDateTime(outline.starts, .midnight)) : now
    }
}

extension Transaction {
    func datedMeetings(of course: StoredCourse) async throws -> [LeaderGroup.ID: Set<String>] {
        Dictionary(grouping: try await rows(ReflectionQueries.meetings(of: course.id)), by: \.group)
            .mapValues { Set($0.map(\.module)) }
    }

    /// A preview that gives nobody away, and the keys of its rows.
    ///
    /// A row of one leader's booking is in none; nor is, from its moment on, one that only those get who have not done something:
    /// who has got it by then would show.
    func openPreview(
        of course: StoredCourse
    ) async throws -> (preview: Preview, ids: [PlannedPrompt.Scope: PlannedPrompt.ID]) {
        let from = course.previewedFrom
        let rows = try await rows(ProgrammeQueries.plan(of: course.id)).filter { row in
            !row.isWithdrawn && row.planned.scope.leader == nil
                && (!row.planned.givesAway || row.planned.sendAt >= from)
        }
        let preview = Preview(
            of: rows.map(\.planned),
            municipalities: course.outline.municipalities,
            in: course.outline.timeZone,
            now: from,
            // Neither what is held nor what is cancelled would be sent as things stand.
            leavingOut: Set(try await self.rows(StoppedPromptQueries.stops(in: course.id)))
        )
        return (preview, Dictionary(rows.map { ($0.planned.scope, $0.id) }, uniquingKeysWith: { one, _ in one }))
    }
}

extension PlannedPrompt {
    /// Whether who gets it shows who has seen a film, written notes or booked: of one person it is said only that it is sent if needed.
    public var givesAway: Bool { unless == .done || unless == .booked }
}

extension Recipient {
    fileprivate init(_ row: RehearsalQueries.ShapeRow, dated: [LeaderGroup.ID: Set<String>]) {
        var has = Set(
            row.has.compactMap { pair in
                let parts = pair.split(separator: "/", maxSplits: 1).map(String.init)
                return parts.count == 2 ? Prompt.Reference(module: parts[0], prompt: parts[1]) : nil
            }
        )
        // What is of use no more is not listed; that there was something is known all the same.
        if row.hasAny, has.isEmpty { has.insert(Prompt.Reference(module: "", prompt: "")) }
        self.init(
            id: row.example,
            address: "",
            municipality: row.municipality,
            group: row.group,
            isChair: row.isChair,
            datedMeetings: row.group.flatMap { dated[$0] } ?? [],
            seats: Seats.decode(row.seats),
            tables: Set(row.tables),
            enrolledAt: row.enrolledAt,
            alreadyHas: has
        )
    }
}
