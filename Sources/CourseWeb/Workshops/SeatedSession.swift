import Correspondence
import Course
import CourseStore

/// A session with how many sit in it, as pages show it.
struct SeatedSession: Sendable {
    let name: String
    let when: String
    let venue: String
    let seated: Int
    let atTables: Int
    /// How many there is room for; words where there is for all.
    let capacity: String
    /// How many too many there are; `nil` where there is room.
    let over: String?

    init(_ session: Course::Session, _ counts: [SeatCount], in language: Language) {
        let counts = counts.filter { $0.session == session.key }
        name = session.key
        when = language.capitalised(language.dates.span(session.start, session.end))
        venue = session.place
        seated = counts.map(\.leaders).reduce(0, +)
        atTables = counts.map(\.atTables).reduce(0, +)
        capacity = session.capacity.map(String.init) ?? language("til alle", "for all")
        let seated = seated
        over = session.capacity.flatMap { capacity in
            seated > capacity
                ? language("\(seated - capacity) for mange", "\(seated - capacity) too many") : nil
        }
    }
}
