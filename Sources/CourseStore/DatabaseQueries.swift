import Postgres

/// The statements about the database itself.
enum DatabaseQueries {
    static let identity = Query<String>(
        """
        SELECT c.system_identifier::text || '-' || d.oid::text
        FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()
        """
    )

    struct Role: Sendable {
        let name: String
        let version: String
        let isSuperuser: Bool
        let bypasses: Bool
        let owns: Bool
        /// Whether it may become one that owns tables.
        let isOfOwner: Bool
        /// Whether it may become one that nothing binds.
        let isOfMighty: Bool
    }

    static let role = Query<Role>(
        """
        SELECT r.rolname::text, current_setting('server_version'), r.rolsuper, r.rolbypassrls,
               EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace),
               EXISTS (SELECT FROM pg_class c WHERE c.relowner <> r.oid AND c.relnamespace = 'public'::regnamespace
                       AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')),
               EXISTS (SELECT FROM pg_roles m WHERE m.oid <> r.oid AND (m.rolsuper OR m.rolbypassrls)
                       AND pg_has_role(r.oid, m.oid, 'MEMBER'))
        FROM pg_roles r WHERE r.rolname = current_user
        """
    ) { row in
        Role(
            name: try row.next(),
            version: try row.next(),
            isSuperuser: try row.next(),
            bypasses: try row.next(),
            owns: try row.next(),
            isOfOwner: try row.next(),
            isOfMighty: try row.next()
        )
    }

    /// The tables and views that the role may read or write, and whether policies stand before their rows: not before those of a
    /// part that is reached by itself.
    static let tables = Query<(name: String, isGuarded: Bool, isReadable: Bool)>(
        """
        SELECT c.oid::regclass::text, c.relkind = 'v' AND coalesce(c.reloptions @> '{security_invoker=true}', false) OR c.relrowsecurity AND NOT c.relispartition,
               has_table_privilege(c.oid, 'SELECT')
        FROM pg_class c
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migration'
          AND has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
        ORDER BY c.relname
        """
    ) { row in (try row.next(), try row.next(), try row.next()) }

    /// Whether any row of a table is seen; its name is as the database quotes it.
    static func seesRows(of table: String) -> Query<Bool> {
        Query("SELECT EXISTS (SELECT FROM \(raw: table))")
    }
}
