public import Logging

/// A database: a pool of connections, made when they are needed.
///
/// The connection string is libpq's, as `key=value` or URI; with several hosts and `target_session_attrs=read-write` the pool follows the
/// primary: a connection to a server that stops or becomes a standby is discarded, and the next one looks for the primary again.
public final class Database: Sendable {
    /// libpq's connection string, for a `Listener` on the same database.
    public let conninfo: String
    private let actorSetting: String
    private let repeats: Backoff
    private let logger: Logger
    private let pool: Pool

    /// Makes a database; nothing connects yet.
    ///
    /// - Parameters:
    ///   - conninfo: libpq's connection string or URI.
    ///   - actorSetting: The setting that tells policies who acts, such as `tandem.actor`.
    ///   - connections: How many connections there are at most.
    ///   - statements: How many statements a connection keeps prepared.
    ///   - repeats: How often, and after which pauses, a repeatable transaction runs.
    ///   - logger: Told of transactions that run again.
    public init(
        _ conninfo: String,
        actorSetting: String,
        connections: Int = 8,
        statements: Int = 256,
        repeats: Backoff = .repeating,
        logger: Logger = Logger(label: "postgres")
    ) {
        self.conninfo = conninfo
        self.actorSetting = actorSetting
        self.repeats = repeats
        self.logger = logger
        pool = Pool(size: connections) { Connection(conninfo, statements: statements) }
    }

    /// Runs a body in a transaction, which is committed when the body returns and rolled back when it throws or its task is cancelled.
    ///
    /// The transaction begins with its first statement, in the same round trip: one of a single statement takes two in all.
    /// The body runs on its connection's own thread, and so do its child tasks: what must not wait for a running statement, such as an
    /// actor that others need, is not called beside one.
    ///
    /// - Parameters:
    ///   - actor: Who acts, for the policies of the database.
    ///   - isolation: What the transaction sees of others.
    ///   - repeatable: After which failures the body may run again, whole.
    ///   - file: The caller's file, for the error of a commit.
    ///   - line: The caller's line.
    ///   - body: What runs; all its effects must be in the transaction where it is repeatable.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; `PostgresError`; `CancellationError`.
    @discardableResult
    public func transaction<Result: Sendable>(
        as actor: String,
        isolation: Isolation = .readCommitted,
        repeatable: Repeatability = .never,
        file: String = #fileID,
        line: UInt = #line,
        _ body: @Sendable (Session) async throws -> Result
    ) async throws -> Result {
        let opening = [
            Statement("BEGIN ISOLATION LEVEL \(raw: isolation.rawValue)"),
            Statement("SELECT set_config(\(actorSetting), \(actor), true)"),
        ]
        let caller = Caller(file: file, line: line)
        return try await repeating(repeatable, at: caller) { session in
            try await session.transaction(opening: opening, at: caller, body)
        }
    }

    /// The rows of one statement that only reads, and needs nobody to act; asked for again where that may help.
    ///
    /// - Throws: `PostgresError`; `CancellationError`.
    public func rows<Row: Sendable>(
        reading query: Query<Row>,
        file: String = #fileID,
        line: UInt = #line
    ) async throws -> [Row] {
        try await repeating(.always, at: Caller(file: file, line: line)) { session in try await session.rows(query) }
    }

    /// Runs a body with a session, and again after a failure that allows it, after a pause.
    private func repeating<Result: Sendable>(
        _ repeatable: Repeatability,
        at caller: Caller,
        _ body: @Sendable (Session) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            do {
                return try await withSession { session in
                    do {
                        return try await body(session)
                    } catch {
                        // The body may have thrown something of its own for the failure.
                        throw SessionFailure(thrown: error, noted: await session.connection.failure)
                    }
                }
            } catch {
                let thrown = (error as? SessionFailure)?.thrown ?? error
                guard attempt < repeats.attempts, let cause = Self.cause(of: error, repeating: repeatable) else {
                    throw (thrown as? PostgresError)?.located(at: caller) ?? thrown
                }
                logger.debug("A transaction runs again", metadata: ["attempt": "\(attempt)", "cause": "\(cause)"])
                try await Task.sleep(for: repeats.delay(after: attempt))
                attempt += 1
            }
        }
    }

    /// Lends a session outside a transaction: each statement commits by itself.
    ///
    /// The body must leave the session as it found it: no settings, no locks, nothing listened to.
    ///
    /// - Throws: What the body throws; `PostgresError`; `CancellationError`.
    @discardableResult
    public func withSession<Result: Sendable>(
        _ body: @Sendable (Session) async throws -> Result
    ) async throws -> Result {
        while true {
            let connection = try await pool.take()
            let (result, isUsable) = await withTaskExecutorPreference(connection.sessionExecutor) {
                await Self.lend(connection, body)
            }
            if isUsable {
                await pool.giveBack(connection)
            } else {
                pool.giveUp()
            }
            if let result { return try result.get() }
        }
    }

    /// Closes the pool, and returns when all that was lent has come back.
    public func close() async {
        await pool.close()
    }

    /// Runs a body with a connection; the result is nil where the server had ended the connection while it was idle.
    private static func lend<Value: Sendable>(
        _ connection: Connection,
        _ body: @Sendable (Session) async throws -> Value
    ) async -> (result: Result<Value, any Error>?, isUsable: Bool) {
        guard let lease = await connection.startLease() else { return (nil, false) }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(Session(connection: connection, lease: lease)))
        } catch {
            result = .failure(error)
        }
        return (result, await connection.endLease())
    }

    /// The failure that makes another attempt worthwhile.
    private static func cause(of error: any Error, repeating repeatable: Repeatability) -> PostgresError? {
        let failure = error as? SessionFailure
        let thrown = failure?.thrown ?? error
        if thrown is CancellationError { return nil }
        return [thrown as? PostgresError, failure?.noted].compactMap(\.self).first(where: repeatable.allows)
    }
}

/// What a body threw, and what its connection knows of.
private struct SessionFailure: Error {
    var thrown: any Error
    var noted: PostgresError?
}
