import CourseTesting
import Foundation
import Testing

struct HelpTests {
    private static let commands = [
        "course", "course import", "course copy", "course live", "course pause", "course list", "course schema",
        "enrol",
        "leader", "leader withdraw", "leader return", "leader correct", "leader unreachable", "plan", "preview",
        "ledger", "mail",
        "mail status",
        "mail list", "mail retry", "mail hold", "mail cancel", "audit", "bounce", "meeting", "meeting set",
        "meeting remove", "seat",
        "administrator", "administrator add", "administrator link", "administrator list", "administrator remove",
        "helper", "helper add", "helper list", "helper remove",
        "seat set", "done", "reschedule", "simulate", "demo", "serve", "migrate", "check",
    ]

    @Test func `every command's help shows an example of it`() async throws {
        try await withHouse(.empty) { house in
            let root = try await house.run("--help")
            #expect(root.status == 0)
            for command in Self.commands {
                #expect(root.output.contains("  \(command.split(separator: " ")[0])  "), "\(command)")
                let help = try await house.start(command.split(separator: " ").map(String.init) + ["--help"]).outcome()
                #expect(help.status == 0 && help.complaint.isEmpty)
                let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let example = try #require(words.range(of: "Example: "), "\(command)")
                #expect(words[example.upperBound...].prefix(200).contains("tandem \(command)"), "\(command)")
            }
        }
    }

    @Test(arguments: [
        ["frobnicate"], ["plan"], ["plan", "--course", "x", "--format", "xml"], ["enrol", "--course", "x", "list.csv"],
        ["preview", "--course", "x", "--from", "2027-02-30"],
        ["preview", "--course", "x", "--from", "2027-03-01", "--to", "2027-02-01"],
        [
            "meeting", "set", "--course", "x", "--module", "m", "--municipality", "a", "--group", "g", "--start",
            "tomorrow",
        ],
        ["done", "--course", "x", "--module", "film-1"],
        ["done", "--course", "x", "--module", "film-1", "--leader", "a@b.example", "--group", "g"],
        ["demo", "--course", "x", "--day-lasts", "3 days"], ["serve", "--only", "kitchen"], ["course", "import"],
        ["mail", "retry"], ["mail", "hold", "--letter", "1", "--route", "post"], ["mail", "cancel", "--letter", "x"],
        ["mail", "cancel", "--course", "x", "--module", "m"], ["mail", "hold", "--module", "m", "--prompt", "p"],
        ["mail", "list", "--limit", "0"], ["audit", "--limit", "0"],
        ["leader", "correct", "--course", "x", "a@b.example"], ["leader", "unreachable"],
        ["administrator", "add"], ["administrator", "link", "a@b.example", "c@d.example"],
        ["helper", "add", "--course", "x", "--municipality", "a", "a@b.example"], ["helper", "list"],
    ])
    func `wrong usage is told from a refusal`(_ arguments: [String]) async throws {
        try await withHouse(.empty) { house in
            let outcome = try await house.start(arguments).outcome()
            #expect(outcome.exited && outcome.status == 64)
            #expect(outcome.output.isEmpty && outcome.complaint.hasPrefix("Error: "))
            #expect(outcome.complaint.contains("Usage: tandem "))
        }
    }
}
