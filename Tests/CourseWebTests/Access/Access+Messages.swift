import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

extension Access {
    static let messages: [Access] = [
        .get(
            "/courses/{course}/messages",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/messages" },
        .get(
            "/courses/{course}/messages/new",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/messages/new" },
        .post(
            "/courses/{course}/messages/new",
            [("subject", "")],
            nobody: 401,
            administrator: 422,
            own: 422,
            other: 422,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/messages/new" },
        .get(
            "/courses/{course}/messages/{message}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in
            "/courses/\(cast.run.key)/messages/\(try await cast.message(to: town))"
        },
        .post(
            "/courses/{course}/messages/{message}/cancellation",
            nobody: 401,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in
            "/courses/\(cast.run.key)/messages/\(try await cast.message(to: town))/cancellation"
        },
        .post(
            "/courses/{course}/letters/{letter}/copy",
            [("form", "00000000-0000-0000-0000-000000000001")],
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/letters/\(try await cast.sentLetter(in: town))/copy" },
        .post(
            "/courses/{course}/people/{leader}/missed/{module}/{prompt}",
            nobody: 401,
            administrator: 409,
            own: 409,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in
            let leader = try await cast.number(
                Query(
                    """
                    SELECT min(l.id) FROM leader l JOIN municipality m ON m.id = l.municipality WHERE m.key = \(town.rawValue)
                    """
                )
            )
            return "/courses/\(cast.run.key)/people/\(leader)/missed/film-1/link"
        },
        .post(
            "/courses/{course}/prompts/{module}/{prompt}/hold",
            nobody: 401,
            administrator: 303,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/prompts/film-1/link/hold" },
        .post(
            "/courses/{course}/prompts/{module}/{prompt}/release",
            nobody: 401,
            administrator: 303,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/prompts/film-1/link/release" },
        .post(
            "/courses/{course}/prompts/{module}/{prompt}/cancellation",
            nobody: 401,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/prompts/film-1/link/cancellation" },
        .post(
            "/courses/{course}/letters/{letter}/hold",
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/letters/\(try await cast.queuedLetter(in: town))/hold" },
        .post(
            "/courses/{course}/letters/{letter}/retry",
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/letters/\(try await cast.queuedLetter(in: town))/retry" },
        .post(
            "/courses/{course}/letters/{letter}/cancellation",
            nobody: 401,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/letters/\(try await cast.queuedLetter(in: town))/cancellation" },
    ]
}

extension Cast {
    /// A message to a municipality, of which nothing has left.
    func message(to town: Town) async throws -> Int64 {
        _ = try await queuedLetter(in: town)
        return try await number(Query("SELECT max(id) FROM message"))
    }
}
