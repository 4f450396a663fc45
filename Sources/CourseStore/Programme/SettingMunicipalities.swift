public import Course
import Postgres

extension Store {
    /// Changes how a municipality appears in its letters, and when they leave; with another time, what hangs on it moves.
    ///
    /// A coordinator changes signature, contact and time of the own municipality; sender and coordinator are an administrator's. The next import of
    /// the course file keeps what was changed here.
    /// - Parameters:
    ///   - municipality: The municipality's key.
    ///   - key: The course's key.
    ///   - old: The settings as they were shown.
    ///   - new: The settings as they are to be.
    ///   - version: The version of the course that somebody has looked at; `nil` takes any.
    ///   - dryRun: Whether it is only to be tried.
    /// - Returns: What that does to the plan; `nil` where nothing differs.
    /// - Throws: ``Refusal`` where they are others by now, and where they could not stand in a course file; and the faults of a
    ///   plan that cannot be derived.
    @discardableResult
    public func set(
        _ municipality: String,
        in key: String,
        from old: MunicipalitySettings,
        to new: MunicipalitySettings,
        expecting version: Int64? = nil,
        dryRun: Bool = false
    ) async throws -> PlanChange? {
        try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let id = try lookedAfter(municipality, in: course)
            guard let standing = course.outline.municipality(municipality).map(MunicipalitySettings.init) else {
                return nil
            }
            guard standing == old else {
                throw Refusal.changed(
                    "indstillingerne er ændret, siden de blev vist",
                    "the settings of \(municipality) have changed since they were shown"
                )
            }
            if let version { try course.expect(version) }
            guard new != standing else { return nil }
            guard acting.role == .administrator || (new.sender, new.coordinator) == (old.sender, old.coordinator) else {
                throw Refusal.unknown(
                    "afsender og koordinator rettes af en administrator",
                    "sender and coordinator are an administrator's to change"
                )
            }
            guard new.faults.isEmpty else {
                let parts = new.faults.map(\.rawValue).sorted().joined(separator: ", ")
                throw Refusal("kan ikke stå i et forløb: \(parts)", "not allowed in a course: \(parts)")
            }
            try await transaction.execute(SettingsQueries.set(id, to: new))
            let change = try await transaction.replan(try await transaction.course(key), counting: dryRun)
            try await transaction.audit(
                .municipalitySet,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: new.changes(from: standing)
            )
            return change.shown(to: acting.role, in: course)
        }
    }

    /// Sets the closing days of a municipality, and moves what hangs on them.
    ///
    /// The next import of the course file keeps what was changed here.
    /// - Parameters:
    ///   - periods: All of them, beside weekends and public holidays; kept in the order of their days.
    ///   - municipality: The municipality's key.
    ///   - key: The course's key.
    ///   - version: The version of the course that somebody has looked at; `nil` takes any.
    ///   - dryRun: Whether it is only to be tried.
    /// - Returns: What that does to the plan.
    /// - Throws: ``Refusal``, and the faults of a plan that cannot be derived.
    public func setClosedPeriods(
        _ periods: [ClosedPeriod],
        of municipality: String,
        in key: String,
        expecting version: Int64? = nil,
        dryRun: Bool = false
    ) async throws -> PlanChange {
        try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let id = try lookedAfter(municipality, in: course)
            if let version { try course.expect(version) }
            guard periods.allSatisfy({ $0.from <= $0.to }) else {
                throw Refusal(
                    "en lukkeperiode slutter, før den begynder",
                    "a closed period ends before it begins"
                )
            }
            let before = course.outline.municipality(municipality)?.closed ?? []
            let periods = Array(Set(periods)).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            try await transaction.execute(PeopleQueries.deleteClosedPeriods(of: id))
            for (position, period) in periods.enumerated() {
                try await transaction.execute(PeopleQueries.insertClosedPeriod(period, position: position, of: id))
            }
            let change = try await transaction.replan(try await transaction.course(key), counting: dryRun)
            try await transaction.audit(
                .calendarSet,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: [
                    .added: Set(periods).subtracting(before).count, .removed: Set(before).subtracting(periods).count,
                    .moved: change.difference.moved.count, .told: change.told,
                ]
            )
            return change.shown(to: acting.role, in: course)
        }
    }

    /// The row of a municipality that whoever acts looks after: any for an administrator, the own one for a coordinator.
    private func lookedAfter(_ municipality: String, in course: StoredCourse) throws(Refusal) -> Municipality.ID {
        let unknown = Refusal.unknown(
            "forløbet \(course.outline.key) har ikke nogen kommune \"\(municipality)\"",
            "the course \(course.outline.key) has no municipality \"\(municipality)\""
        )
        guard let id = course.municipalities[municipality] else { throw unknown }
        switch acting.role {
        case .administrator: return id
        case .coordinator(id): return id
        case .coordinator, .leader, .helper, .post, .door: throw unknown
        }
    }
}

extension MunicipalitySettings {
    /// Which parts differ, as numbers for the audit log: 1 a part.
    fileprivate func changes(from old: MunicipalitySettings) -> [AuditFigure: Int] {
        let changed: [(AuditFigure, Bool)] = [
            (.sender, sender != old.sender), (.signed, signed != old.signed), (.contact, contact != old.contact),
            (.coordinator, coordinator != old.coordinator), (.sendAt, sendAt != old.sendAt),
        ]
        return Dictionary(uniqueKeysWithValues: changed.filter(\.1).map { ($0.0, 1) })
    }
}
