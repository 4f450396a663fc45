import NIOCore
import NIOPosix

/// What an HTTP server on loopback answered.
struct HTTPAnswer: Sendable {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: String
    /// What it sets, by name.
    let cookies: [String: String]

    /// Sends a form, as the site's own pages do.
    static func post(
        _ target: String,
        _ fields: [(String, String)] = [],
        cookies: [String: String] = [:],
        port: Int
    ) async throws -> HTTPAnswer {
        let body = fields.map { "\($0)=\($1.replacing("@", with: "%40").replacing(" ", with: "+"))" }.joined(
            separator: "&"
        )
        return try await get(target, by: "POST", cookies: cookies, form: body, port: port)
    }

    /// Asks for a target on a connection of its own.
    static func get(
        _ target: String,
        by method: String = "GET",
        cookies: [String: String] = [:],
        form: String = "",
        port: Int
    ) async throws -> HTTPAnswer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        if !cookies.isEmpty {
            head += "Cookie: \(cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; "))\r\n"
        }
        if method == "POST" {
            head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n"
        }
        let request = head + "\r\n" + form
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let text = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(
                ByteBuffer(string: request)
            )
            var all = ByteBuffer()
            for try await part in inbound { all.writeImmutableBuffer(part) }
            return String(buffer: all)
        }
        return try HTTPAnswer(text)
    }

    /// No HTTP came.
    struct Unreadable: Error {}

    private init(_ text: String) throws {
        guard let end = text.firstRange(of: "\r\n\r\n") else { throw Unreadable() }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Unreadable()
        }
        self.status = status
        headers = Dictionary(
            lines.dropFirst().compactMap { line in
                line.firstIndex(of: ":").map { colon in
                    (
                        line[..<colon].lowercased(),
                        String(line[line.index(after: colon)...].trimmingPrefix(" "))
                    )
                }
            },
            uniquingKeysWith: { one, _ in one }
        )
        body = String(text[end.upperBound...])
        cookies = Dictionary(
            lines.compactMap { line in
                line.firstMatch(of: /(?i)^set-cookie: ?([^=;]+)=([^;]*)/).map {
                    (String($0.output.1), String($0.output.2))
                }
            },
            uniquingKeysWith: { _, last in last }
        )
    }
}

extension RunningProgram {
    /// Waits until `tandem serve` says where it listens.
    func port() async throws -> Int {
        var port: Int?
        try await until("it listens") {
            guard isRunning else { throw Waited(what: "it listens, but it ended: \(complaint)") }
            port = complaint.firstMatch(of: /address=127\.0\.0\.1:([0-9]+)/).flatMap { Int($0.1) }
            return port != nil
        }
        guard let port else { throw Waited(what: "its port") }
        return port
    }
}
