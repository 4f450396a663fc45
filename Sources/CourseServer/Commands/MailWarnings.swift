import Course
import CourseStore
import Mail

/// What about the mail's settings is not wrong, but likely not meant.
struct MailWarnings {
    let settings: Settings
    let courses: [StoredCourse]

    /// A sentence each, none twice.
    var all: [String] {
        guard !settings.routes.isEmpty else { return [] }
        var warnings: [String] = []
        if settings.routes.contains(where: { $0.bounces == nil }) {
            warnings.append(
                "TANDEM_BOUNCES is not set: a letter that comes back goes to its sender's own mailbox, and nobody is told"
            )
        }
        let known = Set(courses.flatMap(\.municipalities.keys))
        for route in settings.ownRoutes.sorted() where !known.contains(route) {
            warnings.append("TANDEM_ROUTES names \(route), which is a municipality of no course")
        }
        for municipality in courses.flatMap(\.outline.municipalities) {
            guard let warning = self.warning(of: municipality), !warnings.contains(warning) else { continue }
            warnings.append(warning)
        }
        return warnings
    }

    /// A letter whose envelope and whose sender are of different organisations passes DMARC by its signature alone
    /// (RFC 7489 §3.1).
    private func warning(of municipality: Municipality) -> String? {
        let route = settings.routes.first { $0.name == municipality.key } ?? settings.routes.first
        guard let bounces = route?.bounces.flatMap({ try? Mailbox(address: $0) }),
            let sender = try? Mailbox(parsing: municipality.sender)
        else { return nil }
        let (own, ours) = (sender.domain.lowercased(), bounces.domain.lowercased())
        guard own != ours, !own.hasSuffix("." + ours), !ours.hasSuffix("." + own) else { return nil }
        return
            "letters of \(municipality.key) are from \(own) and come back to \(ours): their relay has to sign them (DKIM), "
            + "or bounces need an address of \(own)"
    }
}
