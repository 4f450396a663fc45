import CLibPQ
import Glibc

/// An open connection of libpq's, finished when nothing holds it any more.
final class Link {
    let pointer: OpaquePointer

    /// Connects, trying every host of the connection string in turn.
    init(_ conninfo: String) throws(PostgresError) {
        // A later setting overrides an earlier one: what stands before the connection string is a default only.
        let settings = [
            ("connect_timeout", "10"), ("tcp_user_timeout", "30000"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("dbname", conninfo),
            ("client_encoding", "UTF8"),
        ]
        let keywords = CStrings(settings.map(\.0))
        let values = CStrings(settings.map(\.1))
        guard let pointer = PQconnectdbParams(keywords.pointers, values.pointers, 1) else {
            throw PostgresError(connection: nil, code: .cannotConnect)
        }
        guard PQstatus(pointer) == CONNECTION_OK else {
            defer { PQfinish(pointer) }
            throw PostgresError(connection: pointer, code: .cannotConnect)
        }
        // Notices may quote values, and libpq would print them.
        _ = PQsetNoticeProcessor(pointer, { _, _ in }, nil)
        self.pointer = pointer
    }

    deinit {
        PQfinish(pointer)
    }

    var isBroken: Bool { PQstatus(pointer) != CONNECTION_OK }

    /// Whether something has arrived, be it the end.
    var hasInput: Bool {
        var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) != 0
    }

    func exec(_ text: String) -> ResultHandle {
        ResultHandle(PQexec(pointer, text))
    }

    func quoted(identifier: String) -> String? {
        guard let quoted = PQescapeIdentifier(pointer, identifier, identifier.utf8.count) else { return nil }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }
}
