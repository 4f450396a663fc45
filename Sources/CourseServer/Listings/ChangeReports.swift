import Course
import CourseStore

/// What an import did, in words.
struct ImportReport {
    let text: String

    init(_ outcome: ImportOutcome, key: String, dryRun: Bool) {
        var lines: [String] = []
        if outcome.isNew {
            lines.append("\(key) \(dryRun ? "would be" : "is") imported.")
        } else if outcome.merge.changes.isEmpty {
            lines.append("\(key): the file says nothing new.")
        } else {
            lines.append("\(key): the file changes \(Counted(outcome.merge.changes.count, "thing")).")
            for change in outcome.merge.changes {
                lines.append("  \(change.path.joined(separator: ".")): \(change.from ?? "–") → \(change.to ?? "–")")
            }
        }
        for path in outcome.merge.kept { lines.append("  kept as changed by hand: \(path.joined(separator: "."))") }
        lines.append(PlanChangeReport(outcome.plan).summary)
        if dryRun { lines.append("Nothing was written (--dry-run).") }
        text = lines.joined(separator: "\n") + "\n"
    }
}

/// What moving a date did to the plan, in words.
struct PlanChangeReport {
    let change: PlanChange

    init(_ change: PlanChange) {
        self.change = change
    }

    /// The counts in one line.
    var summary: String {
        let difference = change.difference
        var text =
            "plan: \(difference.added.count) added, \(difference.moved.count) moved, "
            + "\(difference.withdrawn.count) withdrawn, \(difference.unchanged.count) unchanged"
        if change.told > 0 {
            text += "; \(Counted(change.told, "date")) told to leaders differ now, corrections follow"
        }
        if change.cancelled > 0 { text += "; \(Counted(change.cancelled, "queued letter")) taken back" }
        return text
    }

    /// The counts, every row that changed, and the warnings, in the course's time and with its groups' names.
    func text(of course: String, in store: Store, dryRun: Bool) async throws -> String {
        text(
            zone: try await store.course(course).outline.timeZone,
            groups: try await store.groupNames(in: course),
            dryRun: dryRun
        )
    }

    private func text(zone: Zone, groups: [LeaderGroup.ID: String], dryRun: Bool) -> String {
        var lines: [String] = []
        func name(_ prompt: PlannedPrompt) -> String {
            let scope = prompt.scope
            let part = [
                scope.group.map { groups[$0] ?? "group \($0)" }, scope.session, scope.leader.map { "leader \($0)" },
            ]
            let text = part.compactMap(\.self).joined(separator: ", ")
            return "\(scope.municipality) \(scope.module).\(scope.prompt)\(text.isEmpty ? "" : " (\(text))")"
        }
        for move in change.difference.moved {
            lines.append("  \(name(move.new)): \(zone.local(move.old.sendAt)) → \(zone.local(move.new.sendAt))")
        }
        for added in change.difference.added { lines.append("  + \(name(added)): \(zone.local(added.sendAt))") }
        for gone in change.difference.withdrawn { lines.append("  - \(name(gone))") }
        lines.append(summary)
        for warning in change.warnings { lines.append("warning: \(warning)") }
        if dryRun { lines.append("Nothing was written (--dry-run).") }
        return lines.joined(separator: "\n") + "\n"
    }
}
