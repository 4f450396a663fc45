import Course
import Postgres

extension Store {
    /// How each municipality of a course stands to its going live, in the course's order.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func agreements(of key: String) async throws -> [Agreement] {
        try await survey { transaction in
            try await transaction.agreements(of: try await transaction.course(key))
        }
    }

    /// Agrees for the coordinator's own municipality that letters may leave as planned.
    ///
    /// - Parameters:
    ///   - key: The course's key.
    ///   - version: The version of the course that the coordinator has looked at.
    /// - Throws: ``Refusal`` where the course has changed since, or is live; and for anybody but a coordinator.
    public func agree(toLettersOf key: String, expecting version: Int64) async throws {
        let own = try coordinated(in: key)
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let municipality = try course.key(of: own)
            guard course.state != .live else { throw Refusal.liveAlready(key) }
            try course.expect(version)
            try await transaction.execute(AgreementQueries.agree(for: own, to: course.version, by: acting.doer.name))
            try await transaction.audit(
                .agreementGive,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: [.version: Int(course.version)]
            )
        }
    }

    /// Takes the agreement of the coordinator's own municipality back; a course that is live goes on.
    ///
    /// - Throws: ``Refusal`` where there is none; and for anybody but a coordinator.
    public func withdrawAgreement(toLettersOf key: String) async throws {
        let own = try coordinated(in: key)
        try await act { transaction in
            let course = try await transaction.course(key)
            let municipality = try course.key(of: own)
            guard try await transaction.first(AgreementQueries.withdraw(own)) != nil else {
                throw Refusal.conflict(
                    "kommunen har ikke sagt ja",
                    "\(municipality) has not agreed"
                )
            }
            try await transaction.audit(
                .agreementWithdraw,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: [:]
            )
        }
    }

    /// The row of the municipality that whoever acts coordinates.
    private func coordinated(in key: String) throws(Refusal) -> Municipality.ID {
        guard case .coordinator(let own) = acting.role else {
            throw .unknown(
                "kun en koordinator siger ja til brevene i \(key)",
                "nobody but a coordinator agrees to the letters of \(key)"
            )
        }
        return own
    }
}

extension Transaction {
    func agreements(of course: StoredCourse) async throws -> [Agreement] {
        try await rows(AgreementQueries.agreements(of: course.id)).compactMap { row in
            course.municipalityKey(row.municipality).map {
                Agreement(municipality: $0, agreedAt: row.agreedAt, isCurrent: row.isCurrent ?? false)
            }
        }
    }

    /// Refuses to go live where the course is not as it was shown, or somebody has not agreed and that is not gone without.
    func require(_ consent: Consent, of course: StoredCourse, by doer: Doer) async throws {
        try course.expect(consent.version)
        let missing = try await agreements(of: course).filter { !$0.stands }.map(\.municipality)
        guard !missing.isEmpty else { return }
        guard consent.withoutAgreement else {
            let names = missing.map { course.outline.municipality($0)?.name ?? $0 }.joined(separator: ", ")
            throw Refusal.conflict("ikke alle har sagt ja endnu: \(names) mangler", "not agreed yet: \(names)")
        }
        try await audit(
            .courseLiveWithoutAgreement,
            of: missing.joined(separator: " "),
            in: course.id,
            by: doer,
            detail: [.municipalities: missing.count]
        )
    }

    /// Refuses where a course is not of the version that somebody has looked at; 0 is a course that was not there.
    func expect(_ version: Int64, of key: String) async throws {
        let found = try await first(ProgrammeQueries.lock(key: key)) == nil ? nil : try await course(key)
        guard let found else {
            guard version == 0 else {
                throw Refusal.changed("forløbet er væk", "the course \(key) is gone")
            }
            return
        }
        try found.expect(version)
    }
}

extension Refusal {
    static func liveAlready(_ key: String) -> Refusal {
        .conflict("forløbet er allerede i gang", "the course \(key) is live already")
    }
}

extension StoredCourse {
    /// Refuses where the course has changed since somebody looked at it.
    func expect(_ version: Int64) throws(Refusal) {
        guard self.version == version else {
            throw .changed(
                "forløbet er ændret, siden det blev vist",
                "the course \(outline.key) has changed since it was shown"
            )
        }
    }

    /// The key of a municipality's row; refused where it is of another course.
    func key(of municipality: Municipality.ID) throws(Refusal) -> String {
        guard let key = municipalityKey(municipality) else {
            throw .unknown(
                "forløbet \(outline.key) har ikke den kommune",
                "the course \(outline.key) has no such municipality"
            )
        }
        return key
    }
}
