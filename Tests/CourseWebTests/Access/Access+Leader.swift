extension Access {
    static let leader: [Access] = [
        .get("/my", nobody: 303, administrator: 404, own: 404, other: 404, chair: 200, leader: 200, helper: 404) {
            _,
            _ in
            "/my"
        },
        .get(
            "/my/{course}",
            nobody: 303,
            administrator: 404,
            own: 404,
            other: 404,
            chair: 200,
            leader: 200,
            helper: 404
        ) {
            _,
            _ in "/my/small"
        },
        .post(
            "/my/{course}/language",
            [("language", "en")],
            nobody: 401,
            administrator: 404,
            own: 404,
            other: 404,
            chair: 303,
            leader: 303,
            helper: 404
        ) { _, _ in "/my/small/language" },
        .get("/bookings", nobody: 303, administrator: 404, own: 404, other: 404, chair: 404, leader: 404, helper: 200) {
            _,
            _ in "/bookings"
        },
    ]
}
