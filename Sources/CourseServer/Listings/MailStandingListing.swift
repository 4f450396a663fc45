import Course
import CourseStore

/// How the post stands, a block a route for people and a row a route for programs.
struct MailStandingListing: Listing {
    let standing: MailStanding
    let zone: Zone

    var text: String {
        guard !standing.routes.isEmpty else { return table.text }
        return standing.routes.map(block).joined(separator: "\n")
    }

    var table: Table {
        Table(
            headings: [
                "route", "queued", "due", "in flight", "held", "seconds overdue", "sent", "deferred", "failed",
                "bounced",
                "skipped", "cancelled", "mailmen", "held since", "paused for seconds", "cause",
            ],
            rows: json.map { row in
                [
                    row.route, "\(row.queued)", "\(row.due)", "\(row.inFlight)", "\(row.held)",
                    row.secondsOverdue.map { "\($0)" } ?? "", "\(row.sent)", "\(row.deferred)", "\(row.failed)",
                    "\(row.bounced)", "\(row.skipped)", "\(row.cancelled)", "\(row.mailmen.count)", row.heldSince ?? "",
                    row.mailmen.compactMap(\.pausedSeconds).max().map { "\($0)" } ?? "",
                    row.mailmen.compactMap(\.cause).first ?? "",
                ]
            },
            empty: "No letter is queued, and no mailman is at work."
        )
    }

    var json: [Row] {
        standing.routes.map { route in
            Row(
                route: route.name,
                queued: route.queued,
                due: route.due,
                inFlight: route.inFlight,
                held: route.held,
                secondsOverdue: route.secondsOverdue,
                sent: route.sent,
                deferred: route.deferred,
                failed: route.failed,
                bounced: route.bounced,
                skipped: route.skipped,
                cancelled: route.cancelled,
                heldSince: route.heldAt.map(zone.iso8601),
                mailmen: route.mailmen.map { mailman in
                    Mailman(
                        name: mailman.name,
                        seenSecondsAgo: mailman.seenSecondsAgo,
                        pausedSeconds: mailman.pause?.secondsSoFar,
                        pauseSecondsLeft: mailman.pause?.secondsLeft,
                        cause: mailman.pause?.cause
                    )
                }
            )
        }
    }

    struct Row: Encodable {
        let route: String
        let queued, due, inFlight, held: Int
        let secondsOverdue: Double?
        let sent, deferred, failed, bounced, skipped, cancelled: Int
        let heldSince: String?
        let mailmen: [Mailman]
    }

    struct Mailman: Encodable {
        let name: String
        let seenSecondsAgo: Double
        let pausedSeconds, pauseSecondsLeft: Double?
        let cause: String?
    }

    // MARK: For people

    private func block(of route: MailStanding.Route) -> String {
        var lines = ["\(route.name): \(queue(of: route))"]
        lines.append(
            "\(route.sent) sent, \(route.deferred) deferred, \(route.failed) failed, \(route.bounced) bounced, "
                + "\(route.skipped) skipped, \(route.cancelled) cancelled"
        )
        if let held = route.heldAt {
            lines.append(
                "held since \("\(zone.local(held))".replacing("T", with: " ")); tandem mail retry --route \(route.name) lets it go on"
            )
        }
        lines += mailmen(of: route)
        return lines.enumerated().map { $0.offset == 0 ? $0.element + "\n" : "  \($0.element)\n" }.joined()
    }

    private func queue(of route: MailStanding.Route) -> String {
        guard route.queued > 0 else { return "nothing queued" }
        var parts = ["\(route.queued) queued, of them \(route.due) due"]
        if route.inFlight > 0 { parts.append("\(route.inFlight) in flight") }
        if route.held > 0 { parts.append("\(route.held) held") }
        if let seconds = route.secondsOverdue { parts.append("the oldest due for \(TimeSpan(seconds: seconds))") }
        return parts.joined(separator: ", ")
    }

    private func mailmen(of route: MailStanding.Route) -> [String] {
        guard !route.mailmen.isEmpty else {
            return route.queued > 0
                ? ["no mailman is at work: nothing leaves until tandem serve runs for this route"] : []
        }
        let pauses = route.mailmen.compactMap { mailman in mailman.pause.map { (mailman, $0) } }
        let count = route.mailmen.count
        let mailmen = "\(count) \(count == 1 ? "mailman" : "mailmen") at work"
        guard !pauses.isEmpty else { return [mailmen] }
        return ["\(mailmen), \(pauses.count == count && count > 1 ? "all" : "\(pauses.count)") paused"]
            + pauses.map { mailman, pause in
                "  \(mailman.name): paused for \(TimeSpan(seconds: pause.secondsSoFar)), tries again in "
                    + "\(TimeSpan(seconds: pause.secondsLeft)); \(pause.cause)"
            }
    }
}
