import Course
import Postgres

/// The statement that tells how far people are.
enum ProgressQueries {
    /// How many have done what the modules of a kind ask for, by module and municipality, as far as it may be told.
    static func counts(of kind: Module.Kind, in course: CourseOutline.ID) -> Query<ProgressCount.Row> {
        Query("SELECT module, municipality, done, everybody FROM progress_counts(\(course), \(kind.rawValue))") { row in
            ProgressCount.Row(
                module: try row.next(),
                municipality: try row.next(),
                done: try row.next(),
                of: try row.next()
            )
        }
    }
}
