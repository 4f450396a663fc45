import CourseStore
import Hummingbird

/// The standing of the post as metrics, a series a route.
///
/// No series has a mailman's or a person's name: the number of series grows with the routes only.
struct MailMetrics {
    let standing: MailStanding

    var response: Response { Response(text: text, type: MetricsText.contentType) }

    var text: String {
        var metrics = MetricsText()
        let routes = standing.routes
        func add(_ name: String, _ kind: MetricsText.Kind, _ help: String, _ figure: (MailStanding.Route) -> Double) {
            metrics.add(
                "tandem_mail_\(name)",
                kind,
                help,
                routes.map { MetricsText.Sample([("route", $0.name)], figure($0)) }
            )
        }

        add("queued", .gauge, "Letters that are not delivered yet.") { Double($0.queued) }
        add("due", .gauge, "Letters that could leave now.") { Double($0.due) }
        add("in_flight", .gauge, "Letters in a mailman's hands.") { Double($0.inFlight) }
        add("held", .gauge, "Letters that somebody holds back.") { Double($0.held) }
        add(
            "oldest_due_seconds",
            .gauge,
            "How long the oldest letter that could leave has been due; 0 where there is none."
        ) {
            $0.secondsOverdue ?? 0
        }
        add("sent_total", .counter, "Letters that the mail server took.") { Double($0.sent) }
        add("deferred_total", .counter, "Attempts after which a letter is to be tried again.") { Double($0.deferred) }
        add("failed_total", .counter, "Letters that were refused for good, or not taken in time.") { Double($0.failed) }
        add("bounced_total", .counter, "Letters that came back.") { Double($0.bounced) }
        add("skipped_total", .counter, "Letters that were not to be sent any more.") { Double($0.skipped) }
        add("cancelled_total", .counter, "Letters that somebody cancelled.") { Double($0.cancelled) }
        metrics.add(
            "tandem_mail_lateness_seconds",
            .histogram,
            "From when a letter was due to when the mail server took it.",
            routes.flatMap { Self.samples(of: $0.lateness, route: $0.name) }
        )
        add("route_held", .gauge, "Whether somebody holds the route.") { $0.heldAt == nil ? 0 : 1 }
        add("mailmen", .gauge, "Mailmen at work.") { Double($0.mailmen.count) }
        add("mailmen_paused", .gauge, "Mailmen whose route rests because it failed.") {
            Double($0.mailmen.count { $0.pause != nil })
        }
        add("paused_seconds", .gauge, "For how long the route has rested because it failed; 0 while it works.") {
            route in
            route.mailmen.compactMap { $0.pause?.secondsSoFar }.max() ?? 0
        }
        return metrics.text
    }

    private static func samples(of histogram: LatenessHistogram, route: String) -> [MetricsText.Sample] {
        let label = (name: "route", value: route)
        var total = 0
        var samples: [MetricsText.Sample] = []
        for (bound, count) in zip(LatenessHistogram.bounds + [.infinity], histogram.counts) {
            total += count
            samples.append(
                MetricsText.Sample([label, ("le", MetricsText.number(bound))], Double(total), suffix: "_bucket")
            )
        }
        samples.append(MetricsText.Sample([label], histogram.sum, suffix: "_sum"))
        samples.append(MetricsText.Sample([label], Double(total), suffix: "_count"))
        return samples
    }
}
