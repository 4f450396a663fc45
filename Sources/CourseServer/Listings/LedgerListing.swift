import Course
import CourseStore

/// What became of everything, a row a planned prompt and a row a release of corrections.
struct LedgerListing: Listing {
    let ledger: Ledger

    var table: Table {
        var rows = json.prompts.map { row -> [String] in
            [
                String(row.sendAt.prefix(16)).replacing("T", with: " "), row.municipality,
                row.module.map { "\($0).\(row.prompt)" } ?? row.prompt,
                [row.group, row.session].compactMap(\.self).joined(separator: ", "), row.state.rawValue,
                "\(row.count.planned)", "\(row.count.sent)", "\(row.count.pending)", "\(row.count.failed)",
                "\(row.count.bounced)",
                [row.ifNeeded.map(Self.text), Self.text(of: row.count.skipped)].compactMap(\.self)
                    .filter { !$0.isEmpty }.joined(separator: ", "),
            ]
        }
        let totals = json.totals
        rows.append([
            "", "", "in all: \(Counted(totals.letters, "letter"))", "", "", "\(totals.count.planned)",
            "\(totals.count.sent)",
            "\(totals.count.pending)", "\(totals.count.failed)", "\(totals.count.bounced)",
            Self.text(of: totals.count.skipped),
        ])
        return Table(
            headings: [
                "moment", "municipality", "prompt", "for", "state", "planned", "sent", "pending", "failed", "bounced",
                "skipped",
            ],
            rows: rows,
            empty: ""
        )
    }

    /// In a municipality as a whole: whom it went to in particular is nobody's business.
    private static func text(of ifNeeded: PromptStanding.SentIfNeeded) -> String {
        guard ifNeeded.reached > 0 else { return "sent if needed" }
        return ifNeeded.sent.map { "sent if needed, to \($0) or more of \(ifNeeded.reached) or more" }
            ?? "sent if needed, of \(ifNeeded.reached) or more to fewer than 5 or all but fewer than 5"
    }

    private static func text(of skipped: [Skip: Int]) -> String {
        skipped.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
            .joined(separator: ", ")
    }

    var json: JSON {
        let zone = ledger.course.outline.timeZone
        let prompts = ledger.prompts.map { standing in
            Row(
                module: standing.row.module,
                prompt: standing.row.prompt,
                municipality: standing.row.municipality,
                group: standing.row.group,
                session: standing.row.session,
                sendAt: zone.iso8601(standing.row.sendAt),
                state: standing.state,
                count: standing.count,
                ifNeeded: standing.ifNeeded
            )
        }
        let corrections = ledger.corrections.map { correction in
            Row(
                module: nil,
                prompt: "correction",
                municipality: correction.municipality,
                group: nil,
                session: nil,
                sendAt: zone.iso8601(correction.releasedAt),
                state: correction.count.pending > 0 ? .open : .closed,
                count: correction.count,
                ifNeeded: nil
            )
        }
        let rows = prompts + corrections
        var total = PromptStanding.Count()
        for row in rows {
            total.sent += row.count.sent
            total.pending += row.count.pending
            total.failed += row.count.failed
            total.bounced += row.count.bounced
            total.skipped.merge(row.count.skipped, uniquingKeysWith: +)
        }
        return JSON(prompts: rows, totals: Totals(count: total, letters: ledger.letters))
    }

    struct JSON: Encodable {
        let prompts: [Row]
        let totals: Totals
    }

    enum Keys: String, CodingKey {
        case module, prompt, municipality, group, session, sendAt, state, planned, sent, pending, failed, bounced,
            skipped, ifNeeded, reached, letters
    }

    struct Row: Encodable {
        let module: String?
        let prompt: String
        let municipality: String
        let group: String?
        let session: String?
        let sendAt: String
        let state: PromptStanding.State
        let count: PromptStanding.Count
        let ifNeeded: PromptStanding.SentIfNeeded?

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Keys.self)
            try object.encode(module, forKey: .module)
            try object.encode(prompt, forKey: .prompt)
            try object.encode(municipality, forKey: .municipality)
            try object.encode(group, forKey: .group)
            try object.encode(session, forKey: .session)
            try object.encode(sendAt, forKey: .sendAt)
            try object.encode(state, forKey: .state)
            try count.encode(into: &object)
            try object.encode(
                Dictionary(count.skipped.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +),
                forKey: .skipped
            )
            guard let ifNeeded else { return try object.encodeNil(forKey: .ifNeeded) }
            var share = object.nestedContainer(keyedBy: Keys.self, forKey: .ifNeeded)
            try share.encode(ifNeeded.reached, forKey: .reached)
            try share.encode(ifNeeded.sent, forKey: .sent)
        }
    }

    struct Totals: Encodable {
        let count: PromptStanding.Count
        let letters: Int

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Keys.self)
            try count.encode(into: &object)
            try object.encode(count.skipped.values.reduce(0, +), forKey: .skipped)
            try object.encode(letters, forKey: .letters)
        }
    }
}

extension PromptStanding.Count {
    fileprivate func encode(into object: inout KeyedEncodingContainer<LedgerListing.Keys>) throws {
        try object.encode(planned, forKey: .planned)
        try object.encode(sent, forKey: .sent)
        try object.encode(pending, forKey: .pending)
        try object.encode(failed, forKey: .failed)
        try object.encode(bounced, forKey: .bounced)
    }
}
