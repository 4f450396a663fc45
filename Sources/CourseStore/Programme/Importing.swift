public import Course
import Postgres

/// What importing a course file did, or would do.
public struct ImportOutcome: Sendable {
    /// Whether the course was not there before.
    public let isNew: Bool
    /// What the file changed, what was kept as changed by hand.
    public let merge: CourseMerge
    /// What that did to the plan.
    public let plan: PlanChange
}

extension Store {
    /// Imports a course as its file says it, comparing three ways: the file now, the file last time, the database.
    ///
    /// `expecting` is the version of the course that somebody has looked at; 0 is a course that was not there.
    /// - Throws: ``Refusal`` where the file and a person changed the same thing, unless `overwrite` is given, and the
    ///   faults of a plan that cannot be derived.
    public func importCourse(
        _ file: CourseOutline,
        overwrite: Bool = false,
        expecting version: Int64? = nil,
        dryRun: Bool = false
    ) async throws -> ImportOutcome {
        try requireRunning(file.key)
        return try await act(dryRun: dryRun) { transaction in
            if let version { try await transaction.expect(version, of: file.key) }
            let outcome = try await transaction.importCourse(file, overwrite: overwrite, counting: dryRun)
            let course = try await transaction.course(file.key)
            try await transaction.audit(
                .courseImport,
                of: file.key,
                in: course.id,
                by: acting.doer,
                detail: [
                    .added: outcome.plan.difference.added.count, .moved: outcome.plan.difference.moved.count,
                    .withdrawn: outcome.plan.difference.withdrawn.count,
                ]
            )
            return ImportOutcome(
                isNew: outcome.isNew,
                merge: outcome.merge,
                plan: outcome.plan.shown(to: acting.role, in: course)
            )
        }
    }
}

extension Transaction {
    func importCourse(
        _ file: CourseOutline,
        overwrite: Bool,
        counting: Bool = false
    ) async throws -> ImportOutcome {
        let isKnown = try await first(ProgrammeQueries.lock(key: file.key)) != nil
        let before = isKnown ? try await course(file.key) : nil
        let merge = CourseMerge(file: file, last: before?.imported, database: before?.outline)
        guard merge.conflicts.isEmpty || overwrite else { throw Refusal(conflicts: merge.conflicts) }
        // The plan is derived before anything is written, so that a course that has none is refused whole.
        _ = try Plan(of: merge.result, milestones: Milestones(sessions: merge.result.sessions))

        let programme = try JSONDocument.encode(merge.result.programme)
        let imported = try JSONDocument.encode(file)
        let id: CourseOutline.ID
        if let before {
            id = before.id
            try await execute(
                ProgrammeQueries.updateCourse(id, to: merge.result, programme: programme, imported: imported)
            )
        } else {
            id = try await one(ProgrammeQueries.insertCourse(merge.result, programme: programme, imported: imported))
        }
        let isChanged = before?.outline != merge.result
        if isChanged { try await save(merge.result, as: id, replacing: before) }
        let change = try await replan(
            try await course(file.key),
            rewriting: before != nil && isChanged,
            counting: counting
        )
        return ImportOutcome(isNew: before == nil, merge: merge, plan: change)
    }

    /// Writes municipalities, areas and sessions of an outline.
    func save(_ outline: CourseOutline, as id: CourseOutline.ID, replacing before: StoredCourse?) async throws {
        for gone in before?.outline.municipalities ?? [] where outline.municipality(gone.key) == nil {
            let key = gone.key
            guard let row = before?.municipalities[key] else { continue }
            guard try await first(PeopleQueries.anyLeader(of: row)) == nil else {
                throw Refusal.conflict(
                    "kommunen \(key) har ledere og kan ikke tages ud af forløbsfilen",
                    "the municipality \(key) has leaders and cannot leave the course file"
                )
            }
            try await execute(PeopleQueries.deleteMunicipality(row))
        }
        var municipalities: [String: Municipality.ID] = [:]
        for (position, municipality) in outline.municipalities.enumerated() {
            let row = try await one(PeopleQueries.saveMunicipality(municipality, position: position, in: id))
            municipalities[municipality.key] = row
            try await execute(PeopleQueries.deleteClosedPeriods(of: row))
            for (position, period) in municipality.closed.enumerated() {
                try await execute(PeopleQueries.insertClosedPeriod(period, position: position, of: row))
            }
        }
        try await execute(PeopleQueries.deleteEquivalentAreas(of: id))
        for (rank, row) in outline.equivalentAreas.rows.enumerated() {
            for (key, name) in row.sorted(by: { $0.key < $1.key }) {
                guard let municipality = municipalities[key] else { continue }
                let area = try await one(PeopleQueries.saveArea(name, in: municipality))
                try await execute(PeopleQueries.insertEquivalentArea(area, rank: rank, of: id))
            }
        }
        try await execute(
            ProgrammeQueries.deleteSessions(of: id, except: outline.sessions.map { "\($0.module)/\($0.key)" })
        )
        for (position, session) in outline.sessions.enumerated() {
            try await execute(ProgrammeQueries.saveSession(session, position: position, in: id))
        }
    }
}

extension Refusal {
    fileprivate init(conflicts: [CourseMerge.Conflict]) {
        let lines = conflicts.map { conflict in
            let place = conflict.path.joined(separator: ".")
            return Sentence(
                "  \(place): i filen står der \(conflict.file ?? "intet"), i forløbet \(conflict.database ?? "intet")",
                "  \(place): the file says \(conflict.file ?? "nothing"), the course \(conflict.database ?? "nothing")"
            )
        }
        self.init(
            "ændret både i filen og manuelt:\n\(lines.map(\.danish).joined(separator: "\n"))",
            "changed both in the file and by hand; --overwrite takes the file's:\n\(lines.map(\.english).joined(separator: "\n"))",
            kind: .conflict
        )
    }
}
