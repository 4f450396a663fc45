import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// What an administrator sees and does after a bounce, with the real program.
struct UnreachableCommandTests {
    private let course = ["--course", DemoCourse.key]
    private let address = "leder1@albertslund.example"

    /// Has the invitations of four leaders sent, and one of them come back for good.
    private func withBounce(_ body: (House) async throws -> Void) async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 4)
            try await house.releaseInvitations(of: run)
            try await run.step()
            let token = try await house.owner.withSession { session in
                try await session.one(
                    Query<UUID>(
                        """
                        SELECT h.token FROM letter_history h JOIN leader l ON l.id = h.leader
                        WHERE l.email = \(address) ORDER BY h.settled_at DESC LIMIT 1
                        """
                    )
                )
            }
            let note = BounceNote(kind: .hard, status: "5.1.1", diagnostic: "no such user")
            #expect(try await house.store.noteBounce(of: token, note) == .noted(marked: true))
            try await body(house)
        }
    }

    private func output(_ arguments: [String], of house: House) async throws -> String {
        let outcome = try await house.start(arguments).outcome()
        #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        return outcome.output
    }

    @Test func `the ledger has a bounce beside what failed, and adds up`() async throws {
        try await withBounce { house in
            let text = try await output(["ledger"] + course, of: house)
            #expect(text.split(separator: "\n").first?.contains("failed  bounced  skipped") == true)
            let csv = try await output(["ledger"] + course + ["--format", "csv"], of: house)
            let lines = csv.split(separator: "\r\n")
            let column = try #require(lines.first?.split(separator: ",").firstIndex(of: "bounced"))
            let total = try #require(lines.last?.split(separator: ",", omittingEmptySubsequences: false))
            #expect(Int(total[column]) == 1)
            let ledger = try JSON.read(try await output(["ledger"] + course + ["--format", "json"], of: house))
            #expect(ledger["totals"]["bounced"] == .number(1))
            for row in ledger["prompts"].elements + [ledger["totals"]] {
                let parts = ["sent", "pending", "skipped", "failed", "bounced"].reduce(0) { $0 + row[$1].total }
                #expect(row["planned"].total == parts)
            }
        }
    }

    @Test func `an address that refuses mail is listed, with what to do about it, until it is tried again`()
        async throws
    {
        try await withBounce { house in
            let list = ["leader", "unreachable"] + course
            let text = try await output(list, of: house)
            #expect(text.contains(address) && text.contains("no such user"))
            #expect(text.contains("tandem leader correct --course \(DemoCourse.key)"))
            let rows = try JSON.read(try await output(list + ["--format", "json"], of: house)).elements
            #expect(rows.count == 1)
            let row = try #require(rows.first)
            #expect(row["leader"] == .text(address) && row["municipality"] == .text("albertslund"))
            #expect(row["kind"] == .text("hard") && row["status"] == .text("5.1.1"))
            #expect(row["diagnostic"] == .text("no such user"))
            #expect(row["since"].text?.hasPrefix("2026-12-07T08:00:00") == true)
            let letter = try #require(row["letter"].number.map { "\(Int($0))" })
            let csv = try await output(list + ["--format", "csv"], of: house)
            #expect(csv.hasPrefix("leader,municipality,since,letter,kind,status,diagnostic\r\n\(address),albertslund,"))

            let retry = try await house.run("mail", "retry", "--letter", letter)
            #expect(retry.status == 1 && retry.complaint.contains("tandem leader correct"))
            let back = try await output(["leader", "return"] + course + [address], of: house)
            #expect(back == "\(address) is tried again.\n")
            let others = list + ["--municipality", "glostrup"]
            for asked in [list, others] {
                #expect(try await output(asked, of: house) == "No leader's address refuses mail.\n")
            }
        }
    }

    @Test func `a letter that is retried on a held route is not said to leave`() async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(2)
            let list = try await output(["mail", "list", "--format", "json"], of: house)
            let letter = try #require(try JSON.read(list).elements.first?["letter"].number.map { "\(Int($0))" })
            _ = try await output(["mail", "hold", "--letter", letter], of: house)
            _ = try await output(["mail", "hold", "--route", "post"], of: house)
            let held = try await output(["mail", "retry", "--letter", letter], of: house)
            #expect(held.hasPrefix("1 letter with ") && !held.contains("now"))
            #expect(held.contains("the route post is held until tandem mail retry --route post"))
            let free = try await output(["mail", "retry", "--route", "post"], of: house)
            #expect(!free.contains("held"))
        }
    }
}
