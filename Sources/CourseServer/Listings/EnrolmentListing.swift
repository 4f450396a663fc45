import Course

/// What became of the rows of a list.
struct EnrolmentListing: Listing {
    let enrolment: Enrolment

    /// Rows that have something to say; the rest is in the counts.
    var table: Table {
        Table(
            headings: ["row", "status", "why"],
            rows: enrolment.rows.filter { $0.why != nil }.map { row in
                [row.row.map(String.init) ?? "", row.status.rawValue, row.why ?? ""]
            },
            empty: "Every row speaks for itself."
        )
    }

    var json: Enrolment { enrolment }

    /// The counts in one line.
    var summary: String {
        Enrolment.Status.allCases.map { "\(enrolment.count($0)) \($0.rawValue)" }.joined(separator: ", ")
    }
}
