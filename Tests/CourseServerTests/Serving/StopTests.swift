import CourseTesting
import Foundation
import Testing

/// How `serve` ends, with a relay that never answers the final dot.
@Suite(.serialized) struct StopTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a second signal ends the program at once, by that signal`(_ signal: Int32) async throws {
        try await withStalledDelivery(["TANDEM_SHUTDOWN": "600"]) { program in
            kill(program.identifier, SIGTERM)
            try await until("it is stopping") { program.complaint.contains("Stopping") }
            let asked = ContinuousClock.now
            kill(program.identifier, signal)
            let outcome = try await program.outcome()
            #expect(ContinuousClock.now - asked < .seconds(5))
            #expect(!outcome.exited && outcome.status == signal, "\(outcome.complaint)")
        }
    }

    @Test func `one signal ends the program within its time`() async throws {
        try await withStalledDelivery(["TANDEM_SHUTDOWN": "3"]) { program in
            let asked = ContinuousClock.now
            let outcome = try await program.terminate()
            let took = ContinuousClock.now - asked
            // A second more is for a machine that is busy.
            #expect(took < .seconds(4), "\(took)")
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
        }
    }

    @Test func `with nothing on its way the program ends at once`() async throws {
        try await withHouse { house in
            let program = try house.startMailman(to: "maildir:\(house.folder.path)/mail")
            try await until("it serves") { program.complaint.contains("Serving") }
            let asked = ContinuousClock.now
            let outcome = try await program.terminate()
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
            #expect(ContinuousClock.now - asked < .seconds(5))
        }
    }

    private func withStalledDelivery(
        _ environment: [String: String],
        _ body: (RunningProgram) async throws -> Void
    ) async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(3)
            var behaviour = SMTPStub.Behaviour()
            behaviour.faults = [.content: .stall]
            let stub = try await SMTPStub.start(behaviour)
            let program = try house.start(
                ["serve"],
                environment: environment.merging(["TANDEM_MAIL": stub.url]) { one, _ in one }
            )
            try await until("a letter is at its final dot") { stub.commands.contains { $0.hasPrefix("DATA") } }
            try await body(program)
            await stub.stop()
        }
    }
}
