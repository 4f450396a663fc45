import CourseTesting

extension Access {
    static let foyer: [Access] = [
        .get("/", nobody: 303, administrator: 303, own: 303, other: 303, chair: 303, leader: 303, helper: 303) { _, _ in
            "/"
        },
        .post(
            "/language",
            [("language", "en"), ("back", "/")],
            nobody: 303,
            administrator: 303,
            own: 303,
            other: 303,
            chair: 303,
            leader: 303,
            helper: 303
        ) { _, _ in "/language" },
        // To act as an administrator, whom a coordinator is not.
        .post(
            "/courses/{course}/capacity",
            [("as", "")],
            nobody: 401,
            administrator: 303,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/capacity" },
    ]

    /// Addresses that are the same for everybody, and show nothing of anybody.
    static let forEverybody: Set<String> = ["GET /health", "GET /metrics", "GET /favicon.ico"]
}
