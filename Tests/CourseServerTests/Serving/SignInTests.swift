import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// From the page where somebody asks to the page that they come for, by a letter that the real mailman has delivered.
struct SignInTests {
    /// A letter in a Maildir.
    private struct Delivered {
        let recipient: String
        let path: String
        let code: String

        init(_ file: URL) throws {
            let text = try String(contentsOf: file, encoding: .utf8).replacing("\r\n", with: "\n")
                .replacing("=\n", with: "")
            let to = try #require(text.firstMatch(of: /\nTo: ([^\n]*)/))
            let link = try #require(
                text.firstMatch(of: /https:\/\/kursus\.example(\/sign-in\/link\/[A-Za-z0-9_-]{43})/)
            )
            let code = try #require(text.firstMatch(of: /\n  ([0-9]{3} [0-9]{3})\n/))
            (recipient, path) = (String(to.output.1), String(link.output.1))
            self.code = String(code.output.1)
        }
    }

    private func letters(in maildir: URL) throws -> [URL] {
        let folder = maildir.appending(path: "new")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }

    private func letter(in maildir: URL) async throws -> Delivered {
        try await until("a letter arrives") { try letters(in: maildir).count == 1 }
        let file = try #require(try letters(in: maildir).first)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Delivered(file)
    }

    @Test func `a letter arrives at any hour by the municipality's own relay, and its link and its code let in once`()
        async throws
    {
        try await withHouse { house in
            _ = try await house.openCourse(leaders: 4)
            _ = try await house.owner.withSession { try await $0.execute("DELETE FROM course_clock") }
            let (own, post) = (house.folder.appending(path: "own"), house.folder.appending(path: "post"))
            let program = try house.start(
                ["serve"],
                environment: [
                    "TANDEM_LISTEN": "127.0.0.1:0", "TANDEM_ADDRESS": "https://kursus.example",
                    "TANDEM_MAIL": "maildir:\(post.path)", "TANDEM_ROUTES": "albertslund",
                    "TANDEM_ROUTE_ALBERTSLUND_MAIL": "maildir:\(own.path)", "TANDEM_QUIET": "00:00-23:59",
                ]
            )
            let port = try await program.port()

            // By the code, at the browser that asked.
            let asked = try await HTTPAnswer.post("/sign-in", [("address", "leder1@albertslund.example")], port: port)
            #expect(asked.status == 303 && asked.headers["location"] == "/sign-in/code")
            let first = try await letter(in: own)
            #expect(first.recipient.contains("leder1@albertslund.example"))
            let inside = try await HTTPAnswer.post(
                "/sign-in/code",
                [("code", first.code)],
                cookies: asked.cookies,
                port: port
            )
            #expect(inside.status == 303 && inside.headers["location"] == "/my")
            let home = try await HTTPAnswer.get("/", cookies: inside.cookies, port: port)
            #expect(home.headers["location"] == "/my")
            #expect(try await HTTPAnswer.post(first.path, port: port).status == 410)

            // By the link, at another; after a scanner.
            _ = try await HTTPAnswer.post("/sign-in", [("address", "karim.lund@glostrup.example")], port: port)
            let second = try await letter(in: post)
            for _ in 0..<2 { #expect(try await HTTPAnswer.get(second.path, port: port).status == 200) }
            let staff = try await HTTPAnswer.post(second.path, port: port)
            #expect(staff.status == 303 && staff.headers["location"] == "/courses")
            #expect(try await HTTPAnswer.get(second.path, port: port).status == 410)

            // Nothing for an address that is nobody's, and nothing of anybody's is left.
            _ = try await HTTPAnswer.post("/sign-in", [("address", "nobody@glostrup.example")], port: port)
            try await until("the mailbox is empty") { try await house.unsettled() == 0 }
            #expect(try letters(in: post).isEmpty && letters(in: own).isEmpty)
            let left: Int64 = try await house.owner.withSession {
                try await $0.one(
                    Query("SELECT (SELECT count(*) FROM direct_letter) + (SELECT count(*) FROM letter_message)")
                )
            }
            #expect(left == 0)

            let outcome = try await program.terminate()
            #expect(outcome.status == 0)
            let secrets = [
                first.path.suffix(43), second.path.suffix(43), first.code[...],
                first.code.prefix(3) + first.code.suffix(3),
            ]
            for text in secrets + inside.cookies.values.filter({ !$0.isEmpty }).map({ $0[...] })
                + ["leder1@", "karim.lund@", "nobody@"]
            {
                #expect(!outcome.complaint.contains(text))
            }
        }
    }

    @Test func `a letter that could not leave in time is not sent at all`() async throws {
        try await withHouse { house in
            let maildir = house.folder.appending(path: "mail")
            let mailman = try house.mailman(to: "maildir:\(maildir.path)")
            for seconds in [0, 900] {
                try await house.store.queue(
                    DirectLetter(
                        token: UUID(),
                        sender: "course@small.example",
                        recipient: "ann@small.example",
                        message: Array("Subject: \(seconds)\r\n\r\n\r\n".utf8),
                        usefulSeconds: seconds
                    )
                )
            }
            #expect(try await mailman.drain() == 2)
            let arrived = try letters(in: maildir).map { try String(contentsOf: $0, encoding: .utf8) }
            #expect(arrived.count == 1 && arrived.first?.contains("Subject: 900") == true)
            let outcomes: [String] = try await house.owner.withSession {
                try await $0.rows(Query("SELECT outcome FROM letter_history ORDER BY 1"))
            }
            #expect(outcomes == ["sent", "skipped"])
        }
    }

    @Test func `on a demonstrated course's clock its own mailman carries the letter`() async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 1)
            let maildir = house.folder.appending(path: "mail")
            let mailman = try house.mailman(on: run.route, to: "maildir:\(maildir.path)")
            async let work: Void = mailman.work()
            try await until("the mailman is at work") {
                try await house.owner.withSession {
                    try await $0.one(Query<Bool>("SELECT EXISTS (SELECT FROM mailman)"))
                }
            }
            let course = try await house.store.course(run.key)
            try await house.store.queue(
                DirectLetter(
                    token: UUID(),
                    sender: "course@small.example",
                    recipient: "leder1@albertslund.example",
                    message: Array("Subject: x\r\n\r\n\r\n".utf8),
                    usefulSeconds: 900
                ),
                of: course.municipalities["albertslund"]
            )
            try await until("the letter arrives") { try letters(in: maildir).count == 1 }
            mailman.stop()
            try await work
        }
    }
}
