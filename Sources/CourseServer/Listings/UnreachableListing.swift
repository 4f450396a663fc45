import Course
import CourseStore

/// Leaders whose address mail is refused for, a row each.
struct UnreachableListing: Listing {
    let leaders: [UnreachableLeader]
    /// The key of their course.
    let course: String
    /// The course's zone.
    let zone: Zone

    var text: String {
        guard !leaders.isEmpty else { return table.text }
        return table.text + """

            An address that is wrong: tandem leader correct --course \(course) OLD NEW
            One that takes mail again: tandem leader return --course \(course) ADDRESS

            """
    }

    var table: Table {
        Table(
            headings: ["leader", "municipality", "since", "letter", "kind", "status", "diagnostic"],
            rows: leaders.map { leader in
                [
                    leader.email, leader.municipality,
                    leader.since.map { "\(zone.local($0))".replacing("T", with: " ") } ?? "",
                    leader.last.map { "\($0.letter)" } ?? "", leader.last?.kind.rawValue ?? "",
                    leader.last?.status ?? "", leader.last?.diagnostic ?? "",
                ]
            },
            empty: "No leader's address refuses mail."
        )
    }

    var json: [Row] {
        leaders.map { leader in
            Row(
                leader: leader.email,
                municipality: leader.municipality,
                since: leader.since.map(zone.iso8601),
                letter: leader.last?.letter,
                kind: leader.last?.kind.rawValue,
                status: leader.last?.status,
                diagnostic: leader.last?.diagnostic
            )
        }
    }

    struct Row: Encodable {
        let leader, municipality: String
        let since: String?
        let letter: Int64?
        let kind, status, diagnostic: String?
    }
}
