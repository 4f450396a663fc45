import CourseStore
public import Mail
public import NIOCore
import Synchronization

/// What takes letters out of the house: a relay, or a Maildir.
public final class Carrier: Sendable {
    private let way: Way
    private let idle = Mutex<[SMTPSession]>([])
    private let isEnding = Atomic(false)

    private enum Way: Sendable {
        case maildir(Maildir)
        case relay(SMTPRoute, any EventLoopGroup)
    }

    /// A carrier for a transport.
    ///
    /// - Throws: `FileFault` where a Maildir cannot be made, `RouteFault` where certificates cannot be read.
    public init(_ transport: Transport, on group: any EventLoopGroup) throws {
        switch transport {
        case .maildir(let folder): way = .maildir(try Maildir(folder: folder))
        case .smtp(let settings): way = .relay(try SMTPRoute(settings), group)
        }
    }

    /// What became of the sheets, in their order; a fault of the journal where accepted letters may not be on the disk.
    func carry(
        _ sheets: [LetterPress.Sheet],
        journal: AcceptJournal,
        while holds: @escaping @Sendable (Int64) -> Bool
    ) async -> (outcomes: [DeliveryOutcome], fault: JournalFault?) {
        switch way {
        case .maildir(let maildir):
            do {
                try await maildir.deliver(sheets.map { Maildir.Item(token: $0.letter.token, message: $0.message) })
                return (sheets.map { _ in .accepted(SMTPReply(code: 250, text: "Maildir")) }, nil)
            } catch {
                let fault = RouteFault(.unreachable, at: .content, detail: String(describing: error))
                return (sheets.map { _ in .routeFault(fault) }, nil)
            }
        case .relay(let route, let group):
            return await carry(sheets, to: route, on: group, journal: journal, while: holds)
        }
    }

    /// Begins nothing more: letters past their final dot are waited for, all others come back untried.
    public func wrapUp() {
        isEnding.store(true, ordering: .releasing)
        if case .relay(let route, _) = way { route.wrapUp() }
    }

    /// Waits for nothing any more: what has not been answered is uncertain.
    public func abort() {
        if case .relay(let route, _) = way { route.abort() }
    }

    /// Closes the sessions that nobody uses.
    public func close() async {
        let sessions = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for session in sessions { await session.close() }
    }

    private func carry(
        _ sheets: [LetterPress.Sheet],
        to route: SMTPRoute,
        on group: any EventLoopGroup,
        journal: AcceptJournal,
        while holds: @escaping @Sendable (Int64) -> Bool
    ) async -> (outcomes: [DeliveryOutcome], fault: JournalFault?) {
        let letters = Dictionary(sheets.map { ($0.letter.id, $0) }, uniquingKeysWith: { one, _ in one })
        var outcomes: [Int64: DeliveryOutcome] = [:]
        var left = sheets
        var fault: JournalFault?
        // A session that has reached its bounds gives the rest of the batch back: another takes it on.
        for _ in 0..<4 where !left.isEmpty && fault == nil && !isEnding.load(ordering: .acquiring) {
            let session: SMTPSession
            do {
                session = try await self.session(to: route, on: group)
            } catch {
                // Broken off by ourselves it says nothing of the route.
                let ended = isEnding.load(ordering: .acquiring)
                for sheet in left { outcomes[sheet.letter.id] = ended ? .notSent(.withheld) : .routeFault(error) }
                break
            }
            let envelopes = left.map { sheet in
                Envelope(
                    sender: sheet.sender,
                    recipient: sheet.letter.recipient.email,
                    message: sheet.message,
                    tag: sheet.letter.id,
                    envelopeID: sheet.envelopeID
                )
            }
            let deliveries: [Delivery]
            (deliveries, fault) = await session.deliver(envelopes, beforeData: holds, journal: journal) { tag in
                guard let letter = letters[tag]?.letter else { preconditionFailure("a tag that was not given") }
                return AcceptRecord(token: letter.token, attempt: letter.attempt, code: 250)
            }
            for delivery in deliveries { outcomes[delivery.tag] = delivery.outcome }
            left = left.filter { outcomes[$0.letter.id] == .notSent(.sessionOver) }
            if session.isUsable {
                idle.withLock { $0.append(session) }
            } else {
                await session.close()
            }
        }
        return (sheets.map { outcomes[$0.letter.id] ?? .notSent(.sessionOver) }, fault)
    }

    private func session(to route: SMTPRoute, on group: any EventLoopGroup) async throws(RouteFault) -> SMTPSession {
        while let session = idle.withLock({ $0.popLast() }) {
            if session.isUsable { return session }
        }
        return try await route.open(on: group)
    }
}
