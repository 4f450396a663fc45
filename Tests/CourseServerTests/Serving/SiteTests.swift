import CourseTesting
import Foundation
import NIOCore
import NIOPosix
import Postgres
import Testing

struct SiteTests {
    private static let anyPort = ["TANDEM_LISTEN": "127.0.0.1:0", "TANDEM_MAIL": "maildir:/tmp/never"]

    @Test func `health and metrics are served, whichever part runs`() async throws {
        try await withHouse { house in
            for part in [["--only", "web"], ["--only", "mail"], []] {
                let mail = part.last == "web" ? "" : "maildir:\(house.folder.path)/mail"
                let environment = ["TANDEM_LISTEN": "127.0.0.1:0", "TANDEM_MAIL": mail]
                let program = try house.start(["serve"] + part, environment: environment)
                let port = try await program.port()
                let health = try await HTTPAnswer.get("/health", port: port)
                #expect(health.status == 200 && health.body == "ok\n")
                let head = try await HTTPAnswer.get("/health", by: "HEAD", port: port)
                #expect(head.status == 200 && head.body.isEmpty)
                let metrics = try await HTTPAnswer.get("/metrics", port: port)
                #expect(metrics.status == 200)
                #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
                #expect(try await program.terminate().status == 0)
            }
        }
    }

    @Test func `every answer has its security headers, and the log has no address that was asked for`() async throws {
        try await withHouse { house in
            let program = try house.start(["serve", "--only", "web"], environment: Self.anyPort)
            let port = try await program.port()
            for target in ["/health?token=hunter2", "/nowhere/hunter2?token=hunter2"] {
                let answer = try await HTTPAnswer.get(target, port: port)
                #expect(answer.status == (target.hasPrefix("/health") ? 200 : 404))
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                #expect(answer.headers["referrer-policy"] == "same-origin")
                #expect(answer.headers["cache-control"] == "no-store")
                let type = target.hasPrefix("/health") ? "text/plain" : "text/html"
                #expect(answer.headers["content-type"] == "\(type); charset=utf-8")
                #expect(!answer.body.contains("hunter2"))
            }
            let outcome = try await program.terminate()
            #expect(outcome.complaint.contains("status=404"))
            #expect(!outcome.complaint.contains("hunter2"))
        }
    }

    @Test func `a port that is taken stops the start, and is named`() async throws {
        try await withHouse { house in
            let first = try house.start(["serve", "--only", "web"], environment: Self.anyPort)
            let port = try await first.port()
            let mail = "maildir:\(house.folder.path)/mail"
            let second = try await house.run(
                "serve",
                environment: ["TANDEM_LISTEN": "127.0.0.1:\(port)", "TANDEM_MAIL": mail]
            )
            #expect(second.exited && second.status == 1)
            #expect(
                second.complaint.contains(
                    "Error: 127.0.0.1:\(port) cannot be listened on: another program listens there (TANDEM_LISTEN)"
                ),
                "\(second.complaint)"
            )
            #expect(try await first.terminate().status == 0)
        }
    }

    @Test func `without a database the service is not well, and says so in time`() async throws {
        try await withHouseOnItsOwnCluster { house, cluster in
            let program = try house.start(["serve", "--only", "web"], environment: Self.anyPort)
            let port = try await program.port()
            #expect(try await HTTPAnswer.get("/health", port: port).status == 200)
            try await cluster.stop(.immediate)
            let away = try await HTTPAnswer.get("/health", port: port)
            #expect(away.status == 503 && away.body == "The database does not answer.\n")
            try await cluster.start()
            try await until("it is well again") { try await HTTPAnswer.get("/health", port: port).status == 200 }
            #expect(try await program.terminate().status == 0)
        }
    }

    @Test func `a connection that nobody speaks on does not hold up a stop`() async throws {
        try await withHouse { house in
            let program = try house.start(["serve", "--only", "web"], environment: Self.anyPort)
            let port = try await program.port()
            let idle = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            #expect(try await HTTPAnswer.get("/health", port: port).status == 200)
            let asked = ContinuousClock.now
            #expect(try await program.terminate().status == 0)
            #expect(ContinuousClock.now - asked < .seconds(5))
            try? await idle.close()
        }
    }

    @Test func `the web alone and nowhere to show it is refused`() async throws {
        try await withHouse { house in
            let outcome = try await house.run("serve", "--only", "web", environment: ["TANDEM_LISTEN": "none"])
            #expect(outcome.status == 1)
            #expect(outcome.complaint == "Error: --only web with TANDEM_LISTEN=none would serve nothing\n")
        }
    }
}
