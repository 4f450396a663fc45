import Course
import CourseStore

/// Who did what and when, a row each.
struct AuditListing: Listing {
    let entries: [AuditEntry]
    let zone: Zone

    var table: Table {
        Table(
            headings: ["at", "who", "did", "course", "to", "detail"],
            rows: entries.map { entry in
                [
                    "\(zone.local(entry.at))".replacing("T", with: " "), entry.doer, entry.action, entry.course ?? "",
                    entry.subject ?? "",
                    entry.detail.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "),
                ]
            },
            empty: "Nothing is in the audit log."
        )
    }

    var json: [Row] {
        entries.map { entry in
            Row(
                at: zone.iso8601(entry.at),
                doer: entry.doer,
                action: entry.action,
                course: entry.course,
                subject: entry.subject,
                detail: entry.detail
            )
        }
    }

    struct Row: Encodable {
        let at, doer, action: String
        let course, subject: String?
        let detail: [String: Int]
    }
}
