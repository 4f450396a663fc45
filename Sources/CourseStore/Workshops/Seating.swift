public import Course
import Postgres

extension Store {
    /// Gives leaders seats in a session, and tables there; those who were told another session are told of the change.
    ///
    /// All is done or nothing. Above a session's capacity it is done and said.
    /// - Parameters:
    ///   - leaders: Whose seats they are.
    ///   - module: The key of a gathering or workshop.
    ///   - key: The course.
    ///   - session: The session's key; `nil` leaves everybody in the present one.
    ///   - table: What becomes of their tables; a table is lost with another session.
    ///   - seen: Where each of them sat when it was decided; `nil` for wherever they sit.
    /// - Returns: What came of it.
    /// - Throws: ``Refusal`` where there is no such course, or the table's name cannot be one.
    public func setSeats(
        of leaders: [Leader.ID],
        at module: String,
        in key: String,
        session: String?,
        table: SeatTable = .kept,
        seen: [Leader.ID: SeatPlace?]? = nil
    ) async throws -> Seating {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            return try await transaction.seat(
                leaders,
                at: module,
                in: course,
                session: session,
                table: table,
                seen: seen,
                by: acting
            )
        }
    }

    /// Gives leaders, found by their addresses, seats in a session, and tables there.
    ///
    /// - Returns: What that did.
    /// - Throws: ``Refusal``; then nobody's seat has changed.
    @discardableResult
    public func setSeats(
        course key: String,
        leaders emails: [String],
        module: String,
        session: String,
        table: SeatTable = .kept
    ) async throws -> SeatChange {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.gathering, .workshop])
            let known = course.outline.sessions(of: found.key).map(\.key)
            guard known.contains(session) else {
                throw Refusal.unknown(
                    "modulet \(module) har ikke nogen dato \"\(session)\"; det har \(known.joined(separator: ", "))",
                    "\(module) has no session \"\(session)\"; it has \(known.joined(separator: ", "))"
                )
            }
            var leaders: [Leader.ID] = []
            for email in emails {
                let leader = try await transaction.leader(email, in: course)
                guard !leader.isWithdrawn else {
                    throw Refusal.conflict("\(email) er udmeldt", "\(email) is withdrawn")
                }
                leaders.append(leader.id)
            }
            let seating = try await transaction.seat(
                leaders,
                at: module,
                in: course,
                session: session,
                table: table,
                by: acting
            )
            guard case .done(let change) = seating else { throw Refusal.forbidden }
            return change
        }
    }
}

extension Transaction {
    fileprivate func seat(
        _ leaders: [Leader.ID],
        at module: String,
        in course: StoredCourse,
        session: String?,
        table: SeatTable,
        seen: [Leader.ID: SeatPlace?]? = nil,
        by acting: Acting
    ) async throws -> Seating {
        let sessions = course.outline.sessions(of: module)
        let wanted = session ?? (sessions.count == 1 ? sessions.first?.key : nil)
        guard !sessions.isEmpty, wanted == nil || sessions.contains(where: { $0.key == wanted }) else {
            return .unknown
        }
        if case .named(let name) = table, !SeatPlace.isTable(name) {
            throw Refusal(
                "et bords navn er højst \(SeatPlace.mostLetters) tegn, på én linje",
                "a table's name has at most \(SeatPlace.mostLetters) characters, on one line"
            )
        }
        let leaders = Set(leaders).sorted()
        let standing = try await rows(
            WorkshopQueries.places(of: leaders, at: module, in: course.id, own: acting.role.municipality)
        )
        guard standing.count == leaders.count else { return .unknown }
        if let seen {
            let other = standing.filter { seen[$0.leader] != .some($0.place) }
            if !other.isEmpty {
                return .overtaken(Dictionary(uniqueKeysWithValues: other.map { ($0.leader, $0.place) }))
            }
        }
        var changed: [(row: WorkshopQueries.PlaceRow, new: SeatPlace)] = []
        var seatless: [Leader.ID] = []
        for row in standing {
            guard let key = wanted ?? row.place?.session else {
                seatless.append(row.leader)
                continue
            }
            let before = row.place?.session == key ? row.place?.table : nil
            let after: String? =
                switch table {
                case .kept: before
                case .none: nil
                case .named(let name): name
                }
            let new = SeatPlace(session: key, table: after)
            if row.place != new { changed.append((row, new)) }
        }
        guard seatless.isEmpty else { return .seatless(seatless) }
        guard !changed.isEmpty else {
            return .done(SeatChange(seated: 0, tabled: 0, corrected: 0, misled: 0, overfull: []))
        }
        let moved = changed.filter { $0.row.place?.session != $0.new.session }
        // Whoever gave no seat had one all the same, where there is but one session.
        let seated = sessions.count == 1 ? [] : moved
        let tabled = changed.filter { $0.row.place?.table != $0.new.table }
        let corrected = try await one(
            WorkshopQueries.toldOtherwise(seated.map { ($0.row.leader, $0.new.session) }, module: module)
        )
        let announcements = course.outline.programme[module]?.announcementsOfTables ?? []
        let misled = try await one(
            WorkshopQueries.toldTable(tabled.map(\.row.leader), module: module, prompts: announcements)
        )
        try await execute(
            WorkshopQueries.saveSeats(changed.map { ($0.row.leader, $0.new) }, course: course.id, module: module)
        )
        try await retell(seated, of: sessions, in: course)
        try await self.acting(as: .post) { try await execute(ProgrammeQueries.touch(course.id)) }
        let overfull = try await overfull(
            sessions.filter { session in seated.contains { $0.new.session == session.key } },
            in: course
        )
        try await audit(
            .seatSet,
            of: wanted.map { "\(module) \($0)" } ?? module,
            in: course.id,
            by: acting.doer,
            detail: [.leaders: seated.count, .tables: tabled.count]
        )
        return .done(
            SeatChange(
                seated: seated.count,
                tabled: tabled.count,
                corrected: corrected,
                misled: misled,
                overfull: overfull
            )
        )
    }

    /// Has those who came to another session compared with what they were told.
    private func retell(
        _ moved: [(row: WorkshopQueries.PlaceRow, new: SeatPlace)],
        of sessions: [Course::Session],
        in course: StoredCourse
    ) async throws {
        struct Way: Hashable {
            let municipality: Municipality.ID
            let old: String?
            let new: String
        }
        let ways = Dictionary(grouping: moved) {
            Way(municipality: $0.row.municipality, old: $0.row.place?.session, new: $0.new.session)
        }
        func day(_ key: String?) -> Day? { sessions.first { $0.key == key }?.start.day }
        for (way, leaders) in ways {
            try await retell(
                leaders.map(\.row.leader),
                of: way.municipality,
                from: day(way.old) ?? day(way.new),
                to: day(way.new),
                in: course
            )
        }
    }

    /// Those of some sessions where more leaders sit than there is room for, those of other municipalities with them.
    private func overfull(_ sessions: [Course::Session], in course: StoredCourse) async throws -> [String] {
        guard let module = sessions.first?.module, sessions.contains(where: { $0.capacity != nil }) else { return [] }
        let counts = try await rows(WorkshopQueries.seated(at: module, in: course.id))
        return sessions.filter { session in
            let count = counts.filter { $0.session == session.key }.map(\.leaders).reduce(0, +)
            return session.capacity.map { count > $0 } ?? false
        }.map(\.key)
    }
}

extension Module {
    /// The keys of the prompts whose letter names the leader's table.
    fileprivate var announcementsOfTables: [String] {
        prompts.filter { [.yourTable, .reminder].contains($0.purpose(in: kind)) }.map(\.key)
    }
}
