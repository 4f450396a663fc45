import Course
import Postgres

/// The statements of a leader about the own part.
enum OwnStandingQueries {
    /// Gives the course of the leader, where it is the one who acts.
    static func chooseLanguage(_ language: Language, of leader: Leader.ID) -> Query<CourseOutline.ID> {
        Query("SELECT course FROM choose_language(\(leader), \(language.rawValue)) AS course WHERE course IS NOT NULL")
    }
}
