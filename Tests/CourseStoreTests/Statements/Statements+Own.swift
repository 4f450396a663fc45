import Course
import CourseTesting
import Postgres

@testable import CourseStore

extension Statements {
    static let own: [NamedStatement] = [
        .init("OwnStandingQueries.chooseLanguage", OwnStandingQueries.chooseLanguage(.danish, of: leader))
    ]
}
