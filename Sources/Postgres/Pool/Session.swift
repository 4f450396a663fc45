/// What a verb runs its queries in: a connection lent for the length of a transaction.
///
/// It must not be kept: after the end of what lent it, every call is refused. Each call throws `PostgresError`, with the caller's
/// file and line, or `CancellationError` once its task is cancelled, also while the statement runs.
public struct Session: Sendable {
    let connection: Connection
    let lease: Int

    /// All rows of a query.
    public func rows<Row>(_ query: Query<Row>, file: String = #fileID, line: UInt = #line) async throws -> [Row] {
        let call = call(file, line)
        return try await withTaskCancellationHandler {
            try await connection.rows(query, call)
        } onCancel: {
            connection.canceller.cancel(call.ticket)
        }
    }

    /// The first row of a query, or nil where there is none.
    public func first<Row>(_ query: Query<Row>, file: String = #fileID, line: UInt = #line) async throws -> Row? {
        try await rows(query, file: file, line: line).first
    }

    /// The only row of a query.
    ///
    /// - Throws: `PostgresError` with `cardinality` where there is not exactly one.
    public func one<Row>(_ query: Query<Row>, file: String = #fileID, line: UInt = #line) async throws -> Row {
        let rows = try await rows(query, file: file, line: line)
        guard let row = rows.first, rows.count == 1 else {
            throw PostgresError(.cardinality, "\(rows.count) rows where one was expected")
                .located(at: Caller(file: file, line: line))
        }
        return row
    }

    /// Runs a statement and returns the number of rows that it inserted, updated or deleted.
    @discardableResult
    public func execute(_ statement: Statement, file: String = #fileID, line: UInt = #line) async throws -> Int {
        let call = call(file, line)
        return try await withTaskCancellationHandler {
            try await connection.execute(statement, call)
        } onCancel: {
            connection.canceller.cancel(call.ticket)
        }
    }

    /// Runs a statement and returns the number of rows that it inserted, updated or deleted.
    @discardableResult
    public func execute(_ sql: SQL, file: String = #fileID, line: UInt = #line) async throws -> Int {
        try await execute(Statement(sql), file: file, line: line)
    }

    /// Runs several statements, separated by semicolons, without parameters.
    ///
    /// Outside a transaction they are one of their own. Inside, the text may not end the transaction.
    public func script(_ text: String, file: String = #fileID, line: UInt = #line) async throws {
        let call = call(file, line)
        try await withTaskCancellationHandler {
            try await connection.script(text, call)
        } onCancel: {
            connection.canceller.cancel(call.ticket)
        }
    }

    /// Runs a body in a transaction of this session; it begins with the first statement.
    func transaction<Result: Sendable>(
        opening: [Statement],
        at caller: Caller,
        _ body: (Session) async throws -> Result
    ) async throws -> Result {
        try await connection.begin(with: opening, lease: lease)
        do {
            let result = try await body(self)
            try await connection.commit(lease: lease, at: caller)
            return result
        } catch {
            await connection.rollback()
            throw error
        }
    }

    private func call(_ file: String, _ line: UInt) -> Connection.Call {
        Connection.Call(
            lease: lease,
            ticket: connection.canceller.ticket(),
            caller: Caller(file: file, line: line)
        )
    }
}
