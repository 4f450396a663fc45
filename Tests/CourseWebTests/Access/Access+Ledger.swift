import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

extension Access {
    static let ledger: [Access] = [
        .get(
            "/courses/{course}/ledger",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/ledger" },
        .get(
            "/courses/{course}/ledger/figures",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/ledger/figures" },
        .get(
            "/courses/{course}/ledger.csv",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 200,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, _ in "/courses/\(cast.run.key)/ledger.csv" },
        .get(
            "/courses/{course}/ledger/{planned}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/ledger/\(try await cast.planned(in: town))" },
        .get(
            "/courses/{course}/ledger/corrections/{municipality}/{released}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/ledger/corrections/\(town)/\(try await cast.correction(in: town))"
        },
        .get(
            "/courses/{course}/letters/{letter}",
            nobody: 303,
            administrator: 200,
            own: 200,
            other: 404,
            chair: 404,
            leader: 404,
            helper: 404
        ) { cast, town in "/courses/\(cast.run.key)/letters/\(try await cast.queuedLetter(in: town))" },
        .get("/audit", nobody: 303, administrator: 200, own: 404, other: 404, chair: 404, leader: 404, helper: 404) {
            _,
            _ in "/audit"
        },
    ]
}

extension Cast {
    /// The row of the plan of the first film's link in a municipality.
    func planned(in town: Town) async throws -> Int64 {
        try await number(
            Query(
                """
                SELECT p.id FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
                WHERE m.key = \(town.rawValue) AND p.module = 'film-1' AND p.prompt = 'link' AND p.leader_group IS NULL LIMIT 1
                """
            )
        )
    }

    /// When a correction was released in a municipality, in microseconds; the workshop is moved where there was none.
    func correction(in town: Town) async throws -> Int64 {
        if try await number(Query("SELECT count(*) FROM correction")) == 0 {
            try await run.run(until: LocalDateTime(Day(2027, 3, 8), LocalTime(12, 0)))
            _ = try await run.store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: LocalDateTime(Day(2027, 4, 21), LocalTime(9, 0)),
                end: nil
            )
            try await run.run(until: LocalDateTime(Day(2027, 3, 10), LocalTime(12, 0)))
        }
        return try await number(
            Query(
                """
                SELECT (extract(epoch FROM max(k.released_at)) * 1000000)::bigint
                FROM correction k JOIN municipality m ON m.id = k.municipality WHERE m.key = \(town.rawValue)
                """
            )
        )
    }

    /// A letter of a municipality that waits to be sent; a message is sent where there is none.
    func queuedLetter(in town: Town) async throws -> Int64 {
        _ = try await run.store.send(
            MessageDraft(to: .municipality(town.rawValue), subject: "Hej", text: "Hej"),
            in: run.key,
            form: UUID()
        )
        return try await number(
            Query(
                """
                SELECT max(t.id) FROM letter t JOIN leader l ON l.id = t.leader JOIN municipality m ON m.id = l.municipality
                WHERE m.key = \(town.rawValue)
                """
            )
        )
    }

    /// A letter of a municipality that has left.
    func sentLetter(in town: Town) async throws -> Int64 {
        _ = try await queuedLetter(in: town)
        try await run.step()
        return try await number(
            Query(
                """
                SELECT max(t.id) FROM letter_history t JOIN leader l ON l.id = t.leader JOIN municipality m ON m.id = l.municipality
                WHERE m.key = \(town.rawValue)
                """
            )
        )
    }
}
