import Course
import CourseTesting
import Foundation
import Postgres
import Testing

struct ImportTests {
    /// The real course file, with some of its text replaced.
    private func file(_ replacements: [(String, String)], in house: House) throws -> String {
        var text = String(decoding: try DemoCourse.bytes("digital-ledelse.yaml"), as: UTF8.self)
        for (old, new) in replacements {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        return try house.write(text.utf8, to: "course.yaml")
    }

    private func rows(_ house: House) async throws -> Int {
        try await house.owner.withSession { session in
            try await session.one(
                Query<Int>(
                    "SELECT (SELECT count(*) FROM course) + (SELECT count(*) FROM leader) + (SELECT count(*) FROM planned_prompt)"
                )
            )
        }
    }

    @Test func `every fault of a course file comes with its line and column, and nothing is written`() async throws {
        try await withHouse { house in
            let path = try file(
                [
                    ("kind: gathering", "kind: party"),
                    ("5 weeks before meeting-1.start", "5 fortnights before meeting-1.start"),
                    ("on film-2.opens", "on film-9.opens"), ("2027-04-14T09:00", "2027-04-31T09:00"),
                    ("letters-a-week", "leters-a-week"),
                ],
                in: house
            )
            let outcome = try await house.run("course", "import", path)
            #expect(outcome.exited && outcome.status == 1 && outcome.output.isEmpty)
            let lines = outcome.complaint.split(separator: "\n")
            let placed = lines.filter { $0.wholeMatch(of: #/.*course\.yaml:[0-9]+:[0-9]+: .+/#) != nil }
            #expect(placed.count >= 6, "\(outcome.complaint)")
            #expect(placed.count == lines.count, "\(outcome.complaint)")
            for word in ["party", "fortnights", "film-9", "2027-04-31", "leters-a-week"] {
                #expect(outcome.complaint.contains(word), "\(word)")
            }
            #expect(try await rows(house) == 0)
        }
    }

    @Test(arguments: [
        [
            ("5 weeks before meeting-1.start", "1 day after film-1.due"),
            ("2 working days before meeting-1.start", "on film-1.opens"),
        ],
        [("due: 2 working days before meeting-1.start", "due: 2 working days after meeting-1.start")],
    ])
    func `a plan that cannot be is refused with line and column`(_ replacements: [(String, String)]) async throws {
        try await withHouse { house in
            let outcome = try await house.run("course", "import", try file(replacements, in: house))
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.complaint.firstMatch(of: #/course\.yaml:[0-9]+:[0-9]+: /#) != nil, "\(outcome.complaint)")
            #expect(try await rows(house) == 0)
        }
    }

    @Test func `a dry run of an import says what would be and writes nothing`() async throws {
        try await withHouse { house in
            let path = try file([], in: house)
            let trial = try await house.run("course", "import", path, "--dry-run")
            #expect(trial.status == 0 && trial.output.contains("would be imported"))
            #expect(try await rows(house) == 0)
            let outcome = try await house.run("course", "import", path)
            #expect(outcome.status == 0 && outcome.output.contains("is imported"))
            let again = try await house.run("course", "import", path)
            #expect(again.status == 0 && again.output.contains("says nothing new"))
            let listed = try JSON.read(try await house.run("course", "list", "--format", "json").output)
            #expect(listed.elements.map { $0["key"].text } == [DemoCourse.key])
            let unknown = try await house.run("plan", "--course", "digital-ledelse")
            #expect(unknown.status == 1)
            #expect(unknown.complaint == "Error: there is no course \"digital-ledelse\"; there is \(DemoCourse.key)\n")
        }
    }

    @Test func `the schema for editors is JSON`() async throws {
        try await withHouse(.empty) { house in
            let outcome = try await house.run("course", "schema", environment: ["TANDEM_DATABASE": ""])
            #expect(outcome.status == 0)
            #expect(
                try JSON.read(outcome.output)["properties"].keys.isSuperset(of: ["course", "modules", "municipalities"])
            )
        }
    }
}
