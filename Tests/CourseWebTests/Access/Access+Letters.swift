import Course
import CourseStore
import CourseTesting
import Postgres

extension Access {
    static let letters: [Access] = [
        .get(
            "/courses/{course}/preview",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/preview?municipality=\(town)&to=2027-09-30&from=2026-12-01" },
        .get(
            "/courses/{course}/preview/{leader}/{day}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in try await letter(cast, town) },
        .get(
            "/courses/{course}/preview/{leader}/{day}/body",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in try await letter(cast, town) + "/body" },
        .post(
            "/courses/{course}/preview/{leader}/{day}/copy",
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in try await letter(cast, town) + "/copy" },
        .get(
            "/courses/{course}/words",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/words" },
        .get(
            "/courses/{course}/words/{module}/{prompt}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in words(cast, town) },
        .post(
            "/courses/{course}/words/{module}/{prompt}",
            [("subject", "Se filmen"), ("text", "Se den.")],
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in words(cast, town) },
        .post(
            "/courses/{course}/words/{module}/{prompt}/sample",
            [("subject", "Se filmen"), ("text", "Se den.")],
            nobody: 401,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in words(cast, town, "/sample") },
        .post(
            "/courses/{course}/words/{module}/{prompt}/reset",
            nobody: 401,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in words(cast, town, "/reset") },
    ]

    private static func words(_ cast: Cast, _ town: Cast.Town, _ part: String = "") -> String {
        "/courses/\(cast.run.key)/words/film-1/link\(part)?municipality=\(town)"
    }

    /// The first letter to the second leader of a municipality's list.
    static func letter(_ cast: Cast, _ town: Cast.Town) async throws -> String {
        let leader = try await cast.leader(town.leaders[1].lowercased())
        let grouped = try await cast.site.store.groupedPreview(of: cast.run.key, leader: leader)
        guard let shape = grouped.shapes.first, let first = grouped.preview.letters(for: shape.recipient).first else {
            return "/courses/\(cast.run.key)/preview/\(leader)/none"
        }
        return "/courses/\(cast.run.key)/preview/\(leader)/\(first.day)"
    }
}

extension Cast {
    /// The number of somebody in the small course.
    func leader(_ name: String) async throws -> Leader.ID {
        let email = SmallCourse.address(name)
        return Leader.ID(rawValue: try await number(Query("SELECT id FROM leader WHERE email = \(email)")))
    }
}
