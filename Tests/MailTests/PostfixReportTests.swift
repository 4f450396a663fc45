import CourseTesting
import Foundation
import Testing

/// What the relay of the tests cannot deliver comes back as Postfix's own report.
@Suite(
    .serialized,
    .enabled(if: PostfixRelay.absence == nil, "\(PostfixRelay.absence ?? "")"),
    .enabled(if: Swaks.isInstalled, "swaks (Debian's package of that name) is not installed")
)
struct PostfixReportTests {
    private let returns = "bounce+token@glostrup.example"

    @Test func `a delivery that fails comes back as a report to the envelope sender`() async throws {
        let exchange = try #require(
            try await SMTPSinkProcess.start([.hardReject([.recipient]), .hardReply("550 5.1.1 No such")])
        )
        var settings = PostfixRelay.Settings()
        settings.fates = [
            "gone@albertslund.example": .undeliverable("5.1.1 nobody of that name"),
            "moved@albertslund.example": .forwarded(port: exchange.port),
        ]
        let relay = try await PostfixRelay.start(settings)
        for (name, diagnostic) in [
            ("gone", "x-unix; nobody of that name"),
            ("moved", "smtp; 550 5.1.1 No such"),
        ] {
            #expect(
                try await relay.swaks().send(to: "\(name)@albertslund.example", messageID: "<\(name)@x.example>").status
                    == 0
            )
            try await relay.drain()
            let report = try #require(try relay.letters(in: .reports).first { $0.text.contains("<\(name)@x.example>") })
            #expect(report.header("Return-Path") == "<>")
            #expect(report.header("Delivered-To") == returns)
            #expect(report.header("Content-Type")?.hasPrefix("multipart/report; report-type=delivery-status;") == true)
            for line in [
                "Final-Recipient: rfc822; \(name)@albertslund.example", "Action: failed", "Status: 5.1.1",
                "Diagnostic-Code: \(diagnostic)",
            ] {
                #expect(report.text.contains("\n\(line)\n"), "\(report.text)")
            }
        }
        #expect(try relay.letters().isEmpty)
        #expect(try relay.letters(in: .reports).count == 2)
        relay.stop()
        exchange.stop()
    }

    @Test func `a delivery that is put off is reported as delayed`() async throws {
        var settings = PostfixRelay.Settings()
        settings.fates = ["full@albertslund.example": .undeliverable("4.2.2 mailbox full")]
        settings.parameters = ["delay_warning_time": "1s"]
        let relay = try await PostfixRelay.start(settings)
        #expect(try await relay.swaks().send(to: "full@albertslund.example").status == 0)
        let report = try #require(try await relay.arrivals(1, in: .reports).first)
        #expect(report.text.contains("\nAction: delayed\nStatus: 4.2.2\n"), "\(report.text)")
        #expect(relay.queued == 1)
        relay.stop()
    }

    @Test(arguments: [(0, 0), (75, 1)])
    func `reports may go to a command, whose exit status counts`(status: Int, queued: Int) async throws {
        // The command runs with the rights of nobody: it writes where everybody may.
        let place = FileManager.default.temporaryDirectory.appending(path: "piped-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: place)
        defer { try? FileManager.default.removeItem(atPath: place) }
        var settings = PostfixRelay.Settings()
        settings.fates = ["gone@albertslund.example": .undeliverable("5.1.1 nobody of that name")]
        let script = "cat >$$1/part; echo $$2 >$$1/recipient; mv $$1/part $$1/report; exit \(status)"
        settings.reports = .piped(["/bin/sh", "-c", script, "sh", place, "${recipient}"], user: "nobody")
        let relay = try await PostfixRelay.start(settings)
        #expect(try await relay.swaks().send(to: "gone@albertslund.example").status == 0)
        let end = ContinuousClock.now + .seconds(30)
        while !FileManager.default.fileExists(atPath: "\(place)/report") {
            try #require(ContinuousClock.now < end, "\(relay.log)")
            try await Task.sleep(for: .milliseconds(20))
        }
        let report = try String(contentsOfFile: "\(place)/report", encoding: .utf8)
        #expect(report.contains("\nAction: failed\nStatus: 5.1.1\n"))
        #expect(report.contains("\nDelivered-To: \(returns)\n"))
        #expect(try String(contentsOfFile: "\(place)/recipient", encoding: .utf8) == "\(returns)\n")
        if queued == 0 { try await relay.drain() }
        #expect(relay.queued == queued)
        #expect(try relay.letters(in: .reports).isEmpty)
        relay.stop()
    }
}
