import CourseStore
import CourseTesting

extension Access {
    static let plan: [Access] = [
        .get(
            "/courses/{course}/plan",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/plan?municipality=\(town.rawValue)" },
        .get(
            "/courses/{course}/plan/{planned}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in
            let plan = try await cast.run.store.boardPlan(of: cast.run.key, municipality: town.rawValue)
            return "/courses/\(cast.run.key)/plan/\(plan.entries.first.map { "\($0.id)" } ?? "none")"
        },
        .get(
            "/courses/{course}/sessions/{module}/{session}",
            nobody: 303,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/sessions/workshop-1/onsdag" },
        .post(
            "/courses/{course}/sessions/{module}/{session}/difference",
            moved,
            nobody: 401,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/sessions/workshop-1/onsdag/difference" },
        // The form says no version: whoever may is shown the difference once more.
        .post(
            "/courses/{course}/sessions/{module}/{session}",
            moved,
            nobody: 401,
            administrator: 409,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/sessions/workshop-1/onsdag" },
    ]

    private static let moved = [
        ("date", "2027-04-21"), ("start", "09:00"), ("end", "15:00"), ("place", "Rådhuset"), ("capacity", ""),
    ]
}
