import CLibPQ

extension Connection {
    /// What a call brings along from its session.
    struct Call: Sendable {
        var lease: Int
        var ticket: UInt64
        var caller: Caller
    }

    /// Runs a query and reads its rows.
    func rows<Row>(_ query: Query<Row>, _ call: Call) throws -> [Row] {
        let result = try run(query, call)
        let count = result.rowCount
        guard count > 0, let pointer = result.pointer else { return [] }
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        do {
            for row in 0..<count {
                var reader = RowReader(pointer, row: row)
                rows.append(try query.decode(&reader))
            }
        } catch let error as PostgresError {
            throw error.located(at: call.caller)
        }
        return rows
    }

    /// Runs a statement and returns the number of rows it concerned.
    func execute(_ statement: Statement, _ call: Call) throws -> Int {
        try run(statement, call).affected
    }

    /// Runs several statements of the simple protocol.
    func script(_ text: String, _ call: Call) throws {
        let link = try link(for: call.lease)
        try flying(call, link) {
            if !opening.isEmpty { _ = try pipeline(takeOpening(), link, call) }
            let wasInTransaction = PQtransactionStatus(link.pointer) == PQTRANS_INTRANS
            let result = link.exec(text)
            guard result.isSuccess else {
                throw failed(PostgresError(result: result.pointer, connection: link.pointer, parameters: nil), call)
            }
            if wasInTransaction, PQtransactionStatus(link.pointer) != PQTRANS_INTRANS {
                throw failed(PostgresError(.noActiveTransaction, "the script ended its transaction"), call)
            }
        }
    }

    /// Runs one query: by one message where it is prepared, by one round trip in any case.
    private func run<Row>(_ query: Query<Row>, _ call: Call) throws -> ResultHandle {
        let link = try link(for: call.lease)
        return try flying(call, link) {
            let key = StatementCache.Key(text: query.text, types: query.parameters.types)
            guard opening.isEmpty, let name = cache.name(for: key) else {
                return try pipeline(takeOpening() + [Step(key: key, parameters: query.parameters)], link, call)
            }
            let result = ResultHandle(
                query.parameters.withPointers { values, lengths, formats in
                    PQexecPrepared(
                        link.pointer,
                        name,
                        Int32(query.parameters.count),
                        values,
                        lengths,
                        formats,
                        1
                    )
                }
            )
            guard result.isSuccess else {
                throw failed(
                    PostgresError(result: result.pointer, connection: link.pointer, parameters: query.parameters),
                    call,
                    key
                )
            }
            return result
        }
    }

    /// Runs what can be cancelled.
    private func flying<Result: ~Copyable>(_ call: Call, _ link: Link, _ body: () throws -> Result) throws -> Result {
        canceller.takeOff(call.ticket)
        defer {
            // A cancellation that came too late for its statement is spent on an empty one.
            if canceller.land() { _ = link.exec("") }
        }
        // Only now: whoever cancels from here on finds the ticket in flight.
        if Task.isCancelled { throw CancellationError() }
        return try body()
    }

    /// The error to throw for a failed statement.
    private func failed(
        _ error: PostgresError,
        _ call: Call,
        _ key: StatementCache.Key? = nil
    ) -> any Error {
        let error = note(error, call.caller)
        if let key, error.code == .notSupported || error.code == .unknownStatement { cache.remove(key) }
        return error.code == .queryCancelled && Task.isCancelled ? CancellationError() : error
    }

    // MARK: Pipelines

    /// A statement on its way.
    private struct Step {
        var key: StatementCache.Key
        var parameters: Parameters
    }

    private func takeOpening() -> [Step] {
        defer { opening = [] }
        return opening.map {
            Step(key: StatementCache.Key(text: $0.text, types: $0.parameters.types), parameters: $0.parameters)
        }
    }

    /// Sends statements together, preparing those that are new, and returns the result of the last.
    private func pipeline(_ steps: [Step], _ link: Link, _ call: Call) throws -> ResultHandle {
        let pointer = link.pointer
        PQenterPipelineMode(pointer)
        let names = steps.map { step in send(step, link) }
        PQpipelineSync(pointer)

        var last = ResultHandle(nil)
        var error: (any Error)?
        for (step, name) in zip(steps, names) {
            if name.isNew {
                let prepared = nextResult(pointer)
                if prepared.isSuccess {
                    cache.insert(step.key, as: name.text)
                } else if error == nil {
                    error = failed(
                        PostgresError(result: prepared.pointer, connection: pointer, parameters: step.parameters),
                        call
                    )
                }
            }
            last = nextResult(pointer)
            if !last.isSuccess, error == nil {
                error = failed(
                    PostgresError(result: last.pointer, connection: pointer, parameters: step.parameters),
                    call,
                    step.key
                )
            }
        }
        while !link.isBroken, !nextResult(pointer).isPipelineSync {}
        PQexitPipelineMode(pointer)
        if let error { throw error }
        return last
    }

    private func send(_ step: Step, _ link: Link) -> (text: String, isNew: Bool) {
        let known = cache.name(for: step.key)
        let name = known ?? cache.newName()
        if known == nil {
            PQsendPrepare(link.pointer, name, step.key.text, Int32(step.key.types.count), step.key.types)
        }
        step.parameters.withPointers { values, lengths, formats in
            _ = PQsendQueryPrepared(
                link.pointer,
                name,
                Int32(step.parameters.count),
                values,
                lengths,
                formats,
                1
            )
        }
        return (name, known == nil)
    }

    /// The result of the next command of a pipeline; the null that follows each is read too.
    private func nextResult(_ pointer: OpaquePointer) -> ResultHandle {
        var result = ResultHandle(PQgetResult(pointer))
        guard result.pointer != nil, !result.isPipelineSync else { return result }
        while let another = PQgetResult(pointer) { result = ResultHandle(another) }
        return result
    }
}
