import Postgres

extension Access {
    private static let root = "/courses/small"

    /// A page about a municipality's own rows: its coordinator's and the administrator's.
    private static func page(
        _ pattern: String,
        path: @escaping @Sendable (Cast, Cast.Town) async throws -> String
    ) -> Access {
        .get(
            "/courses/{course}" + pattern,
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404,
            path: path
        )
    }

    /// A form about a municipality's own rows, and what its coordinator and the administrator get.
    private static func form(
        _ pattern: String,
        _ fields: [(String, String)] = [],
        administrator: Int,
        own: Int,
        path: @escaping @Sendable (Cast, Cast.Town) async throws -> String
    ) -> Access {
        .post(
            "/courses/{course}" + pattern,
            fields,
            nobody: 401,
            administrator: administrator,
            own: own,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404,
            path: path
        )
    }

    /// A page of which each coordinator sees the own part.
    private static func list(_ pattern: String) -> Access {
        .get(
            "/courses/{course}" + pattern,
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { _, _ in root + pattern }
    }

    @Sendable
    private static func leader(_ cast: Cast, _ town: Cast.Town) async throws -> String {
        "\(root)/people/\(try await cast.leader(town.leaders[town.leaders.count - 1].lowercased()))"
    }

    @Sendable
    private static func group(_ cast: Cast, _ town: Cast.Town) async throws -> String {
        let key = town.rawValue
        let id = try await cast.number(
            Query(
                """
                SELECT min(g.id) FROM leader_group g JOIN municipality m ON m.id = g.municipality WHERE m.key = \(key)
                """
            )
        )
        return "\(root)/groups/\(id)"
    }

    static let people: [Access] = [
        list("/people"),
        page("/people/{leader}") { try await leader($0, $1) },
        form("/people/{leader}", administrator: 422, own: 422) { try await leader($0, $1) },
        page("/people/{leader}/withdrawal") { try await leader($0, $1) + "/withdrawal" },
        form("/people/{leader}/withdrawal", administrator: 303, own: 303) { try await leader($0, $1) + "/withdrawal" },
        form("/people/{leader}/return", administrator: 303, own: 303) { try await leader($0, $1) + "/return" },
        page("/people/{leader}/succession") { try await leader($0, $1) + "/succession" },
        form("/people/{leader}/succession", administrator: 422, own: 422) {
            try await leader($0, $1) + "/succession"
        },
        page("/enrolment/{municipality}") { _, town in "\(root)/enrolment/\(town.rawValue)" },
        form("/enrolment/{municipality}", administrator: 422, own: 422) { _, town in
            "\(root)/enrolment/\(town.rawValue)"
        },
        form("/enrolment/{municipality}/application", [("draft", "1")], administrator: 404, own: 404) { _, town in
            "\(root)/enrolment/\(town.rawValue)/application"
        },
        list("/groups"),
        page("/groups/{group}") { try await group($0, $1) },
        form("/groups/{group}", administrator: 422, own: 422) { try await group($0, $1) },
        page("/groups/{group}/meetings/{module}") { try await group($0, $1) + "/meetings/meeting-1" },
        form("/groups/{group}/meetings/{module}", administrator: 422, own: 422) {
            try await group($0, $1) + "/meetings/meeting-1"
        },
    ]
}
