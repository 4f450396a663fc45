extension Finding {
    /// Warnings about modules whose sessions hold fewer than are enrolled.
    ///
    /// A module with a session of unknown capacity holds everybody.
    public static func capacities(of sessions: [Session], leaders: Int) -> [Finding] {
        var modules: [String] = []
        var seats: [String: Int?] = [:]
        for session in sessions {
            guard let known = seats[session.module] else {
                modules.append(session.module)
                seats[session.module] = .some(session.capacity)
                continue
            }
            seats[session.module] = .some(known.flatMap { known in session.capacity.map { known + $0 } })
        }
        return modules.compactMap { module in
            guard let held = seats[module] ?? nil, held < leaders else { return nil }
            return Finding(
                .warning,
                .capacity(module: module, seats: held, leaders: leaders),
                at: ["modules", module, "sessions"]
            )
        }
    }
}
