import CLibPQ
import FoundationEssentials
import Glibc

extension PrivateCluster {
    /// Makes the cluster where there is none, and starts it where it does not run.
    ///
    /// - Throws: `ClusterError`.
    @discardableResult
    public func start() async throws -> Start {
        try makeFolders()
        let isNew = !FileManager.default.fileExists(atPath: versionFile)
        let programs = try ClusterPrograms(searchPath: searchPath, version: isNew ? nil : version)
        if isNew { try await initialise(programs) }
        if try await adopt() { return .adopted }
        try writeSettings()
        try await run([
            programs.path("pg_ctl"), "start", "--pgdata", data, "--log", log, "--wait", "--timeout", "60", "--silent",
        ])
        return isNew ? .created : .started
    }

    /// Stops the cluster where it runs.
    ///
    /// - Throws: `ClusterError`.
    public func stop(_ mode: Stop = .fast) async throws {
        guard postmaster() != nil else { return }
        let programs = try ClusterPrograms(searchPath: searchPath, version: version)
        try await run([
            programs.path("pg_ctl"), "stop", "--pgdata", data, "--mode", mode.rawValue, "--wait", "--timeout", "60",
            "--silent",
        ])
    }

    /// Stops the cluster and starts it again.
    ///
    /// - Throws: `ClusterError`.
    public func restart(_ mode: Stop = .fast) async throws {
        try await stop(mode)
        try await start()
    }

    /// Kills the postmaster as `kill -9` does; its children follow by themselves.
    public func kill() {
        if let process = postmaster() { Glibc.kill(process, SIGKILL) }
    }

    /// Whether the cluster runs.
    public var isRunning: Bool { postmaster() != nil }

    /// The command with which anybody, without this program, stops the cluster.
    ///
    /// - Throws: `ClusterError` where the server's programs are not found.
    public func stopCommand(_ mode: Stop = .fast) throws -> [String] {
        let programs = try ClusterPrograms(searchPath: searchPath, version: version)
        return prefix + [programs.path("pg_ctl"), "stop", "--pgdata", data, "--mode", mode.rawValue, "--silent"]
    }

    /// The command for one of PostgreSQL's client programs, run as the user that reaches this cluster.
    ///
    /// - Throws: `ClusterError` where the program is not found.
    public func command(_ program: String, _ arguments: [String]) throws -> [String] {
        prefix + [try ClusterPrograms(searchPath: searchPath, version: version).path(program)] + arguments
    }

    /// Runs one of PostgreSQL's client programs as the user that reaches this cluster, and returns what it says.
    ///
    /// - Throws: `ClusterError` where it cannot be run or fails.
    public func run(_ program: String, _ arguments: [String]) async throws -> String {
        let outcome = try await Command(try command(program, arguments)).run()
        guard outcome.isSuccess else { throw ClusterError("\(program) failed: \(outcome.output)") }
        return outcome.output
    }

    // MARK: The folder

