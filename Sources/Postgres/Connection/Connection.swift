import CLibPQ

/// One connection to PostgreSQL: an actor on a thread of its own, around blocking libpq.
actor Connection {
    nonisolated let executor: ConnectionExecutor
    nonisolated let sessionExecutor: SessionExecutor
    nonisolated let canceller = StatementCanceller()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let conninfo: String
    var link: Link?
    var cache: StatementCache
    /// What begins the transaction, until the first statement takes it along.
    var opening: [Statement] = []
    /// The first failure since the transaction began.
    var failure: PostgresError?
    /// Who may use the connection now.
    ///
    /// A session that outlives its lease is refused.
    private var lease = 0
    private var isLeased = false

    init(_ conninfo: String, statements: Int) {
        self.conninfo = conninfo
        cache = StatementCache(limit: statements)
        executor = ConnectionExecutor(label: "postgres.connection")
        sessionExecutor = SessionExecutor(queue: executor.queue)
    }

    func open() throws(PostgresError) {
        let link = try Link(conninfo)
        canceller.connect(link.pointer)
        self.link = link
    }

    func close() {
        canceller.disconnect()
        link = nil
    }

    // MARK: Leases

    /// Starts a lease, or returns nil and closes where the server has ended the connection meanwhile.
    func startLease() -> Int? {
        // An idle server says nothing, except that it goes.
        guard let link, !link.isBroken, !link.hasInput else {
            close()
            return nil
        }
        lease += 1
        isLeased = true
        failure = nil
        return lease
    }

    /// Ends the lease, and tells whether the connection can be used again; otherwise it is closed.
    func endLease() -> Bool {
        isLeased = false
        rollback()
        guard let link, !link.isBroken, failure?.endsConnection != true, deallocateDropped(link) else {
            close()
            return false
        }
        return true
    }

    /// The connection, for whoever holds the lease.
    func link(for lease: Int) throws(PostgresError) -> Link {
        guard isLeased, lease == self.lease, let link else {
            throw PostgresError(.noConnection, "the session has ended")
        }
        return link
    }

    private func deallocateDropped(_ link: Link) -> Bool {
        let names = cache.takeDropped()
        guard !names.isEmpty else { return true }
        return link.exec(names.map { "DEALLOCATE \($0)" }.joined(separator: ";")).isSuccess
    }

    // MARK: Transactions

    /// Has the next statement begin a transaction.
    func begin(with opening: [Statement], lease: Int) throws(PostgresError) {
        _ = try link(for: lease)
        self.opening = opening
        failure = nil
    }

    /// Commits.
    ///
    /// - Throws: `CancellationError` where the task has been cancelled, and the failure of a statement that the body has swallowed:
    ///   PostgreSQL rolls back then, and only the command's tag says so.
    func commit(lease: Int, at caller: Caller) throws {
        let link = try link(for: lease)
        if Task.isCancelled { throw CancellationError() }
        guard opening.isEmpty else {
            opening = []
            return
        }
        let result = link.exec("COMMIT")
        guard result.isSuccess else {
            throw note(PostgresError(result: result.pointer, connection: link.pointer, parameters: nil), caller)
        }
        if result.tag != "COMMIT" {
            throw failure ?? PostgresError(.failedTransaction, "the transaction had failed").located(at: caller)
        }
    }

    /// Rolls back what is open, also for a task that has been cancelled.
    func rollback() {
        opening = []
        guard let link, PQtransactionStatus(link.pointer) != PQTRANS_IDLE else { return }
        if !link.exec("ROLLBACK").isSuccess { close() }
    }

    /// Remembers a failure and gives it the caller's place.
    func note(_ error: PostgresError, _ caller: Caller) -> PostgresError {
        let error = error.located(at: caller)
        if failure == nil || error.endsConnection { failure = error }
        return error
    }
}
