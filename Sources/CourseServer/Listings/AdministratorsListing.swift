import Course
import CourseStore

/// Who runs courses, a row each.
struct AdministratorsListing: Listing {
    let administrators: [Administrator]
    let zone: Zone

    var table: Table {
        Table(
            headings: ["administrator", "since"],
            rows: administrators.map { [$0.email, "\(zone.local($0.addedAt))".replacing("T", with: " ")] },
            empty: "There is no administrator yet. Begin with: tandem administrator add MAIL"
        )
    }

    var json: [Row] {
        administrators.map { Row(administrator: $0.email, since: zone.iso8601($0.addedAt)) }
    }

    struct Row: Encodable {
        let administrator, since: String
    }
}
