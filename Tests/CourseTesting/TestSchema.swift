public import Postgres

/// What a test database holds before the test begins.
public struct TestSchema: Hashable, Sendable {
    /// The files that the owner applies.
    public var migrations: [Migration]
    /// The script that makes the roles of the cluster; it may run again and again.
    public var roles: String

    /// Makes a schema.
    public init(migrations: [Migration] = [], roles: String = Self.roles) {
        self.migrations = migrations
        self.roles = roles
    }

    /// An empty database with an owner and a service role.
    public static let empty = TestSchema()

    /// The role that owns databases and everything in them.
    public static let owner = "tandem_owner"

    /// The role that tests run as; it owns nothing.
    public static let service = "tandem_service"

    /// Makes both roles where they are not there yet.
    public static let roles = """
        DO $$
        BEGIN
            IF to_regrole('\(owner)') IS NULL THEN CREATE ROLE \(owner) LOGIN; END IF;
            IF to_regrole('\(service)') IS NULL THEN CREATE ROLE \(service) LOGIN; END IF;
        END
        $$
        """
}
