import Foundation

/// What `wrk` found of one address.
struct WebLoad {
    /// Answers a second.
    let rate: Double
    /// The time that 99 of 100 answers took at most, in milliseconds.
    let p99: Double

    /// Asks for a page over and over, by as many connections as there are browsers, the cookies in turn.
    ///
    /// - Parameters:
    ///   - url: The page.
    ///   - cookies: Asked with in turn; none where it is empty.
    ///   - browsers: How many ask at the same time.
    ///   - rate: So many a second, by all connections together; as many as go where it is `nil`.
    ///   - seconds: For how long.
    /// - Throws: ``BenchFault`` where an answer is no page, or `wrk` says nothing that is understood.
    init(of url: String, cookies: [String] = [], browsers: Int, rate: Double? = nil, seconds: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wrk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A pause that is now shorter, now longer, so that the connections do not march in step.
        let pause =
            rate.map { "function delay() return math.random() * \(2000 * Double(browsers) / $0) end\n" } ?? ""
        let script = """
            local cookies = { \(cookies.map { "\"\($0)\"" }.joined(separator: ",")) }
            local next = 0
            math.randomseed(2027)
            function request()
              if #cookies == 0 then return wrk.format("GET") end
              next = next % #cookies + 1
              return wrk.format("GET", nil, { ["Cookie"] = cookies[next] })
            end
            \(pause)
            """
        let file = folder.appending(path: "load.lua")
        try Data(script.utf8).write(to: file)
        let program = try Program(
            "wrk",
            ["-t", "1", "-c", "\(browsers)", "-d", "\(seconds)s", "--latency", "-s", file.path, url]
        )
        try await program.finish(within: .seconds(seconds + 30))
        let said = program.said
        if let match = said.firstMatch(of: /Non-2xx or 3xx responses: (\d+)/) {
            throw BenchFault("\(match.output.1) answers of \(url) were no pages")
        }
        guard let rate = said.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/).flatMap({ Double($0.output.1) }),
            let late = said.firstMatch(of: /99%\s+([0-9.]+)(us|ms|s)\s/), let time = Double(late.output.1)
        else { throw BenchFault("wrk said nothing that is understood: \(said.suffix(300))") }
        self.rate = rate
        p99 = time * (late.output.2 == "us" ? 0.001 : late.output.2 == "s" ? 1000 : 1)
    }
}
