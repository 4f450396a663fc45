import Course
import CourseStore

/// The plan of a course, a row a planned prompt.
struct PlanListing: Listing {
    let ledger: Ledger

    var table: Table {
        let rows = ledger.prompts.map { standing in
            let row = standing.row
            return [
                "\(row.day)", "\(ledger.course.outline.timeZone.local(row.sendAt).time)", row.municipality,
                "\(row.module).\(row.prompt)", row.scopeText, row.to.rawValue, String(standing.audience),
                standing.state.rawValue + (row.provisional ? ", provisional" : ""), row.reasons.joined(separator: "; "),
            ]
        }
        return Table(
            headings: ["day", "time", "municipality", "prompt", "for", "to", "audience", "state", "why"],
            rows: rows,
            empty: "The plan is empty: the course has no prompts."
        )
    }

    var json: [Row] {
        ledger.prompts.map { Row($0, zone: ledger.course.outline.timeZone) }
    }

    struct Row: Encodable {
        let standing: PromptStanding
        let sendAt: String

        init(_ standing: PromptStanding, zone: Zone) {
            self.standing = standing
            sendAt = zone.iso8601(standing.row.sendAt)
        }

        private enum Keys: String, CodingKey {
            case module, prompt, municipality, group, session, leader, to, audience, day, sendAt, provisional, state,
                reason
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Keys.self)
            let row = standing.row
            try object.encode(row.module, forKey: .module)
            try object.encode(row.prompt, forKey: .prompt)
            try object.encode(row.municipality, forKey: .municipality)
            try object.encode(row.group, forKey: .group)
            try object.encode(row.session, forKey: .session)
            try object.encode(row.leader, forKey: .leader)
            try object.encode(row.to, forKey: .to)
            try object.encode(standing.audience, forKey: .audience)
            try object.encode(row.day, forKey: .day)
            try object.encode(sendAt, forKey: .sendAt)
            try object.encode(row.provisional, forKey: .provisional)
            try object.encode(standing.state, forKey: .state)
            try object.encode(row.reasons, forKey: .reason)
        }
    }
}

extension PromptStanding.Row {
    /// The part of the municipality that it is for.
    var scopeText: String {
        [group, session, leader].compactMap(\.self).joined(separator: ", ")
    }
}
