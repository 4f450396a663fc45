import Course
import Postgres

/// Somebody who gives service checks to a municipality's leaders.
public struct EnlistedHelper: Hashable, Sendable {
    /// The municipality's key.
    public let municipality: String
    /// The helper's name, as leaders see it.
    public let name: String
    /// The address that letters to come in by go to.
    public let email: String
}

extension Store {
    /// Has somebody give service checks to the leaders of a municipality.
    ///
    /// - Throws: ``Refusal`` where there is no such course or municipality, the address is none or is there already, or the name is
    ///   empty.
    public func addHelper(_ email: String, name: String, course key: String, municipality: String) async throws {
        let name = OneLine.text(name, atMost: 200)
        guard Leader.isAddress(email) else { throw Refusal.noAddress(email) }
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(atTheTerminal: "the helper has no name")
        }
        let doer = acting.doer
        try await act { transaction in
            let course = try await transaction.course(key)
            let row = try course.municipality(municipality)
            guard let id = try await transaction.first(HelperQueries.add(email, name: name, in: row)) else {
                throw Refusal(atTheTerminal: "\(email) is a helper of \(municipality) already")
            }
            try await transaction.audit(.helperAdd, of: "\(id)", in: course.id, by: doer, detail: [:])
        }
    }

    /// Who gives service checks in a course, by municipality.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func helpers(of key: String) async throws -> [EnlistedHelper] {
        try await act { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(HelperQueries.all(of: course.id))
        }
    }

    /// Has somebody give no service checks any more.
    ///
    /// - Throws: ``Refusal`` where there is no such helper, or somebody has booked with them.
    public func removeHelper(_ email: String, course key: String, municipality: String) async throws {
        let doer = acting.doer
        do {
            try await act { transaction in
                let course = try await transaction.course(key)
                let row = try course.municipality(municipality)
                guard let id = try await transaction.first(HelperQueries.remove(email, from: row)) else {
                    throw Refusal(atTheTerminal: "\(email) is no helper of \(municipality)")
                }
                try await transaction.audit(.helperRemove, of: "\(id)", in: course.id, by: doer, detail: [:])
            }
        } catch let error as PostgresError where error.constraint == "booking_helper_fkey" {
            throw Refusal(
                atTheTerminal: "leaders have booked with \(email): somebody else must take these bookings over first"
            )
        }
    }
}
