extension Access {
    static let signIn: [Access] = [
        .get(
            "/sign-in",
            nobody: 200,
            administrator: 303,
            own: 303,
            other: 303,
            chair: 303,
            leader: 303,
            helper: 303
        ) { _, _ in "/sign-in" },
        .post(
            "/sign-in",
            [("address", "nobody@nowhere.example")],
            nobody: 303,
            administrator: 303,
            own: 303,
            other: 303,
            chair: 303,
            leader: 303,
            helper: 303
        ) { _, _ in "/sign-in" },
        .get(
            "/sign-in/code",
            nobody: 200,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 200,
            leader: 200,
            helper: 200
        ) { _, _ in "/sign-in/code" },
        .post(
            "/sign-in/code",
            [("code", "123456")],
            nobody: 410,
            administrator: 410,
            own: 410,
            other: 410,
            chair: 410,
            leader: 410,
            helper: 410
        ) { _, _ in "/sign-in/code" },
        .get(
            "/sign-in/link/{token}",
            nobody: 410,
            administrator: 410,
            own: 410,
            other: 410,
            chair: 410,
            leader: 410,
            helper: 410
        ) { _, _ in "/sign-in/link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
        .post(
            "/sign-in/link/{token}",
            [],
            nobody: 410,
            administrator: 410,
            own: 410,
            other: 410,
            chair: 410,
            leader: 410,
            helper: 410
        ) { _, _ in "/sign-in/link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
        .post(
            "/sign-out",
            [],
            nobody: 303,
            administrator: 303,
            own: 303,
            other: 303,
            chair: 303,
            leader: 303,
            helper: 303
        ) { _, _ in "/sign-out" },
        .get(
            "/sign-out/everywhere",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 200,
            leader: 200,
            helper: 200
        ) { _, _ in "/sign-out/everywhere" },
        .post(
            "/sign-out/everywhere",
            [],
            nobody: 401,
            administrator: 303,
            own: 303,
            other: 303,
            chair: 303,
            leader: 303,
            helper: 303
        ) { _, _ in "/sign-out/everywhere" },
    ]
}
