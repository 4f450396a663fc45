import Foundation

/// A real Postfix of the test's own, as a municipality's relay: TLS, passwords, greylisting, a Maildir, reports.
///
/// It takes letters for every domain of `*.example` and nothing leaves the machine. Everything it has is in one temporary
/// folder, on ports of 127.0.0.1 that were free; it ends with this value, or with the test process, whatever ends that.
public final class PostfixRelay: Sendable {
    /// Where a relay listens, on 127.0.0.1.
    public struct Ports: Sendable, Hashable {
        /// As port 25: STARTTLS is offered, nobody logs in.
        public let relay: Int
        /// As port 587: STARTTLS and AUTH are demanded.
        public let submission: Int
        /// As port 465: TLS from the first byte, AUTH is demanded.
        public let smtps: Int
    }

    /// Where it listens.
    public let ports: Ports
    /// Who has signed its certificate, which is for `localhost` and 127.0.0.1.
    public let authority: TestAuthority
    /// Who has come and was turned away at first; nil where there is no greylisting.
    public let greylist: GreylistPolicy?
    let folder: ScratchFolder

    /// The name in its banner and in its reports.
    public static let hostName = "relay.example"

    /// Why there can be no relay here, as a sentence; nil where there can be one.
    public static var absence: String? {
        guard getuid() == 0 else { return "A relay of one's own takes root's rights: Postfix starts with no others." }
        let lacking = [("postfix", postfix), ("sasl2-bin", saslpasswd)].filter {
            !FileManager.default.isExecutableFile(atPath: $0.1)
        }
        guard lacking.isEmpty else {
            let packages = lacking.map(\.0).joined(separator: " and ")
            return "Not installed: Debian's \(packages), which Deploy/install puts in place."
        }
        // Postfix gives root's rights up, and must still reach its folder.
        var place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        while place.path != "/" {
            let attributes = try? FileManager.default.attributesOfItem(atPath: place.path)
            guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o001 != 0 else {
                return
                    "Postfix's user cannot enter the temporary folder: TMPDIR should name one that everybody may enter."
            }
            place.deleteLastPathComponent()
        }
        return nil
    }

    private static let postfix = "/usr/sbin/postfix"
    private static let saslpasswd = "/usr/sbin/saslpasswd2"

    /// Starts a relay, and returns when it takes connections.
    ///
    /// - Parameter settings: what it does with what it is given.
    /// - Returns: the relay; whoever has it stops it, or lets go of it.
    /// - Throws: `Failure` where Postfix does not start; what Foundation throws where its folder cannot be made.
    public static func start(_ settings: Settings = Settings()) async throws -> PostfixRelay {
        let folder = try ScratchFolder("relay")
        for name in ["conf", "conf/sasl", "queue", "tls"] { try folder.makeFolder(name) }
        // Delivery is by a user without rights.
        for place in Place.allCases {
            for part in ["", "/tmp", "/new", "/cur"] {
                try folder.makeFolder("mail/\(place.rawValue)\(part)", permissions: 0o777)
            }
        }
        let authority = try TestAuthority(in: "\(folder.path)/tls")
        for (user, password) in settings.accounts {
            let file = "\(folder.path)/accounts"
            try await command(
                saslpasswd,
                ["-p", "-c", "-f", file, "-u", hostName, user],
                input: [UInt8](password.utf8)
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        }
        let greylist: GreylistPolicy? =
            if let rule = settings.greylisting { try await GreylistPolicy.start(rule) } else { nil }
        for triesLeft in (0..<5).reversed() {
            let ports = Ports(
                relay: try LoopbackPort.free(),
                submission: try LoopbackPort.free(),
                smtps: try LoopbackPort.free()
            )
            let relay = PostfixRelay(ports: ports, authority: authority, greylist: greylist, folder: folder)
            try configure(settings, ports: ports, greylist: greylist, in: folder)
            do {
                // `env --default-signal`: the threads of a test process block signals that Postfix's processes need.
                let start = ["--default-signal", postfix, "-c", "\(folder.path)/conf", "start"]
                try await command("env", start, in: folder.path)
                return relay
            } catch let failure as Failure {
                // Somebody else has taken a port since: others, then.
                guard relay.log.contains("Address already in use"), triesLeft > 0 else {
                    throw Failure(complaint: failure.complaint + relay.log)
                }
            }
        }
        throw Failure(complaint: "no free ports")
    }

    private init(ports: Ports, authority: TestAuthority, greylist: GreylistPolicy?, folder: ScratchFolder) {
        self.ports = ports
        self.authority = authority
        self.greylist = greylist
        self.folder = folder
    }

    /// A program failed, or a relay did not do what was waited for.
    public struct Failure: Error {
        /// What is known of it, as the programs put it.
        public let complaint: String
    }

    private static func command(
        _ program: String,
        _ arguments: [String],
        input: [UInt8] = [],
        in place: String? = nil
    ) async throws {
        let result = try await Command.result(of: program, arguments, input: input, in: place)
        guard result.status == 0 else { throw Failure(complaint: "\(program): \(result.text)\(result.complaint)") }
    }

    /// What Postfix has written to its log so far.
    public var log: String { (try? String(contentsOfFile: "\(folder.path)/log", encoding: .utf8)) ?? "" }

    /// Ends all its processes at once, as a power cut does, and removes all it has.
    public func stop() {
        greylist?.stop()
        folder.clear()
    }
}
