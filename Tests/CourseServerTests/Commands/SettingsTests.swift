import CourseTesting
import Foundation
import Testing

struct SettingsTests {
    @Test(arguments: [
        ("TANDEM_MAIL", "smtp://user:hunter2@relay.example"), ("TANDEM_MAIL", "smtp://user:hunter2"),
        ("TANDEM_MAIL", "hunter2"), ("TANDEM_MAIL", "smtp://relay.example?password=hunter2"),
        ("TANDEM_MAIL", "maildir:hunter2"), ("TANDEM_MAIL_SESSIONS", "hunter2"), ("TANDEM_MAIL_SESSIONS", "0"),
        ("TANDEM_LETTERS_A_MINUTE", "hunter2"), ("TANDEM_LETTERS_A_MINUTE", "0"), ("TANDEM_QUIET", "hunter2"),
        ("TANDEM_QUIET", "21:00-21:00"), ("TANDEM_QUIET", "21:00-25:00"), ("TANDEM_TIME_ZONE", "hunter2"),
        ("TANDEM_BOUNCES", "hunter2"), ("TANDEM_BOUNCE_MAILDIR", "hunter2"), ("TANDEM_SECRET_FILE", "hunter2"),
        ("TANDEM_LISTEN", "hunter2"), ("TANDEM_LISTEN", "127.0.0.1"), ("TANDEM_LISTEN", "127.0.0.1:65536"),
        ("TANDEM_LISTEN", "::1:8080"), ("TANDEM_LISTEN", "http://x:80"), ("TANDEM_SHUTDOWN", "0"),
        ("TANDEM_ADDRESS", "hunter2"), ("TANDEM_ADDRESS", "http://hunter2.example"),
        ("TANDEM_ADDRESS", "https://hunter2.example/path"), ("TANDEM_ADDRESS", "https://me:hunter2@x.example"),
        ("TANDEM_ADDRESS", "https://x.example:65536"), ("TANDEM_SENDER", "hunter2"), ("TANDEM_PROXIES", "hunter2"),
        ("TANDEM_PROXIES", "192.0.2.1,"),
        ("TANDEM_SHUTDOWN", "601"), ("TANDEM_SHUTDOWN", "20s"), ("TANDEM_ROUTES", "hunter2 hunter2"),
        ("TANDEM_ROUTES", "post"), ("TANDEM_ROUTES", "glostrup,"), ("TANDEM_ROUTES", "glostrup,glostrup"),
    ])
    func `a malformed setting stops the start with its name and without its value`(
        _ name: String,
        _ value: String
    ) async throws {
        try await withHouse { house in
            var environment = ["TANDEM_MAIL": "maildir:/tmp"]
            environment[name] = value
            let outcome = try await house.run("serve", environment: environment)
            #expect(outcome.exited && outcome.status == 1)
            #expect(outcome.complaint.hasPrefix("Error: \(name) is malformed: "))
            #expect(!(outcome.output + outcome.complaint).contains("hunter2"))
        }
    }

    @Test func `a missing setting is named, with an example`() async throws {
        try await withHouse { house in
            let database = try await house.run("plan", "--course", "x", environment: ["TANDEM_DATABASE": ""])
            #expect(database.status == 1)
            #expect(database.complaint.hasPrefix("Error: TANDEM_DATABASE is not set: give a libpq connection string"))
            let mail = try await house.run("serve")
            #expect(mail.status == 1)
            #expect(mail.complaint.hasPrefix("Error: TANDEM_MAIL is not set: "))
        }
    }

    @Test func `a database that cannot be reached is said without its password`() async throws {
        try await withHouse { house in
            for conninfo in [
                "host=/nowhere password=hunter2", "postgres://me:hunter2@127.0.0.1:1/db", "hunter2 = =",
                "host=/nowhere password=my hunter2", "postgres://me:a/hunter2@127.0.0.1:1/db", "hunter2",
            ] {
                let outcome = try await house.run("plan", "--course", "x", environment: ["TANDEM_DATABASE": conninfo])
                #expect(outcome.exited && outcome.status == 1)
                #expect(!(outcome.output + outcome.complaint).contains("hunter2"), "\(outcome.complaint)")
            }
        }
    }

    @Test func `flags win over the environment, and the environment over the file`() async throws {
        try await withHouse { house in
            let file = try house.write(#"{"tandem": {"database": "host=/file"}}"#.utf8, to: "settings.json")
            func complaint(_ arguments: [String], _ environment: String) async throws -> String {
                try await house.start(
                    ["plan", "--course", "x", "--config", file] + arguments,
                    environment: ["TANDEM_DATABASE": environment]
                ).outcome().complaint
            }
            #expect(try await complaint([], "").contains("/file/"))
            #expect(try await complaint([], "host=/environment").contains("/environment/"))
            #expect(try await complaint(["--database", "host=/flag"], "host=/environment").contains("/flag/"))
            let broken = try house.write("{tandem".utf8, to: "broken.json")
            let outcome = try await house.run("plan", "--course", "x", "--config", broken)
            #expect(outcome.status == 1 && outcome.complaint.contains(broken))
        }
    }

    @Test func `a pending migration stops every command but migrate`() async throws {
        try await withHouse(TestSchema(roles: TestSchema.tandem.roles)) { house in
            let mail = ["TANDEM_MAIL": "maildir:\(house.folder.path)/mail"]
            for arguments in [["serve"], ["plan", "--course", "x"], ["check"]] {
                let outcome = try await house.start(arguments, environment: mail).outcome()
                #expect(outcome.exited && outcome.status == 1)
                #expect(outcome.complaint.contains("0001_people") && outcome.complaint.contains("tandem migrate"))
            }
            let migrated = try await house.run("migrate")
            #expect(migrated.status == 0 && migrated.output.contains("0003_mailbox"))
            #expect(try await house.run("migrate").output == "The schema is as this program knows it.\n")
            let checked = try await house.run("check", environment: mail)
            #expect(checked.status == 0, "\(checked.complaint)")
        }
    }

    @Test func `check finds what is wrong with database role and mail, all at once`() async throws {
        try await withHouse { house in
            let outcome = try await house.run(
                "check",
                environment: ["TANDEM_DATABASE": house.ownerConninfo, "TANDEM_MAIL": "smtp://127.0.0.1:1"]
            )
            #expect(outcome.status == 1)
            #expect(outcome.complaint.contains("owns tables") && outcome.complaint.contains("127.0.0.1:1"))
        }
    }
}
