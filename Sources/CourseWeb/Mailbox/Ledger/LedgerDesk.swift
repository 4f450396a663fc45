import CourseStore
import Logging

/// Gives the ledger's figures to all who look on, and has the one count that is long done once for all of them.
///
/// What became of each letter is counted in the database as it is written; only who has no share of a prompt yet must be counted over
/// all leaders, and that changes with people and plan alone. So it is counted once a change, kept, and checked at each look by the
/// change's number. Whoever looks while it is counted waits a moment, and is then shown the rest.
actor LedgerDesk {
    /// A course as somebody sees it.
    private struct View: Hashable {
        let course: String
        let role: Acting.Role
    }

    private let logger: Logger
    private var kept: [View: LedgerWaiting] = [:]
    private var counting: [View: [AsyncStream<Void>.Continuation]] = [:]

    init(logger: Logger) {
        self.logger = logger
    }

    /// How long a look waits for a count.
    private static let patience = Duration.milliseconds(700)

    /// The figures as they are now.
    func figures(of course: String, municipality: String?, for store: Store) async throws -> LedgerFigures {
        let view = View(course: course, role: store.acting.role)
        let figures = try await store.ledgerFigures(of: course, municipality: municipality, waiting: kept[view])
        guard figures.isCounting else { return figures }
        await count(view, with: store)
        return try await store.ledgerFigures(of: course, municipality: municipality, waiting: kept[view])
    }

    /// Returns when the count is done, or when it takes long.
    private func count(_ view: View, with store: Store) async {
        let (done, continuation) = AsyncStream.makeStream(of: Void.self)
        if counting[view] == nil {
            counting[view] = []
            // It outlives who asked for it: others wait for it too, and the next look finds it done.
            Task {
                var found: LedgerWaiting?
                do {
                    found = try await store.ledgerWaiting(of: view.course)
                } catch {
                    logger.warning("Who waits for a letter cannot be counted", metadata: ["cause": "\(error)"])
                }
                self.finish(view, found)
            }
        }
        counting[view, default: []].append(continuation)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in done {} }
            // Cancelled is the end.
            group.addTask { try? await Task.sleep(for: Self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    private func finish(_ view: View, _ found: LedgerWaiting?) {
        if let found { kept[view] = found }
        for waiting in counting.removeValue(forKey: view) ?? [] { waiting.finish() }
    }
}
