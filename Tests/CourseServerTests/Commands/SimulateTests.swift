import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

struct SimulateTests {
    private static let head = "Navn;E-mail;Område;Ledergruppe;Mødeleder\n"

    /// The real course with a few leaders.
    private func withSmallCourse(
        _ list: String,
        outline: CourseOutline? = nil,
        _ body: (House) async throws -> Void
    ) async throws {
        try await withHouse { house in
            _ = try await house.store.importCourse(try outline ?? DemoCourse.outline())
            let path = try house.write((Self.head + list).utf8, to: "list.csv")
            let enrolled = try await house.run(
                "enrol",
                "--course",
                DemoCourse.key,
                "--municipality",
                "albertslund",
                path
            )
            #expect(enrolled.status == 0, "\(enrolled.output)\(enrolled.complaint)")
            try await body(house)
        }
    }

    private func simulate(_ key: String, _ mail: String, in house: House) async throws -> RunningProgram.Outcome {
        try await house.run("simulate", "--course", key, "--to", "2027-02-10", "--mail", mail)
    }

    @Test func `a live course and a transport that leaves the machine are refused`() async throws {
        try await withSmallCourse("Ane Holm;ane@albertslund.example;Jobcenter;Gruppe;ja") { house in
            let away = try await simulate(DemoCourse.key, "smtp://relay.example", in: house)
            #expect(away.status == 1 && away.complaint.contains("leaves this machine"))
            #expect(try await house.run("course", "live", DemoCourse.key, "--dry-run").output.contains("would be live"))
            #expect(try await house.run("course", "live", DemoCourse.key).status == 0)
            let letters = "maildir:\(house.folder.path)/letters"
            let live = try await simulate(DemoCourse.key, letters, in: house)
            #expect(live.status == 1 && live.complaint.contains("tandem course copy"))
            #expect(try await house.run("course", "copy", DemoCourse.key, "trial").status == 0)
            let copy = try await simulate("trial", letters, in: house)
            #expect(copy.status == 0, "\(copy.complaint)")
            #expect(copy.output.contains(#/^2026-12-07  1 letter/#))
            #expect(try await house.run("course", "pause", DemoCourse.key).status == 0)
        }
    }

    @Test func `a relay on this machine gets the letters of a simulation, each once`() async throws {
        try await withSmallCourse("Ane Holm;ane@albertslund.example;Jobcenter;Gruppe;ja") { house in
            let stub = try await SMTPStub.start()
            let outcome = try await simulate(DemoCourse.key, stub.url, in: house)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(stub.received.count > 2 && Set(stub.tokens).count == stub.received.count)
            await stub.stop()
        }
    }

    @Test func `a line break in a name or a title reaches no header`() async throws {
        var outline = try DemoCourse.outline()
        outline.title = "Digital\r\nBcc: a@evil.example"
        for index in outline.programme.modules.indices {
            outline.programme.modules[index].title += "\nBcc: b@evil.example"
        }
        try await withSmallCourse(
            "\"Ane\r\nBcc: c@evil.example\r\n\r\nHolm\";ane@albertslund.example;Jobcenter;\"Gruppe\nBcc: d@evil.example\";ja",
            outline: outline
        ) { house in
            let letters = house.folder.appending(path: "letters")
            let outcome = try await simulate(DemoCourse.key, "maildir:\(letters.path)", in: house)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            let files = try FileManager.default.contentsOfDirectory(atPath: letters.path + "/new")
            #expect(files.count > 2)
            for file in files {
                let bytes = try Data(contentsOf: letters.appending(path: "new/\(file)"))
                let text = String(decoding: bytes, as: UTF8.self)
                let head = text[..<(try #require(text.firstRange(of: "\r\n\r\n")).lowerBound)]
                #expect(!head.replacing("\r\n", with: "").utf8.contains { $0 == 0x0A || $0 == 0x0D })
                let names = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") && !$0.hasPrefix("\t") }
                    .map { String($0.prefix { $0 != ":" }) }
                #expect(!names.contains { $0.lowercased() == "bcc" })
                #expect(names.contains("To") && names.contains("Subject") && Set(names).count == names.count)
                // Above the text there is one head: nothing that was written has ended it early.
                #expect(
                    names.contains("Content-Type") && names.contains("MIME-Version") && names.contains("Message-ID")
                )
            }
        }
    }

    @Test func `a demonstration runs to its last letter, and a second run says that it has`() async throws {
        try await withHouse(.empty) { house in
            let material = house.folder.appending(path: "material")
            try FileManager.default.createDirectory(at: material, withIntermediateDirectories: false)
            _ = try house.write(try DemoCourse.bytes("digital-ledelse.yaml"), to: "material/course.yaml")
            for key in ["albertslund", "glostrup"] {
                _ = try house.write(
                    (Self.head + "Ane Holm;ane@\(key).example;Jobcenter;Gruppe;ja\n").utf8,
                    to: "material/\(key).csv"
                )
            }
            let arguments = ["demo", "--data", "demo", "--course", material.path, "--through"]
            let first = try await house.start(arguments, environment: ["TANDEM_DATABASE": ""]).outcome()
            #expect(first.status == 0, "\(first.complaint)")
            #expect(first.output.contains("The course is over: "))
            let letters = try FileManager.default.contentsOfDirectory(atPath: house.folder.path + "/demo/mail/new")
                .count
            #expect(letters > 20 && first.output.contains("\(letters) letters sent"))
            let second = try await house.start(arguments, environment: ["TANDEM_DATABASE": ""]).outcome()
            #expect(second.status == 0 && second.output.contains("run to its end already"))
            #expect(second.output.contains("\(letters) letters sent"))
            let ledger = try await house.run(
                "ledger",
                "--data",
                "demo",
                "--course",
                DemoCourse.key,
                "--format",
                "json",
                environment: ["TANDEM_DATABASE": ""]
            )
            // Those that bring only what is sent if needed are in no total.
            let open = try JSON.read(ledger.output)["totals"]["letters"].total
            #expect((20...Double(letters)).contains(open))
            let held = try FileManager.default.contentsOfDirectory(atPath: house.folder.path + "/demo/cluster/data")
            #expect(!held.contains("postmaster.pid"), "the cluster is stopped")
        }
    }
}
