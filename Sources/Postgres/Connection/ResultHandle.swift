import CLibPQ

/// A result of libpq's, cleared at the end of its life.
struct ResultHandle: ~Copyable {
    let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var isSuccess: Bool {
        switch PQresultStatus(pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: true
        default: false
        }
    }

    var isPipelineSync: Bool { PQresultStatus(pointer) == PGRES_PIPELINE_SYNC }

    var rowCount: Int32 { PQntuples(pointer) }

    /// Rows inserted, updated, deleted or read.
    var affected: Int {
        PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// The command's tag, such as `ROLLBACK`.
    var tag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
}
