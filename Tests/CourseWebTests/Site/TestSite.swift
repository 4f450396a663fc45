import Correspondence
import Course
import CourseStore
import CourseTesting
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Postgres

@testable import CourseWeb

/// The site on a test database, asked without a socket in between.
struct TestSite: Sendable {
    /// The store as an administrator has it.
    let store: Store
    /// The database as its owner sees it: all of it.
    let owner: Database
    let router: RouteList
    private let responder: RouterResponder<SiteContext>

    /// The addresses that the site answers at, as the router has them: `GET /courses/{course}`.
    struct RouteList: Sendable {
        let patterns: Set<String>
    }

    fileprivate init(
        store: Store,
        owner: Database,
        desk: SignInDesk,
        demonstration: (any Demonstrating)?,
        logger: Logger
    ) throws {
        (self.store, self.owner) = (store, owner)
        let router = try Site.router(store, signIn: desk, demonstration: demonstration, logger: logger)
        self.router = RouteList(
            patterns: Set(router.routes.filter { $0.method != .head }.map { "\($0.method.rawValue) \($0.path)" })
        )
        responder = router.buildResponder()
    }

    /// Somebody's browser, who is signed in where an address is given.
    func browser(of address: String? = nil) async throws -> Browser {
        let browser = Browser(site: self)
        if let address {
            var generator = SystemRandomNumberGenerator()
            let token = Token(using: &generator)
            try await store.beginSession(of: address, with: token)
            browser.cookies[SiteCookie.session] = token.text
        }
        return browser
    }

    fileprivate func respond(to request: Request, from peer: String?) async throws -> Answer {
        let channel = EmbeddedChannel()
        channel.remoteAddress = try peer.map { try SocketAddress(ipAddress: $0, port: 50_000) }
        let context = SiteContext(
            source: ApplicationRequestContextSource(channel: channel, logger: Logger(label: "test"))
        )
        let response = try await responder.respond(to: request, context: context)
        let writer = Collected()
        try await response.body.write(writer)
        return Answer(
            status: response.status,
            headers: response.headers,
            text: String(buffer: await writer.text.buffer)
        )
    }

    /// What an answer's body is written into.
    private struct Collected: ResponseBodyWriter {
        actor Text {
            var buffer = ByteBuffer()
            func add(_ part: ByteBuffer) { buffer.writeImmutableBuffer(part) }
        }

        let text = Text()

        func write(_ buffer: ByteBuffer) async throws { await text.add(buffer) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// Runs a test with the site on a database of its own.
func withSite<Result: Sendable>(
    signIn desk: SignInDesk? = nil,
    demonstration: (any Demonstrating)? = nil,
    logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
    _ body: (TestSite) async throws -> Result
) async throws -> Result {
    let desk = try desk ?? .forTests()
    return try await withStore { store, owner in
        try await body(
            try TestSite(store: store, owner: owner, desk: desk, demonstration: demonstration, logger: logger)
        )
    }
}

extension SignInDesk {
    /// A desk of a site on this machine, that answers at once.
    static func forTests(proxies: Set<String> = [], limits: SignInLimits = .ordinary) throws -> SignInDesk {
        guard let zone = Zone("Europe/Copenhagen") else { preconditionFailure("a zone that every system knows") }
        return SignInDesk(
            press: SignInPress(templates: try .load(), site: "http://localhost:8080", sender: nil, zone: zone),
            proxies: proxies,
            limits: limits,
            pace: .zero
        )
    }
}

/// What a browser got.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String

    var code: Int { Int(status.code) }
    /// Where it is sent on to.
    var location: String? { headers[.location] }
}

/// A browser: it keeps cookies, and says of its requests that they come from the site's own pages.
final class Browser {
    let site: TestSite
    var cookies: [String: String] = [:]
    /// The address that its requests come from, where that matters.
    var peer: String?

    init(site: TestSite) {
        self.site = site
    }

    /// Asks for a page, without following where it is sent on to.
    func get(_ path: String) async throws -> Answer {
        try await send(.get, path, headers: [:], body: "")
    }

    /// Sends a form, as the site's own pages do.
    func post(
        _ path: String,
        _ fields: [(String, String)] = [],
        from origin: String? = "http://localhost"
    ) async throws -> Answer {
        var headers = HTTPFields()
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.origin] = origin
        let body = fields.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        return try await send(.post, path, headers: headers, body: body)
    }

    /// Sends a form with a file.
    func upload(
        _ path: String,
        _ fields: [(String, String)] = [],
        file: (field: String, name: String, bytes: [UInt8])
    ) async throws
        -> Answer
    {
        let boundary = "----test-boundary"
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: text/csv\r\n\r\n"
        )
        body.writeBytes(file.bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        var headers = HTTPFields()
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        headers[.origin] = "http://localhost"
        return try await send(.post, path, headers: headers, buffer: body)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: String) async throws -> Answer {
        try await send(method, path, headers: headers, buffer: ByteBuffer(string: body))
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        headers: HTTPFields,
        buffer: ByteBuffer
    ) async throws
        -> Answer
    {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: "; "
            )
        }
        let head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: "localhost",
            path: path,
            headerFields: headers
        )
        let answer = try await site.respond(to: Request(head: head, body: RequestBody(buffer: buffer)), from: peer)
        for line in answer.headers[values: .setCookie] {
            let parts = line.split(separator: ";").map { $0.trimmingPrefix(" ") }
            guard let pair = parts.first?.split(separator: "=", maxSplits: 1), let name = pair.first else { continue }
            let isGone = parts.contains { $0.lowercased() == "max-age=0" }
            cookies[String(name)] = isGone ? nil : pair.count > 1 ? String(pair[1]) : ""
        }
        return answer
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            return scalar.properties.isAlphabetic && scalar.isASCII || (48...57).contains(byte)
                ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
