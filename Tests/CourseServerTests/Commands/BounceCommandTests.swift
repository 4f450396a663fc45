import CourseTesting
import Foundation
import NIOCore
import Testing

struct BounceCommandTests {
    private static let automatic = """
        From: lone@albertslund.example\r
        To: bounces@tandem.example\r
        Auto-Submitted: auto-replied\r
        Subject: Jeg er p=?\r
        \r
        Jeg holder ferie.\r

        """

    @Test func `what is no bounce is said in one line, and is no failure`() async throws {
        try await withHouse { house in
            let outcome = try await bounce(Data(Self.automatic.utf8), in: house)
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.output.count(where: \.isNewline) == 1 && outcome.output.hasSuffix("\n"))
            #expect(!outcome.output.contains("ferie") && outcome.complaint.isEmpty)
        }
    }

    @Test func `a message of 50 MB is taken to its end`() async throws {
        try await withHouse { house in
            let message = Data(Self.automatic.utf8) + Data(repeating: 0x61, count: 50_000_000)
            let outcome = try await bounce(message, in: house)
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        }
    }

    @Test func `nothing at all is no failure either`() async throws {
        try await withHouse { house in
            let outcome = try await bounce(Data(), in: house)
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        }
    }

    @Test(arguments: [
        ["TANDEM_DATABASE": "host=/nowhere dbname=x"], ["TANDEM_DATABASE": ""], ["TANDEM_BOUNCES": ""],
        ["TANDEM_SECRET_FILE": ""], ["TANDEM_SECRET_FILE": "/nowhere"],
    ])
    func `while it cannot be dealt with the mail server is to try again`(_ environment: [String: String]) async throws {
        try await withHouse { house in
            let outcome = try await bounce(Data(Self.automatic.utf8), in: house, environment: environment)
            #expect(outcome.exited && outcome.status == 75)
            #expect(outcome.output.isEmpty && outcome.complaint.hasPrefix("Error: "))
        }
    }

    private func bounce(
        _ message: Data,
        in house: House,
        environment: [String: String] = [:]
    ) async throws -> RunningProgram.Outcome {
        let file = try house.write(message, to: "message")
        let settings = try house.bounceSettings().merging(environment) { $1 }
        return try await house.start(["bounce"], environment: settings, input: file).outcome()
    }
}

extension House {
    /// Settings under which bounces are known.
    func bounceSettings() throws -> [String: String] {
        let secret = try write(Data(repeating: 7, count: 32), to: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        return ["TANDEM_BOUNCES": "bounces@tandem.example", "TANDEM_SECRET_FILE": secret]
    }
}
