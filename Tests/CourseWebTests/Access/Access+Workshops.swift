import Postgres

extension Access {
    private static let root = "/courses/small/seats"

    /// Each coordinator sees the seats of the own leaders, and seats none of the others.
    static let workshops: [Access] = [
        .get(
            "/courses/{course}/seats",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { _, _ in root },
        .get(
            "/courses/{course}/seats/{module}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { _, _ in "\(root)/workshop-1" },
        // Whose seats are set the form says: without anybody in it nothing is done. See SeatPagesTests.
        .post(
            "/courses/{course}/seats/{module}",
            nobody: 401,
            administrator: 422,
            own: 422,
            other: 422,
            chair: 404,
            leader: 404,
            helper: 404
        ) { _, _ in "\(root)/workshop-1" },
    ]
}