    private func makeFolders() throws {
        let files = FileManager.default
        let runFolder = socketFolder
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try files.createDirectory(atPath: runFolder, withIntermediateDirectories: true)
        } catch {
            throw ClusterError("cannot make the folder \(folder)")
        }
        try own(folder)
        try own(runFolder)
    }

    /// Closes a folder to everybody but the user that the cluster runs as.
    private func own(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw ClusterError("\(path) is not a folder")
        }
        let owner = try ownerIdentifiers()
        guard status.st_uid == owner.user || status.st_uid == geteuid() else {
            throw ClusterError("\(path) belongs to somebody else")
        }
        guard chown(path, owner.user, owner.group) == 0, chmod(path, 0o700) == 0 else {
            throw ClusterError("cannot give \(path) to the user \(user ?? "that runs this program")")
        }
    }

    private func ownerIdentifiers() throws -> (user: uid_t, group: gid_t) {
        guard let user else { return (geteuid(), getegid()) }
        guard let entry = getpwnam(user)?.pointee else {
            throw ClusterError("there is no user \(user), and PostgreSQL does not run as root")
        }
        return (entry.pw_uid, entry.pw_gid)
    }

    private func initialise(_ programs: ClusterPrograms) async throws {
        if let user {
            let reached = try await Command(prefix + ["test", "-w", folder, "-a", "-x", folder]).run()
            guard reached.isSuccess else {
                throw ClusterError(
                    "the user \(user) cannot reach \(folder), and PostgreSQL does not run as root; "
                        + "choose a folder outside of root's own, such as /var/lib/tandem"
                )
            }
        }
        // In a folder of its own first, so that a cluster is either whole or not there.
        let draft = folder + "/data.new"
        var result = Command.Outcome(status: -1, output: "")
        for locale in ["C.UTF-8", "C"] {
            try await run(["rm", "-rf", draft])
            result = try await Command(
                prefix + [
                    programs.path("initdb"), "--pgdata", draft, "--username", Self.superuser, "--auth", "trust",
                    "--encoding", "UTF8", "--locale", locale,
                ] + (settings["fsync"] == "off" ? ["--no-sync"] : [])
            ).run()
            if result.isSuccess { break }
        }
        guard result.isSuccess else { throw ClusterError("initdb failed: \(result.output)") }
        try await run(["mv", "--no-target-directory", draft, data])
    }

    private var version: String? {
        (try? String(contentsOfFile: versionFile, encoding: .utf8))?.split(separator: "\n").first.map(String.init)
    }

    /// Writes the settings into `postgresql.auto.conf`, which the server reads last.
    private func writeSettings() throws {
        var all = settings
        all["listen_addresses"] = ""
        all["port"] = "5432"
        all["unix_socket_directories"] = socketFolder
        all["unix_socket_permissions"] = "0700"
        let lines = all.sorted { $0.key < $1.key }.map { name, value in
            "\(name) = '\(value.replacing("'", with: "''"))'\n"
        }
        let path = data + "/postgresql.auto.conf"
        do {
            try lines.joined().write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw ClusterError("cannot write \(path)")
        }
    }

    // MARK: Processes

    private var prefix: [String] {
        user.map { ["runuser", "-u", $0, "--"] } ?? []
    }

    private func run(_ arguments: [String]) async throws {
        let outcome = try await Command(prefix + arguments).run()
        guard outcome.isSuccess else {
            let program = arguments[0].split(separator: "/").last.map(String.init) ?? arguments[0]
            throw ClusterError("\(program) failed: \(outcome.output)\(logTail)")
        }
    }

    /// The last lines of the server's log.
    private var logTail: String {
        guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return "" }
        return "\n" + text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// The running postmaster: the process that `postmaster.pid` names, if it works in this cluster's folder.
    ///
    /// After a crash another program may have got that number.
    private func postmaster() -> pid_t? {
        guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8),
            let process = text.split(separator: "\n").first.flatMap({ pid_t($0) }), isOurs(process)
        else { return nil }
        return process
    }

    private func isOurs(_ process: pid_t) -> Bool {
        guard let real = realpath(data, nil) else { return false }
        defer { free(real) }
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd"))
            == String(cString: real)
    }

    /// Waits for a server that runs already to answer, or for the last of one that was killed to end.
    ///
    /// - Returns: Whether a server runs. If not, the files that name its process are removed, as that number may be another program's by now.
    private func adopt() async throws -> Bool {
        let patience = ContinuousClock.now + .seconds(60)
        while hasSurvivors() {
            if isRunning, PQping(conninfo()) == PQPING_OK { return true }
            guard ContinuousClock.now < patience else {
                throw ClusterError("a server in \(data) neither answers at \(socketFolder) nor ends\(logTail)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        unlink(data + "/postmaster.pid")
        unlink(socketFolder + "/.s.PGSQL.5432.lock")
        return false
    }

    private func hasSurvivors() -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { pid_t($0).map(isOurs) ?? false }
    }
}
