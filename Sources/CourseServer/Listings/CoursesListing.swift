import Course
import CourseStore

/// The courses, a row each.
struct CoursesListing: Listing {
    let courses: [StoredCourse]

    var table: Table {
        Table(
            headings: ["key", "title", "starts", "ends", "state"],
            rows: json.map { [$0.key, $0.title, "\($0.starts)", "\($0.ends)", $0.state.rawValue] },
            empty: "There is no course yet. Begin with: tandem course import FILE"
        )
    }

    var json: [Row] {
        courses.map {
            Row(
                key: $0.outline.key,
                title: $0.outline.title,
                starts: $0.outline.starts,
                ends: $0.outline.ends,
                state: $0.state
            )
        }
    }

    struct Row: Encodable {
        let key: String
        let title: String
        let starts: Day
        let ends: Day
        let state: StoredCourse.State
    }
}
