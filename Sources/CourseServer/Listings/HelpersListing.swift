import CourseStore

/// Who gives service checks in a course, a row each.
struct HelpersListing: Listing {
    let helpers: [EnlistedHelper]

    var table: Table {
        Table(
            headings: ["municipality", "name", "helper"],
            rows: helpers.map { [$0.municipality, $0.name, $0.email] },
            empty: "There is no helper yet."
        )
    }

    var json: [Row] {
        helpers.map { Row(municipality: $0.municipality, name: $0.name, helper: $0.email) }
    }

    struct Row: Encodable {
        let municipality, name, helper: String
    }
}
