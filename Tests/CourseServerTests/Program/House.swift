import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Schema
import Synchronization

/// A database and a folder that the program is run on.
struct House: Sendable {
    /// Everything of this test's own; gone with it.
    let folder: URL
    /// The service's connection string.
    let conninfo: String
    /// The owner's.
    let ownerConninfo: String
    let store: Store
    /// As the owner's role.
    let owner: Database
    private let identity: String
    private let started = Started()

    /// Where mailmen of this house keep their journals.
    var journal: String { folder.appending(path: "journal").path }
    /// Where those of this house's database are.
    var journals: String { journal + "/" + identity }

    fileprivate init(folder: URL, conninfo: String, ownerConninfo: String, store: Store, owner: Database) async throws {
        identity = try await store.databaseIdentity()
        (self.folder, self.conninfo, self.ownerConninfo) = (folder, conninfo, ownerConninfo)
        (self.store, self.owner) = (store, owner)
    }

    /// Starts `tandem`; the environment comes beside the database and the journal's folder, and an empty value takes one away.
    ///
    /// Whatever the hour, and without a port: no hours are quiet and nothing is listened on.
    func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String? = nil
    ) throws -> RunningProgram {
        var all = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TANDEM_DATABASE": conninfo,
            "TANDEM_OWNER": ownerConninfo, "TANDEM_JOURNAL": journal,
            "TANDEM_QUIET": "none", "TANDEM_LISTEN": "none",
        ]
        all.merge(environment) { $1 }
        let program = try RunningProgram(
            arguments,
            environment: all.filter { !$0.value.isEmpty },
            input: input,
            in: folder
        )
        try started.add(program)
        return program
    }

    /// Runs `tandem` to its end.
    func run(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) async throws -> RunningProgram.Outcome {
        try await start(arguments, environment: environment).outcome()
    }

    /// A mailman's process on this house.
    func startMailman(to mail: String) throws -> RunningProgram {
        try start(["serve", "--only", "mail"], environment: ["TANDEM_MAIL": mail])
    }

    /// Writes a file into the folder and returns its path.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    fileprivate func close() async throws {
        for program in started.all { try await program.kill() }
        try FileManager.default.removeItem(at: folder)
    }
}

/// Runs a test with a house in a test database of its own.
func withHouse<Result: Sendable>(
    _ schema: TestSchema = .tandem,
    _ body: (House) async throws -> Result
) async throws -> Result {
    let lease = try await TestDatabases.shared.lease(schema)
    let cluster = try await TestDatabases.shared.cluster()
    let house = try await House(
        folder: try Started.newFolder(),
        conninfo: cluster.conninfo(user: TestSchema.service, database: lease.name),
        ownerConninfo: cluster.conninfo(user: TestSchema.owner, database: lease.name),
        store: Store(lease.database, acting: clerk),
        owner: lease.owner
    )
    let outcome = await outcome(of: body, in: house)
    try await house.close()
    await TestDatabases.shared.giveBack(lease)
    return try outcome.get()
}

/// Runs a test with a house on a cluster of its own, which the test may stop and start.
func withHouseOnItsOwnCluster<Result: Sendable>(
    _ body: (House, PrivateCluster) async throws -> Result
) async throws -> Result {
    let folder = try Started.newFolder()
    // What is committed must outlast the server, not the machine.
    let cluster = PrivateCluster(
        folder: folder.appending(path: "cluster").path,
        settings: ["fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB"],
        searchPath: ProcessInfo.processInfo.environment["PATH"] ?? ""
    )
    let watchdog = try Watchdog(
        script: "\"$@\"; rm -rf '\(folder.path)'",
        arguments: try cluster.stopCommand(.immediate)
    )
    try await cluster.start()
    try await cluster.administer(script: Schema.roles)
    try await cluster.makeDatabase("tandem", owner: TestSchema.owner)
    let conninfo = cluster.conninfo(user: TestSchema.service, database: "tandem")
    let ownerConninfo = cluster.conninfo(user: TestSchema.owner, database: "tandem")
    let owner = Database(ownerConninfo, actorSetting: "tandem.actor", connections: 2)
    try await Migrator(TestSchema.tandem.migrations, readableBy: TestSchema.service).migrate(owner)
    let service = Database(conninfo, actorSetting: "tandem.actor", connections: 4)
    let house = try await House(
        folder: folder,
        conninfo: conninfo,
        ownerConninfo: ownerConninfo,
        store: Store(service, acting: clerk),
        owner: owner
    )
    let outcome = await outcome(of: { try await body($0, cluster) }, in: house)
    await service.close()
    await owner.close()
    try await cluster.stop(.immediate)
    try await house.close()
    withExtendedLifetime(watchdog) {}
    return try outcome.get()
}

private func outcome<Result: Sendable>(
    of body: (House) async throws -> Result,
    in house: House
) async -> Swift.Result<Result, any Error> {
    do { return .success(try await body(house)) } catch { return .failure(error) }
}

/// What tests have started and made, so that nothing of it outlives them, however they end.
private final class Started: Sendable {
    private let programs = Mutex<[RunningProgram]>([])

    var all: [RunningProgram] { programs.withLock { $0 } }

    func add(_ program: RunningProgram) throws {
        programs.withLock { $0.append(program) }
        let line = Data("\(program.identifier)\n".utf8)
        let file = try FileHandle(forWritingTo: Self.ground.get().processes)
        try file.seekToEnd()
        try file.write(contentsOf: line)
        try file.close()
    }

    static func newFolder() throws -> URL {
        let folder = try ground.get().folder.appending(path: UUID().uuidString.prefix(8).lowercased())
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private struct Ground: Sendable {
        let folder: URL
        let processes: URL
        let watchdog: Watchdog
    }

    private static let ground = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-test-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The server of a cluster in it runs as another user.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let processes = folder.appending(path: "processes")
        try Data().write(to: processes)
        let watchdog = try Watchdog(
            script: """
                for process in $(cat "$1/processes"); do
                    [ "$(readlink "/proc/$process/exe")" = "$2" ] && kill -9 "$process"
                done
                sleep 1
                rm -rf "$1"
                """,
            arguments: [folder.path, try Binary.url().resolvingSymlinksInPath().path]
        )
        return Ground(folder: folder, processes: processes, watchdog: watchdog)
    }
}
