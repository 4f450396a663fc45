import CourseTesting
import Foundation
import NIOCore
import Testing

/// What an administrator does about letters that wait, with the real program.
struct MailCommandTests {
    @Test func `letters are held, shown, let go on and cancelled, and the audit log says by whom`() async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(4)
            let status = try await house.run("mail", "status")
            #expect(status.status == 0, "\(status.complaint)")
            #expect(status.output.hasPrefix("post: 4 queued, of them 4 due, the oldest due for "), "\(status.output)")
            #expect(status.output.contains("  no mailman is at work: "))

            let hold = try await house.run("mail", "hold", "--route", "post")
            #expect(hold.status == 0, "\(hold.complaint)")
            #expect(try await house.run("mail", "status").output.contains("  held since "))
            #expect(try await house.run("mail", "retry", "--route", "post").status == 0)
            #expect(!(try await house.run("mail", "status").output.contains("held since")))

            let letters = try JSON.read(try await house.run("mail", "list", "--format", "json").output).elements
            let first = try #require(letters.first?["letter"].number.map { "\(Int($0))" })
            #expect(letters.count == 4 && letters.allSatisfy { $0["state"] == .text("queued") })
            let one = try #require(letters.first?["leader"].text)
            let theirs = try await house.run("mail", "list", "--leader", one, "--format", "json")
            #expect(try JSON.read(theirs.output).elements.count == 1)

            let held = try await house.run("mail", "hold", "--letter", first)
            #expect(held.output.hasPrefix("1 letter with ") && held.output.hasSuffix(" held.\n"), "\(held.complaint)")
            #expect(try await house.run("mail", "status").output.contains("1 held"))
            let cancelled = try await house.run("mail", "cancel", "--letter", first)
            #expect(cancelled.output.hasPrefix("1 letter with "), "\(cancelled.complaint)")
            #expect(try await house.unsettled() == 3)
            let unknown = try await house.run("mail", "cancel", "--letter", "999999999")
            #expect(unknown.exited && unknown.status == 1 && unknown.output.isEmpty)

            // What the test's set-up did stands below.
            let audit = try JSON.read(try await house.run("audit", "--format", "json").output).elements
                .filter { $0["action"].text?.hasPrefix("mail.") == true }
            #expect(
                audit.map { $0["action"].text } == ["mail.cancel", "mail.hold", "mail.retry", "mail.hold"],
                "the latest first"
            )
            #expect(audit.allSatisfy { $0["doer"].text?.contains("@") == true })
            #expect(audit.first?["subject"] == .text(first))
        }
    }

    @Test func `metrics count the letters that the status counts`() async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(4)
            let program = try house.start(["serve", "--only", "web"], environment: ["TANDEM_LISTEN": "127.0.0.1:0"])
            let metrics = try await HTTPAnswer.get("/metrics", port: try await program.port())
            #expect(metrics.body.contains("\ntandem_mail_queued{route=\"post\"} 4\n"))
            #expect(metrics.body.contains("\ntandem_mail_mailmen{route=\"post\"} 0\n"))
            #expect(try await program.terminate().status == 0)
        }
    }

    @Test func `a corrected address is where the letters go`() async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(2)
            let course = ["--course", DemoCourse.key]
            let new = "ny@albertslund.example"
            let outcome = try await house.start(
                ["leader", "correct"] + course + ["leder1@albertslund.example", new]
            ).outcome()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.output.hasPrefix("leder1@albertslund.example is now \(new); "))
            let twice = try await house.start(
                ["leader", "correct"] + course + ["leder1@albertslund.example", new]
            ).outcome()
            #expect(twice.status == 1 && twice.output.isEmpty)
            let audit = try JSON.read(try await house.run("audit", "--format", "json").output).elements
            #expect(audit.first?["action"].text == "leader.address")
            #expect(!(try await house.run("audit").output.contains(new)))
        }
    }
}
