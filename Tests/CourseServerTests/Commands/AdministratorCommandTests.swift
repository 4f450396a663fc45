import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Who runs courses and who helps, said at the terminal.
struct AdministratorCommandTests {
    private let site = ["TANDEM_ADDRESS": "https://Kursus.example/"]

    private func output(_ arguments: [String], of house: House) async throws -> String {
        let outcome = try await house.start(arguments, environment: site).outcome()
        #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        return outcome.output
    }

    private func refusal(_ arguments: [String], of house: House) async throws -> String {
        let outcome = try await house.start(arguments, environment: site).outcome()
        #expect(outcome.exited && outcome.status == 1 && outcome.output.isEmpty)
        return outcome.complaint
    }

    private func token(_ output: String) throws -> Token {
        let link = try #require(
            output.wholeMatch(of: /https:\/\/kursus\.example\/sign-in\/link\/([A-Za-z0-9_-]{43})\n/),
            "\(output)"
        )
        return try #require(Token(String(link.output.1)))
    }

    @Test func `adding prints a link that lets in once, and adding again another`() async throws {
        try await withHouse { house in
            let add = ["administrator", "add", "mette@tandem.example"]
            let (first, second) = (
                try token(try await output(add, of: house)), try token(try await output(add, of: house))
            )
            let third = try token(try await output(["administrator", "link", "METTE@tandem.example"], of: house))
            #expect(Set([first, second, third]).count == 3)
            var random = SplitMix64(seed: 5)
            for link in [first, second, third] {
                let session = Token(using: &random)
                #expect(try await house.store.signIn(byLink: link, beginning: session) == .signedIn)
                #expect(try await house.store.person(with: session)?.isAdministrator == true)
                #expect(try await house.store.signIn(byLink: link, beginning: Token(using: &random)) == .used)
            }
            let rows = try JSON.read(try await output(["administrator", "list", "--format", "json"], of: house))
                .elements
            #expect(rows.map { $0["administrator"].text } == ["mette@tandem.example"])
            let audit = try await output(["audit"], of: house)
            #expect(audit.split(separator: "\n").count { $0.contains("administrator.add") } == 1)
            #expect(audit.split(separator: "\n").count { $0.contains("administrator.link") } == 3)
            #expect(!audit.contains("mette@"))
        }
    }

    @Test func `the last administrator stays, others go`() async throws {
        try await withHouse { house in
            #expect(try await output(["administrator", "list"], of: house).hasPrefix("There is no administrator yet."))
            for name in ["a", "b"] {
                _ = try await output(["administrator", "add", "\(name)@tandem.example"], of: house)
            }
            #expect(
                try await output(["administrator", "remove", "A@tandem.example"], of: house)
                    == "A@tandem.example is no administrator any more.\n"
            )
            #expect(
                try await refusal(["administrator", "remove", "b@tandem.example"], of: house)
                    .contains("the last administrator")
            )
            for command in ["link", "remove"] {
                let said = try await refusal(["administrator", command, "a@tandem.example"], of: house)
                #expect(said.contains("a@tandem.example is no administrator"))
            }
            #expect(try await refusal(["administrator", "add", "nobody"], of: house).contains("no mail address"))
        }
    }

    @Test func `a helper is added, listed and removed`() async throws {
        try await withHouse { house in
            _ = try await house.openCourse(leaders: 1)
            let course = ["--course", DemoCourse.key]
            let there = course + ["--municipality", "glostrup"]
            #expect(
                try await output(["helper", "add"] + there + ["Ida Lund", "ida@it.example"], of: house)
                    == "ida@it.example gives service checks in glostrup.\n"
            )
            let again = try await refusal(["helper", "add"] + there + ["Ida", "IDA@it.example"], of: house)
            #expect(again.contains("a helper of glostrup already"))
            for (arguments, what) in [
                (course + ["--municipality", "nowhere", "Ida", "ida@it.example"], "no municipality \"nowhere\""),
                (there + ["Ida", "nobody"], "no mail address"), (there + [" ", "b@it.example"], "no name"),
            ] {
                #expect(try await refusal(["helper", "add"] + arguments, of: house).contains(what))
            }
            let csv = try await output(["helper", "list"] + course + ["--format", "csv"], of: house)
            #expect(csv == "municipality,name,helper\r\nglostrup,Ida Lund,ida@it.example\r\n")
            _ = try await output(["helper", "remove"] + there + ["ida@it.example"], of: house)
            #expect(try await output(["helper", "list"] + course, of: house) == "There is no helper yet.\n")
            #expect(
                try await refusal(["helper", "remove"] + there + ["ida@it.example"], of: house).contains("no helper of")
            )
            let audit = try await output(["audit"] + course, of: house)
            #expect(audit.contains("helper.add") && audit.contains("helper.remove") && !audit.contains("ida@"))
        }
    }
}
