import Course
import CourseTesting
import Foundation
import Postgres

@testable import CourseStore

/// A statement of the store with some values bound, ready to be planned.
struct NamedStatement: Sendable {
    /// The name of what makes it, as `PeopleQueries.leader`.
    let name: String
    /// What asks for its plan.
    let plan: Query<String>

    init<Row>(_ name: String, _ query: Query<Row>) {
        self.name = name
        plan = query.explained
    }
}

/// Every statement of the store, one entry for each function or constant of a `…Queries`.
///
/// The values mean nothing: nothing is run.
enum Statements {
    static func all() throws -> [NamedStatement] {
        people + signIn + own + programme(try SmallCourse.outline()) + mailbox + release + post + rooms + courses
            + ledger + messages
    }

    static let course = CourseOutline.ID(rawValue: 1)
    static let municipality = Municipality.ID(rawValue: 1)
    static let leader = Leader.ID(rawValue: 1)
    static let group = LeaderGroup.ID(rawValue: 1)
    static let planned = [PlannedPrompt.ID(rawValue: 1)]
    static let now = Instant(seconds: 1_800_000_000)
    static let moment = LocalDateTime(minutes: 30_000_000)
    static let day = Day(number: 20_800)
    static let json = PostgresJSON(text: "[]")
    static let token = UUID()
    static let prompt = Prompt.Reference(module: "film-1", prompt: "link")
}
