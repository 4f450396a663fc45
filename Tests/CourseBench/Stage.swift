import Course
import CourseStore
import CourseTesting
import Postgres

/// A database with Tandem's schema, made for one measurement and dropped after it.
struct Stage: Sendable {
    /// The cluster that the database is in.
    let cluster: PrivateCluster
    /// Its name.
    let name: String
    /// Who owns every table, and is bound by no policy.
    let owner: Database
    /// The service's own connections.
    let store: Store

    /// How `tandem` reaches the database.
    var conninfo: String { cluster.conninfo(user: TestSchema.service, database: name) }

    /// Runs a body on a stage of that name.
    static func with<Result: Sendable>(
        _ name: String,
        on cluster: PrivateCluster,
        _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        let schema = TestSchema.tandem
        try await cluster.administer(script: schema.roles)
        try await cluster.administer(script: "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try await cluster.makeDatabase(name, owner: TestSchema.owner)
        let stage = Stage(
            cluster: cluster,
            name: name,
            owner: database(cluster.conninfo(user: TestSchema.owner, database: name), connections: 1),
            store: Store(database(cluster.conninfo(user: TestSchema.service, database: name)), acting: clerk)
        )
        let outcome: Swift::Result<Result, any Error>
        do {
            _ = try await Migrator(schema.migrations, readableBy: TestSchema.service).migrate(stage.owner)
            outcome = .success(try await body(stage))
        } catch {
            outcome = .failure(error)
        }
        await stage.store.database.close()
        await stage.owner.close()
        try await cluster.administer(script: "DROP DATABASE \(name) WITH (FORCE)")
        return try outcome.get()
    }

    /// Runs work as the owner.
    @discardableResult
    func asOwner<Result: Sendable>(_ body: @Sendable (Transaction) async throws -> Result) async throws -> Result {
        try await owner.withSession(body)
    }

    /// Runs work with a store whose connections are closed at its end, so that the server has counted what they did.
    func withFreshStore<Result: Sendable>(_ body: (Store) async throws -> Result) async throws -> Result {
        let database = Self.database(conninfo)
        let outcome: Swift::Result<Result, any Error>
        do {
            outcome = .success(try await body(Store(database, acting: clerk)))
        } catch {
            outcome = .failure(error)
        }
        await database.close()
        return try outcome.get()
    }

    /// A connection of the service's of its own.
    func database() -> Database { Self.database(conninfo, connections: 1) }

    private static func database(_ conninfo: String, connections: Int = 4) -> Database {
        Database(conninfo, actorSetting: "tandem.actor", connections: connections)
    }
}
