import Course
import Foundation
import Testing

@testable import CourseServer
@testable import Mail

struct RouteSettingsTests {
    @Test func `a route takes from the default what it does not say itself`() throws {
        let settings = try read(
            """
            {"tandem": {"mail": "smtp://relay.example", "mail-sessions": 8, "letters-a-minute": 60, "quiet": "20:00-07:00",
             "bounces": "bounces@tandem.example", "routes": ["albertslund", "glostrup", "hoeje-taastrup"],
             "route": {"albertslund": {"mail": "smtps://mail.albertslund.example", "sessions": 2, "quiet": "none"},
                       "glostrup": {"letters-a-minute": "none", "bounces": "retur@glostrup.example"}}}}
            """
        )
        let zone = try #require(Zone("Europe/Copenhagen"))
        let quiet = QuietHours("20:00-07:00", in: zone)
        #expect(settings.routes.map(\.name) == ["post", "albertslund", "glostrup", "hoeje-taastrup"])
        #expect(settings.routes.map(\.sessions) == [8, 2, 8, 8])
        #expect(settings.routes.map(\.lettersAMinute) == [60, 60, nil, 60])
        #expect(settings.routes.map(\.quiet) == [quiet, nil, quiet, quiet])
        let bounces = "bounces@tandem.example"
        #expect(settings.routes.map(\.bounces) == [bounces, bounces, "retur@glostrup.example", bounces])
        let hosts = settings.routes.map { route in if case .smtp(let relay) = route.transport { relay.host } else { "" }
        }
        #expect(hosts == ["relay.example", "mail.albertslund.example", "relay.example", "relay.example"])
        #expect(settings.ownRoutes == ["albertslund", "glostrup", "hoeje-taastrup"])
    }

    @Test func `what nothing is said of has its default`() throws {
        let settings = try read(#"{"tandem": {"mail": "maildir:/srv/mail"}}"#)
        let post = try #require(settings.routes.first)
        #expect(settings.routes.count == 1 && post.name == "post" && post.sessions == 4)
        #expect(post.lettersAMinute == nil && post.bounces == nil)
        #expect(post.quiet?.description == "21:00-06:00")
        #expect(settings.listen?.description == "127.0.0.1:8080" && settings.shutdown == .seconds(20))
        #expect(settings.timeZone.identifier == "Europe/Copenhagen")
        #expect(try read("{}").routes.isEmpty)
    }

    @Test(arguments: [
        (
            #"{"tandem": {"mial": "maildir:/srv/mail"}}"#,
            "the configuration file FILE has the unknown setting tandem.mial"
        ),
        (#"{"database": "dbname=x"}"#, "the configuration file FILE has the unknown setting database"),
        (
            #"{"tandem": {"mail": "maildir:/m", "mail-sessions": true}}"#,
            "the configuration file FILE: tandem.mail-sessions is neither text, a whole number nor a list of texts"
        ),
        (
            #"{"tandem": {"mail": "maildir:/m", "mail-sessions": 99}}"#,
            "TANDEM_MAIL_SESSIONS is malformed: expected a number from 1 to 64"
        ),
        (
            #"{"tandem": {"mail": "maildir:/m", "route": {"glostrup": {"mail": "maildir:/g"}}}}"#,
            "TANDEM_ROUTE_GLOSTRUP_MAIL is a setting of no route: TANDEM_ROUTES names the municipalities that have one"
        ),
        (
            #"{"tandem": {"routes": ["glostrup"], "route": {"glostrup": {"mail": "maildir:/g"}}}}"#,
            "TANDEM_MAIL is not set: letters of municipalities without a route of their own need one"
        ),
        (
            #"{"tandem": {"mail": "maildir:/m", "routes": "a-b", "route": {"a-b": {"quiet": "always"}}}}"#,
            "TANDEM_ROUTE_A_B_QUIET is malformed: expected two different times of day, as 21:00-06:00, or none"
        ),
        (
            #"{"tandem": {"mail": "maildir:/m", "routes": "a", "route": {"a": {"mail": "smtp://u:p@h"}}}}"#,
            "TANDEM_ROUTE_A_MAIL is malformed: the mail transport holds a user or password before @; credentials do not belong in the URL"
        ),
        (#"["tandem"]"#, "the configuration file FILE cannot be read as JSON"),
    ])
    func `a file with a fault is refused with the setting's name`(_ json: String, _ fault: String) throws {
        let file = try self.file(json)
        let error = #expect(throws: SettingsFault.self) {
            try Settings.read(flags: ["database": "dbname=x"], file: file)
        }
        #expect(error?.description == fault.replacing("FILE", with: file))
    }

    @Test func `bounce addresses need a secret that is long enough and not for everybody`() throws {
        let secret = try file(String(repeating: "s", count: 32))
        func fault(_ more: String = "") throws -> String? {
            let settings = try read(#"{"tandem": {"mail": "maildir:/m", "bounces": "b@x.example"\#(more)}}"#)
            do {
                let addresses = try settings.bounceAddresses()
                #expect(Set(addresses.keys) == ["b@x.example"])
                return nil
            } catch {
                return error.description
            }
        }
        let named = #", "secret-file": "\#(secret)""#
        #expect(try fault()?.hasPrefix("TANDEM_SECRET_FILE is not set: TANDEM_BOUNCES needs a file") == true)
        for (mode, isOpen) in [(0o644, true), (0o602, true), (0o640, false), (0o600, false)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: secret)
            #expect(try fault(named)?.contains("chmod o-rwx") == (isOpen ? true : nil))
        }
        try Data("short".utf8).write(to: URL(filePath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        #expect(
            try fault(named) == "TANDEM_SECRET_FILE is malformed: the file has 5 octets; a secret has at least 32"
        )
        try FileManager.default.removeItem(atPath: secret)
        #expect(try fault(named)?.contains("there is no such file") == true)
    }

    @Test func `a Maildir of bounces needs the address that they come to`() throws {
        let settings = try read(#"{"tandem": {"mail": "maildir:/m", "bounce-maildir": "/srv/bounces"}}"#)
        let fault = #expect(throws: SettingsFault.self) { try settings.bounceAddresses() }
        #expect(fault?.description.hasPrefix("TANDEM_BOUNCES is not set: ") == true)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:0", "[::1]:0"), ("tandem.example:443", "tandem.example:443"),
        ("localhost", nil), (":80", nil), ("[]:80", nil), ("a:b:80", nil), ("a:-1", nil), ("a:+1", nil),
        ("a/b:80", nil),
    ])
    func `an address to listen on is a host and a port`(_ text: String, _ address: String?) {
        #expect(ListenAddress(text)?.description == address)
    }

    private func read(_ json: String) throws -> Settings {
        try Settings.read(flags: ["database": "dbname=x"], file: file(json))
    }

    private func file(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
