import Course
import CourseTesting
import Foundation
import Testing

/// `tandem demo` that goes on serving, as it is run on a terminal.
struct DemonstrationTests {
    /// What a demonstration says that it can be looked at by.
    private struct Invitation {
        let port: Int
        /// The addresses to sign in at, by who one is there.
        let doors: [String: String]

        init?(_ output: String) {
            guard let root = output.firstMatch(of: /http:\/\/localhost:([0-9]+)\/demo;/), let port = Int(root.1) else {
                return nil
            }
            self.port = port
            doors = Dictionary(
                output.matches(of: /\n  ([a-z-]+) +http:\/\/localhost:[0-9]+(\/\S+)/).map {
                    (String($0.1), String($0.2))
                },
                uniquingKeysWith: { one, _ in one }
            )
        }
    }

    private func withMaterial(_ body: (House, [String]) async throws -> Void) async throws {
        try await withHouse(.empty) { house in
            let material = house.folder.appending(path: "material")
            try FileManager.default.createDirectory(at: material, withIntermediateDirectories: false)
            _ = try house.write(try DemoCourse.bytes("digital-ledelse.yaml"), to: "material/course.yaml")
            for key in ["albertslund", "glostrup"] {
                let list = """
                    Navn;E-mail;Område;Ledergruppe;Mødeleder
                    Ane Holm;ane@\(key).example;Jobcenter;Gruppe;ja
                    Bo Lind;bo@\(key).example;Jobcenter;Gruppe;

                    """
                _ = try house.write(list.utf8, to: "material/\(key).csv")
            }
            try await body(
                house,
                ["demo", "--serve", "--data", "demo", "--course", material.path, "--listen", "127.0.0.1:0"]
            )
        }
    }

    private func invitation(of program: RunningProgram) async throws -> Invitation {
        try await until("it serves") {
            guard program.isRunning else { throw Waited(what: "it serves, but it ended: \(program.complaint)") }
            return Invitation(program.output) != nil
        }
        return try #require(Invitation(program.output))
    }

    /// What time the page says it is.
    private func clock(on port: Int) async throws -> String {
        let page = try await HTTPAnswer.get("/demo", port: port)
        #expect(page.status == 200)
        return String(try #require(page.body.firstMatch(of: /det er <strong>([^<]+)<\/strong>/)).1)
    }

    private func letters(_ house: House) throws -> Int {
        let folder = house.folder.appending(path: "demo/mail/new").path
        guard FileManager.default.fileExists(atPath: folder) else { return 0 }
        return try FileManager.default.contentsOfDirectory(atPath: folder).count
    }

    @Test func `everybody who is shown comes in by a link, the clock is moved on, and a stop leaves all in order`()
        async throws
    {
        try await withMaterial { house, arguments in
            let slow = arguments + ["--day-lasts", "86400s"]
            let program = try house.start(slow, environment: ["TANDEM_DATABASE": ""])
            let invitation = try await invitation(of: program)
            let homes = [
                "administrator": "/courses", "albertslund": "/courses", "glostrup": "/courses", "chair": "/my",
                "leader": "/my", "helper": "/bookings",
            ]
            #expect(invitation.doors == homes.keys.reduce(into: [:]) { $0[$1] = "/demo/guests/\($1)" })
            for (guest, home) in homes {
                let door = try #require(invitation.doors[guest])
                let asked = try await HTTPAnswer.get(door, port: invitation.port)
                #expect(asked.status == 200 && asked.cookies.isEmpty)
                let inside = try await HTTPAnswer.post(door, port: invitation.port)
                #expect(inside.status == 303)
                let sent = try await HTTPAnswer.get("/", cookies: inside.cookies, port: invitation.port)
                #expect(sent.headers["location"] == home)
                let page = try await HTTPAnswer.get(home, cookies: inside.cookies, port: invitation.port)
                #expect(page.status == 200 && page.body.contains("class=\"demo-clock\""), "\(guest)")
            }
            #expect(try await clock(on: invitation.port).hasPrefix("tirsdag den 1. december 2026 kl. 0.0"))
            #expect(try letters(house) == 0)
            let pressed = try await HTTPAnswer.post(
                "/demo/clock",
                [("step", "letter"), ("back", "/demo")],
                port: invitation.port
            )
            #expect(pressed.status == 303 && pressed.headers["location"] == "/demo")
            try await until("the letters are there") { try letters(house) == 2 }
            try await until("the clock has arrived") {
                try await clock(on: invitation.port) == "mandag den 7. december 2026 kl. 8.00"
            }

            // It stops while it is on its way.
            for _ in 0..<5 { _ = try await HTTPAnswer.post("/demo/clock", [("step", "month")], port: invitation.port) }
            let asked = ContinuousClock.now
            let outcome = try await program.terminate()
            #expect(outcome.exited && outcome.status == 0, "\(outcome.complaint)")
            #expect(ContinuousClock.now - asked < .seconds(30))
            #expect(outcome.output.contains("How to go on:"))
            let data = try FileManager.default.contentsOfDirectory(atPath: house.folder.path + "/demo/cluster/data")
            #expect(!data.contains("postmaster.pid"), "the cluster is stopped")

            // The next run goes on from there, and nobody gets a letter again.
            let before = try letters(house)
            let again = try house.start(slow, environment: ["TANDEM_DATABASE": ""])
            let port = try await self.invitation(of: again).port
            #expect(again.output.contains("already here, 4 leaders"))
            #expect(!(try await clock(on: port).contains(" 1. december 2026")))
            #expect(try letters(house) >= before)
            let end = try await again.terminate()
            #expect(end.exited && end.status == 0, "\(end.complaint)")
        }
    }
}
