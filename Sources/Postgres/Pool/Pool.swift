import Synchronization

/// Lends connections: `PoolState` decides, this makes, wakes and closes.
final class Pool: Sendable {
    private typealias State = PoolState<Connection>

    private struct Driver {
        var state: State
        var waiters: [Int: CheckedContinuation<State.Grant, any Error>] = [:]
        var nextWaiter = 0
        /// Those who wait for a closed pool to be drained.
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let driver: Mutex<Driver>
    private let make: @Sendable () -> Connection

    init(size: Int, make: @escaping @Sendable () -> Connection) {
        driver = Mutex(Driver(state: State(size: size)))
        self.make = make
    }

    /// An open connection, to be given back by `giveBack` or `giveUp`.
    ///
    /// - Throws: `PostgresError` where none can be made or the pool is closed; `CancellationError`.
    func take() async throws -> Connection {
        switch try await grant() {
        case .member(let connection):
            return connection
        case .slot:
            let connection = make()
            do {
                try await connection.open()
            } catch {
                giveUp()
                throw error
            }
            return connection
        }
    }

    /// Takes back a connection that can be used again.
    func giveBack(_ connection: Connection) async {
        if case .dismissed = returned({ $0.giveBack(connection) }) { await connection.close() }
        wakeClosers()
    }

    /// Takes back the place of a connection that is closed.
    func giveUp() {
        _ = returned { $0.giveUpSlot() }
        wakeClosers()
    }

    /// Refuses everybody from now on, and returns when all connections are closed.
    func close() async {
        let (connections, waiters) = driver.withLock { driver in
            let (members, waiters) = driver.state.close()
            return (members, waiters.compactMap { driver.waiters.removeValue(forKey: $0) })
        }
        for waiter in waiters { waiter.resume(throwing: Self.closed) }
        for connection in connections { await connection.close() }
        await withCheckedContinuation { continuation in
            driver.withLock { $0.closers.append(continuation) }
            wakeClosers()
        }
    }

    private static let closed = PostgresError(.noConnection, "the database is closed")

    private func grant() async throws -> State.Grant {
        let waiter = driver.withLock { driver in
            driver.nextWaiter += 1
            return driver.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                ask(as: waiter, continuation)
            }
        } onCancel: {
            let continuation = driver.withLock { driver in
                driver.state.cancel(waiter) ? driver.waiters.removeValue(forKey: waiter) : nil
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    private func ask(as waiter: Int, _ continuation: CheckedContinuation<State.Grant, any Error>) {
        let answer: Result<State.Grant, any Error>? = driver.withLock { driver in
            // Asked under the lock: whoever cancels later finds the waiter.
            if Task.isCancelled { return .failure(CancellationError()) }
            switch driver.state.ask(as: waiter) {
            case .granted(let grant):
                return .success(grant)
            case .refused:
                return .failure(Self.closed)
            case .queued:
                driver.waiters[waiter] = continuation
                return nil
            }
        }
        if let answer { continuation.resume(with: answer) }
    }

    private func returned(_ change: (inout State) -> State.Returned) -> State.Returned {
        driver.withLock { driver in
            let returned = change(&driver.state)
            if case .granted(let grant, let waiter) = returned {
                driver.waiters.removeValue(forKey: waiter)?.resume(returning: grant)
            }
            return returned
        }
    }

    private func wakeClosers() {
        let closers = driver.withLock { driver in
            guard driver.state.isDrained else { return [CheckedContinuation<Void, Never>]() }
            defer { driver.closers = [] }
            return driver.closers
        }
        for closer in closers { closer.resume() }
    }
}
