import CourseTesting

extension Access {
    static let courses: [Access] = [
        .get("/courses", nobody: 303, administrator: 200, own: 200, other: 200, chair: 404, leader: 404, helper: 404) {
            _,
            _ in
            "/courses"
        },
        .get(
            "/courses/new",
            nobody: 303,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) {
            _,
            _ in "/courses/new"
        },
        // Without a file there is nothing to read.
        .post(
            "/courses/new",
            nobody: 401,
            administrator: 422,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) {
            _,
            _ in "/courses/new"
        },
        .get(
            "/courses/{course}/successor",
            nobody: 303,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/successor" },
        .post(
            "/courses/{course}/successor",
            [("title", "Senere"), ("key", "later"), ("start", "2027-12-01")],
            nobody: 401,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/successor" },
        .get(
            "/courses/{course}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) {
            cast,
            _ in "/courses/\(cast.run.key)"
        },
        // The course is live: there is nothing to agree to any more, and an administrator never does.
        .post(
            "/courses/{course}/agreement",
            nobody: 401,
            administrator: 404,
            own: 409,
            other: 409,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/agreement" },
        .post(
            "/courses/{course}/agreement/withdrawal",
            nobody: 401,
            administrator: 404,
            own: 409,
            other: 409,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/agreement/withdrawal" },
        .get(
            "/courses/{course}/live",
            nobody: 303,
            administrator: 200,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/live" },
        // Nobody has agreed, and the box is not ticked.
        .post(
            "/courses/{course}/live",
            nobody: 401,
            administrator: 422,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/live" },
        .post(
            "/courses/{course}/pause",
            nobody: 401,
            administrator: 303,
            own: 404,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/pause" },
        .get(
            "/courses/{course}/settings",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/settings" },
        .get(
            "/courses/{course}/settings/{municipality}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/settings/\(town.rawValue)" },
        // An empty form.
        .post(
            "/courses/{course}/settings/{municipality}",
            nobody: 401,
            administrator: 422,
            own: 422,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/settings/\(town.rawValue)" },
        .get(
            "/courses/{course}/settings/{municipality}/closed",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/settings/\(town.rawValue)/closed" },
        .post(
            "/courses/{course}/settings/{municipality}/closed",
            [("from-0", "2027-01-20"), ("to-0", "")],
            nobody: 401,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/settings/\(town.rawValue)/closed" },
    ]
}
