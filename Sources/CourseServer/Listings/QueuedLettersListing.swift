import Course
import CourseStore

/// Undelivered letters, a row each.
struct QueuedLettersListing: Listing {
    let letters: [QueuedLetter]
    let zone: Zone

    var table: Table {
        Table(
            headings: ["letter", "state", "due", "route", "course", "leader", "attempt", "failures", "reply"],
            rows: letters.map { letter in
                [
                    "\(letter.id)", letter.state.rawValue,
                    letter.due.map { "\(zone.local($0))".replacing("T", with: " ") } ?? "", letter.route,
                    letter.course, letter.leader, "\(letter.attempt)", "\(letter.failures)",
                    letter.replyCode.map(String.init) ?? "",
                ]
            },
            empty: "No such letter is queued."
        )
    }

    var json: [Row] {
        letters.map { letter in
            Row(
                letter: letter.id,
                state: letter.state.rawValue,
                due: letter.due.map(zone.iso8601),
                route: letter.route,
                course: letter.course,
                leader: letter.leader,
                attempt: letter.attempt,
                failures: letter.failures,
                reply: letter.replyCode
            )
        }
    }

    struct Row: Encodable {
        let letter: Int64
        let state: String
        let due: String?
        let route, course, leader: String
        let attempt, failures: Int
        let reply: Int?
    }
}
