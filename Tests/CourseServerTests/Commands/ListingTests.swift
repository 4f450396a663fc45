import Course
import CourseStore
import CourseTesting
import Foundation
import Testing

struct ListingTests {
    private let course = ["--course", DemoCourse.key]
    private let moment = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/#

    private func withRealCourse(_ body: (House, CourseRun) async throws -> Void) async throws {
        try await withHouse { house in try await body(house, try await DemoCourse.run(in: house.store)) }
    }

    private func json(_ command: String..., in house: House) async throws -> JSON {
        let outcome = try await house.start(command + course + ["--format", "json"]).outcome()
        #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        return try JSON.read(outcome.output)
    }

    @Test func `plan keeps its promised keys`() async throws {
        try await withRealCourse { house, _ in
            let leader = "helle.hansen@albertslund.example"
            _ = try await house.start(
                ["meeting", "set"] + course
                    + [
                        "--module", "meeting-1", "--municipality", "albertslund", "--group", "Ledergruppen Dagtilbud 1",
                        "--start", "2027-03-30T09:00",
                    ]
            ).outcome()
            _ = try await house.start(
                ["seat", "set"] + course + ["--module", "workshop-1", "--session", "onsdag", leader]
            ).outcome()
            let plan = try await json("plan", in: house)
            #expect(plan.elements.count > 100)
            for row in plan.elements {
                #expect(
                    row.keys == [
                        "module", "prompt", "municipality", "group", "session", "leader", "to", "audience", "day",
                        "sendAt",
                        "provisional", "state", "reason",
                    ]
                )
                for key in ["module", "prompt", "municipality", "to", "day", "sendAt", "state"] {
                    #expect(row[key].text != nil)
                }
                for key in ["group", "session", "leader"] { #expect(row[key].isNull || row[key].text != nil) }
                #expect(row["audience"].number != nil && row["provisional"] == .bool(row["provisional"] == .bool(true)))
                #expect(["leaders", "chairs"].contains(row["to"].text))
                #expect(row["state"] == .text("planned"))
                #expect(row["sendAt"].text?.wholeMatch(of: moment) != nil)
                #expect(row["sendAt"].text?.prefix(10) == row["day"].text?[...])
                #expect(
                    !row["reason"].elements.isEmpty && row["reason"].elements.allSatisfy { $0.text?.isEmpty == false }
                )
            }
            #expect(
                plan.elements.contains {
                    $0["group"] == .text("Ledergruppen Dagtilbud 1") && $0["provisional"] == .bool(false)
                }
            )
            let film = try #require(
                plan.elements.first { $0["module"] == .text("film-1") && $0["municipality"] == .text("glostrup") }
            )
            #expect(film["group"].isNull && film["session"].isNull && film["provisional"] == .bool(true))
            let table = plan.elements.filter {
                $0["module"] == .text("workshop-1") && $0["prompt"] == .text("your-table")
            }
            #expect(Set(table.map { $0["session"].text }) == ["onsdag", "torsdag", nil])
            #expect(
                table.first { $0["session"] == .text("onsdag") && $0["municipality"] == .text("albertslund") }?[
                    "audience"
                ] == .number(1)
            )
            // Summer and winter have their own offsets.
            #expect(Set(plan.elements.compactMap { $0["sendAt"].text?.suffix(6) }) == ["+01:00", "+02:00"])
        }
    }

    @Test func `preview keeps its promised keys, for everybody and for one leader`() async throws {
        try await withRealCourse { house, _ in
            let preview = try await json("preview", in: house)
            for letter in preview.elements {
                #expect(letter.keys == ["leader", "municipality", "day", "sendAt", "items"])
                #expect(
                    letter["leader"].text?.contains("@") == true && letter["sendAt"].text?.wholeMatch(of: moment) != nil
                )
                #expect(!letter["items"].elements.isEmpty)
                for item in letter["items"].elements {
                    #expect(item.keys == ["module", "prompt", "reason"] && !item["reason"].elements.isEmpty)
                }
            }
            #expect(Set(preview.elements.compactMap { $0["leader"].text }).count == 286)
            let days = preview.elements.compactMap { $0["day"].text }
            #expect(days == days.sorted())
            let leader = "helle.hansen@albertslund.example"
            let own = try await json(
                "preview",
                "--leader",
                leader.uppercased(),
                "--from",
                "2027-02-01",
                "--to",
                "2027-02-28",
                in: house
            )
            #expect(
                own.elements
                    == preview.elements.filter {
                        $0["leader"].text == leader && $0["day"].text?.hasPrefix("2027-02") == true
                    }
            )
            #expect(!own.elements.isEmpty)
            let unknown = try await house.start(["preview"] + course + ["--leader", "nobody@albertslund.example"])
                .outcome()
            #expect(unknown.status == 1 && unknown.output.isEmpty)
        }
    }

    @Test func `ledger keeps its promised keys, and a correction is a row without a module`() async throws {
        try await withRealCourse { house, run in
            _ = try await house.store.goLive(run.key)
            try await run.run(until: LocalDateTime(Day(2027, 3, 10), .midnight))
            let moved = try await house.start(
                ["reschedule"] + course + [
                    "--module", "workshop-1", "--session", "onsdag", "--start", "2027-04-21T09:00",
                ]
            ).outcome()
            #expect(moved.status == 0 && moved.output.contains("corrections follow"), "\(moved.output)")
            try await run.run(until: LocalDateTime(Day(2027, 3, 12), .midnight))
            let ledger = try await json("ledger", in: house)
            #expect(ledger.keys == ["prompts", "totals"])
            #expect(ledger["totals"].keys == ["planned", "sent", "pending", "failed", "bounced", "skipped", "letters"])
            for row in ledger["prompts"].elements {
                #expect(
                    row.keys == [
                        "module", "prompt", "municipality", "group", "session", "sendAt", "state", "planned", "sent",
                        "pending", "failed", "bounced", "skipped", "ifNeeded",
                    ]
                )
                #expect(
                    row["planned"].total
                        == ["sent", "pending", "skipped", "failed", "bounced"].reduce(0) { $0 + row[$1].total }
                )
                if case .object = row["skipped"] {} else { Issue.record("skipped is to be an object") }
                #expect(row["sendAt"].text?.wholeMatch(of: moment) != nil)
            }
            let corrections = ledger["prompts"].elements.filter { $0["module"].isNull }
            #expect(!corrections.isEmpty && corrections.allSatisfy { $0["prompt"] == .text("correction") })
            #expect(corrections.reduce(0) { $0 + $1["sent"].total } == 286)
            #expect(
                Set(ledger["prompts"].elements.compactMap { $0["state"].text }).isSuperset(of: ["planned", "closed"])
            )
        }
    }

    @Test func `every listing is also a table and a spreadsheet`() async throws {
        try await withRealCourse { house, _ in
            for command in ["plan", "preview", "ledger"] {
                let text = try await house.start([command] + course).outcome()
                let csv = try await house.start([command] + course + ["--format", "csv"]).outcome()
                #expect(text.status == 0 && csv.status == 0)
                let lines = csv.output.split(separator: "\r\n", omittingEmptySubsequences: false)
                #expect(lines.last == "" && !csv.output.replacing("\r\n", with: "").contains("\n"))
                #expect(lines.dropLast().count == text.output.split(separator: "\n").count)
                let heading = lines[0].split(separator: ",").map(String.init)
                #expect(text.output.split(separator: "\n")[0].split(separator: " ").map(String.init) == heading)
            }
        }
    }

    @Test func `a dry run of a move shows what it would do and does nothing`() async throws {
        try await withRealCourse { house, _ in
            let move = ["--module", "workshop-1", "--session", "onsdag", "--start", "2027-04-07T09:00"]
            let before = try await json("plan", in: house)
            let trial = try await house.start(["reschedule"] + course + move + ["--dry-run"]).outcome()
            #expect(
                trial.status == 0 && trial.output.contains(" moved, ") && trial.output.contains("Nothing was written")
            )
            #expect(try await json("plan", in: house) == before)
            let real = try await house.start(["reschedule"] + course + move).outcome()
            #expect(real.status == 0)
            #expect(trial.output.hasPrefix(real.output))
            #expect(try await json("plan", in: house) != before)
            let vague = try await house.start(
                ["reschedule"] + course + ["--module", "workshop-1", "--start", "2027-04-07T09:00"]
            ).outcome()
            #expect(vague.status == 1 && vague.complaint.contains("--session (onsdag, torsdag)"))
        }
    }
}
