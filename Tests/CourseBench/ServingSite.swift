import CourseTesting
import Foundation
import NIOCore
import NIOPosix

/// `tandem serve --only web` on a stage.
struct ServingSite {
    /// The process.
    let program: Program
    /// Where it is, as `http://127.0.0.1:1234`.
    let root: String
    private let port: Int

    /// Starts it, and returns when it answers.
    init(on stage: Stage) async throws {
        port = try LoopbackPort.free()
        root = "http://127.0.0.1:\(port)"
        program = try Program(
            "tandem",
            ["serve", "--only", "web"],
            environment: ["TANDEM_DATABASE": stage.conninfo, "TANDEM_LISTEN": "127.0.0.1:\(port)"]
        )
        try await program.answers(at: port)
    }

    /// How long a page is, once it says that nothing on it is being counted yet.
    func octets(of path: String, cookie: String?) async throws -> Int {
        let end = ContinuousClock.now + .seconds(120)
        while true {
            let page = try await page(path, cookie: cookie)
            if page.firstRange(of: Data("tælles lige nu".utf8)) == nil { return page.count }
            guard ContinuousClock.now < end else { throw BenchFault("\(path) does not come to an end of counting") }
        }
    }

    private func page(_ path: String, cookie: String?) async throws -> Data {
        guard let url = URL(string: root + path) else { throw BenchFault("\(path) is no path") }
        let page = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: page) }
        let curl = try Program(
            "curl",
            ["--silent", "--fail", "--output", page.path] + (cookie.map { ["--cookie", $0] } ?? []) + [
                url.absoluteString
            ]
        )
        try await curl.finish(within: .seconds(60))
        return try Data(contentsOf: page)
    }
}

/// The framework alone, with a page of a size.
struct FixedPage {
    /// The process.
    let program: Program
    /// Where its page is.
    let url: String

    /// Starts it, and returns when it answers.
    init(octets: Int) async throws {
        let port = try LoopbackPort.free()
        url = "http://127.0.0.1:\(port)/page"
        program = try Program("course-bench", ["fixed-page", "--port", "\(port)", "--octets", "\(octets)"])
        try await program.answers(at: port)
    }
}

extension Program {
    /// Waits until something listens there.
    func answers(at port: Int) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while true {
            try requireRunning()
            if let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            {
                try await channel.close()
                return
            }
            guard ContinuousClock.now < end else { throw BenchFault("nothing listens at port \(port)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
