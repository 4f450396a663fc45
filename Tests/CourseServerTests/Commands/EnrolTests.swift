import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

struct EnrolTests {
    private func withCourse(_ body: (House) async throws -> Void) async throws {
        try await withHouse { house in
            _ = try await house.store.importCourse(try DemoCourse.outline())
            try await body(house)
        }
    }

    private func enrol(
        _ bytes: some Sequence<UInt8>,
        as municipality: String = "albertslund",
        _ more: String...,
        in house: House
    ) async throws -> RunningProgram.Outcome {
        let path = try house.write(bytes, to: "list.csv")
        return try await house.start(
            ["enrol", "--course", DemoCourse.key, "--municipality", municipality, path] + more
        ).outcome()
    }

    private func leaders(_ house: House) async throws -> Int {
        try await house.owner.withSession { try await $0.one(Query<Int>("SELECT count(*) FROM leader")) }
    }

    private static let head = "Navn;E-mail;Område;Ledergruppe;Mødeleder\n"

    @Test func `both lists are enrolled, and a second time nothing changes`() async throws {
        try await withCourse { house in
            for (municipality, count) in [("albertslund", 165), ("glostrup", 121)] {
                let bytes = try DemoCourse.bytes("\(municipality).csv")
                let first = try await enrol(bytes, as: municipality, "--format", "json", in: house)
                #expect(first.status == 0)
                let json = try JSON.read(first.output)
                #expect(json.keys == ["new", "changed", "unchanged", "conflict", "rejected", "missing", "rows"])
                #expect(json["new"] == .number(Double(count)) && json["rows"].elements.count == count)
                #expect(json["rows"].elements.allSatisfy { $0.keys == ["row", "status", "why"] })
                #expect(json["rows"].elements.first?["row"] == .number(2))
                #expect(json["rows"].elements.first?["why"].isNull == true)
                let second = try JSON.read(
                    try await enrol(bytes, as: municipality, "--format", "json", in: house).output
                )
                #expect(second["unchanged"] == .number(Double(count)) && second["new"] == .number(0))
            }
            #expect(try await leaders(house) == 286)
        }
    }

    @Test func `a conflict or a rejected row writes nothing, and the report still comes`() async throws {
        try await withCourse { house in
            let list =
                Self.head + """
                    Ane Holm;ane@albertslund.example;Jobcenter;Gruppe 1;ja
                    Bo Holm;bo@albertslund.example;Jobcenter;Gruppe 1;
                    Bo Lund;bo@albertslund.example;Jobcenter;Gruppe 2;
                    Ole Holm;ole at albertslund;Jobcenter;Gruppe 1;
                    """
            let outcome = try await enrol(list.utf8, "--format", "json", in: house)
            #expect(outcome.exited && outcome.status == 1)
            let json = try JSON.read(outcome.output)
            #expect(json["conflict"].total > 0 && json["rejected"] == .number(1))
            let rejected = try #require(json["rows"].elements.first { $0["status"] == .text("rejected") })
            #expect(rejected["row"] == .number(5) && rejected["why"].text?.isEmpty == false)
            #expect(outcome.complaint.contains("nothing was written"))
            #expect(try await leaders(house) == 0)
            let text = try await enrol(list.utf8, in: house)
            #expect(text.status == 1 && text.output.contains("5    rejected"))
            let csv = try await enrol(list.utf8, "--format", "csv", in: house)
            #expect(csv.output.hasPrefix("row,status,why\r\n"))
        }
    }

    @Test func `a dry run of a list shows and writes nothing`() async throws {
        try await withCourse { house in
            let outcome = try await enrol(try DemoCourse.bytes("albertslund.csv"), "--dry-run", in: house)
            #expect(outcome.status == 0 && outcome.output.contains("165 new"))
            #expect(outcome.output.contains("Nothing was written"))
            #expect(try await leaders(house) == 0)
        }
    }

    private static let unreadable: [(String, [UInt8])] = [
        ("an undefined byte", Array((head + "Ane;ane@albertslund.example;Jobcenter;G;").utf8) + [0x81, 0x0A]),
        ("a UTF-16 mark", [0xFF, 0xFE, 0x4E, 0x00, 0x61, 0x00]),
        ("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D]),
        ("a missing column", Array("Navn;Område;Ledergruppe\nAne;Jobcenter;G\n".utf8)),
        ("nothing", []),
    ]

    @Test(arguments: unreadable.indices) func `a list that cannot be read is refused in one sentence`(
        _ index: Int
    ) async throws {
        try await withCourse { house in
            let outcome = try await enrol(Self.unreadable[index].1, in: house)
            #expect(outcome.exited && outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.complaint.contains("list.csv"), "\(Self.unreadable[index].0): \(outcome.complaint)")
            #expect(outcome.complaint.split(separator: "\n").count == 1, "\(outcome.complaint)")
            #expect(try await leaders(house) == 0)
        }
    }

    @Test func `an unknown municipality is refused and the known ones are named`() async throws {
        try await withCourse { house in
            let outcome = try await enrol((Self.head + "A;a@b.example;J;G;\n").utf8, as: "roskilde", in: house)
            #expect(outcome.status == 1)
            #expect(outcome.complaint.contains("roskilde") && outcome.complaint.contains("albertslund, glostrup"))
        }
    }
}
