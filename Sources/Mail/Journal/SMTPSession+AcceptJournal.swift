extension SMTPSession {
    /// Delivers a batch and returns when every letter that was accepted is in the journal, on the disk.
    ///
    /// The record is handed over the moment the 250 is read; its sync runs beside the delivery, on the journal's own queue. While
    /// the journal cannot be written, no further letter begins.
    ///
    /// - Parameters:
    ///   - batch: the letters; each tag once.
    ///   - beforeData: asked before a letter's MAIL and again before its content; false withholds it.
    ///   - journal: where accepted letters are recorded.
    ///   - record: what the journal keeps for a tag; runs on the event loop and must be quick.
    /// - Returns: the deliveries, and the journal's fault where accepted letters may not be on the disk: settle them, and
    ///   claim nothing more.
    public func deliver(
        _ batch: [Envelope],
        beforeData: @escaping @Sendable (Int64) -> Bool = { _ in true },
        journal: AcceptJournal,
        record: @escaping @Sendable (Int64) -> AcceptRecord
    ) async -> (deliveries: [Delivery], fault: JournalFault?) {
        let deliveries = await deliver(
            batch,
            beforeData: { journal.isHealthy && beforeData($0) },
            onAccepted: { journal.record(record($0)) }
        )
        do throws(JournalFault) {
            try await journal.synced()
            return (deliveries, nil)
        } catch {
            return (deliveries, error)
        }
    }
}
