import Postgres

/// The statements about the database itself.
enum DatabaseQueries {
    static let identity = Query<String>(
        """
        SELECT c.system_identifier::text || '-' || d.oid::text
        FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()
        """
    )

    static let role = Query<(name: String, version: String, isSuperuser: Bool, bypasses: Bool, owns: Bool)>(
        """
        SELECT r.rolname::text, current_setting('server_version'), r.rolsuper, r.rolbypassrls,
               EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
        FROM pg_roles r WHERE r.rolname = current_user
        """
    ) { row in (try row.next(), try row.next(), try row.next(), try row.next(), try row.next()) }
}
