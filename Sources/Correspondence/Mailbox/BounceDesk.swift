public import CourseStore
public import Logging
public import Mail

/// Takes in what comes back to the bounce address: whose letter it is, and what that means for the address.
public struct BounceDesk: Sendable {
    private let store: Store
    private let reader: BounceReader
    private let logger: Logger

    /// A desk for the addresses that letters are sent from.
    public init(store: Store, addresses: [BounceAddress], logger: Logger) {
        self.store = store
        reader = BounceReader(addresses: addresses)
        self.logger = logger
    }

    /// What a message turned out to be.
    public enum Finding: String, Sendable, Hashable, CaseIterable {
        /// The address is dead: it gets nothing more until somebody corrects it.
        case marked
        /// A letter did not arrive, or not yet; the address stays.
        case noted
        /// The same had been reported before.
        case alreadyNoted = "already-noted"
        /// The report says that the letter arrived.
        case arrived
        /// Somebody is away.
        case automaticReply = "automatic-reply"
        /// No report about a letter of ours.
        case unrelated
        /// It names a letter, and its seal is wrong.
        case forged
        /// Its seal is right, and the letter is not here any more.
        case unknownLetter = "unknown-letter"
    }

    /// Reads a message and notes what it says.
    ///
    /// - Parameters:
    ///   - message: As it came; only the first `BounceReader.longest` octets are looked at.
    ///   - recipient: The envelope recipient, where it is known.
    /// - Returns: What it was.
    /// - Throws: `PostgresError` where it could not be noted: try again later.
    public func take(_ message: [UInt8], recipient: String?) async throws -> Finding {
        let mail = reader.read(message, recipient: recipient)
        let finding = try await finding(mail)
        var metadata: Logger.Metadata = ["finding": "\(finding.rawValue)"]
        if case .report(let report) = mail.kind {
            metadata["class"] = "\(report.failure.rawValue)"
            if let status = report.status { metadata["status"] = "\(status)" }
        }
        logger.info("A message came back", metadata: metadata)
        return finding
    }

    private func finding(_ mail: IncomingMail) async throws -> Finding {
        switch (mail.kind, mail.token) {
        case (.automaticReply, _): return .automaticReply
        case (.unrelated, .forged), (.report, .forged): return .forged
        case (.unrelated, _), (.report, .none): return .unrelated
        case (.report(let report), .genuine(let token)):
            guard let note = BounceNote(report) else { return .arrived }
            switch try await store.noteBounce(of: token, note) {
            case .noted(let marked): return marked ? .marked : .noted
            case .alreadyNoted: return .alreadyNoted
            case .unknownLetter: return .unknownLetter
            }
        }
    }
}

extension BounceDesk.Finding: CustomStringConvertible {
    /// One line for whoever handed the message in.
    public var description: String {
        switch self {
        case .marked:
            "the letter did not arrive and its address is dead: it gets nothing more until somebody corrects it"
        case .noted: "the letter did not arrive, or not yet; that is noted and the address stays in use"
        case .alreadyNoted: "this had been reported before"
        case .arrived: "the report says that the letter arrived"
        case .automaticReply: "an automatic reply: nothing to note"
        case .unrelated: "no report about a letter of ours: nothing to note"
        case .forged: "it names a letter of ours and its seal is wrong: nothing is noted"
        case .unknownLetter: "the letter it reports on is not known here"
        }
    }
}

extension BounceNote {
    /// What a report means for the letter; `nil` where the letter arrived.
    fileprivate init?(_ report: DeliveryReport) {
        let kind: Kind
        switch report.action {
        case .failed: kind = report.failure == .address ? .hard : .soft
        case .delayed: kind = .delayed
        case .delivered, .relayed, .expanded: return nil
        }
        self.init(kind: kind, status: report.status?.description, diagnostic: report.diagnostic)
    }
}
