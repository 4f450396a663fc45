/// What a refusal means, by where it was met, its basic code and its enhanced status: the first row that fits counts.
///
/// The basic code says whether it is for good (RFC 5321 §4.2.1); the enhanced status says whose it is.
struct FailureTable: Sendable {
    /// Where a refusal was met.
    struct Place: OptionSet, Sendable {
        let rawValue: UInt8

        /// Before the session took letters.
        static let opening = Place(rawValue: 1)
        /// At MAIL, which names nobody but us; and wherever else no recipient is spoken of.
        static let sender = Place(rawValue: 2)
        /// At RCPT.
        static let recipient = Place(rawValue: 4)
        /// At DATA or the final dot.
        static let content = Place(rawValue: 8)
        /// In a delivery report, which names a recipient and a status, and no phase.
        static let report = Place(rawValue: 16)

        static let letter: Place = [.sender, .recipient, .content]
        static let addressed: Place = [.recipient, .content, .report]
        static let any: Place = [.letter, .report]

        init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        init(_ phase: SMTPPhase) {
            switch phase {
            case .connect, .greeting, .hello, .startTLS, .handshake, .authentication: self = .opening
            case .mail, .reset, .quit: self = .sender
            case .recipient: self = .recipient
            case .data, .content: self = .content
            }
        }
    }

    /// Which enhanced statuses a row is about, whatever their first number.
    enum Status: Sendable {
        /// Any, or none.
        case any
        /// The server gave none.
        case absent
        /// Of one subject: the second number.
        case about(Int)
        /// One of these, by the second and third number.
        case oneOf([(subject: Int, detail: Int)])

        func fits(_ status: EnhancedStatus?) -> Bool {
            switch self {
            case .any: true
            case .absent: status == nil
            case .about(let subject): status?.subject == subject
            case .oneOf(let pairs): pairs.contains { $0.subject == status?.subject && $0.detail == status?.detail }
            }
        }
    }

    /// How long a refusal is meant to hold.
    enum Term: Sendable {
        case either
        case forNow
        case forGood
    }

    /// One line of the table.
    struct Row: Sendable {
        let place: Place
        let term: Term
        /// The basic codes, of which a delivery report has none; empty for any.
        let codes: [Int]
        let status: Status
        let meaning: FailureClass
        /// Where it is written, or whose habit it is.
        let source: String

        init(
            _ place: Place,
            _ term: Term = .either,
            codes: [Int] = [],
            status: Status = .any,
            means meaning: FailureClass,
            _ source: String
        ) {
            self.place = place
            self.term = term
            self.codes = codes
            self.status = status
            self.meaning = meaning
            self.source = source
        }

        func fits(_ refusal: Refusal) -> Bool {
            guard place.contains(refusal.place), status.fits(refusal.status) else { return false }
            if !codes.isEmpty {
                guard let code = refusal.code, codes.contains(code) else { return false }
            }
            switch term {
            case .either: return true
            case .forNow: return !refusal.isForGood
            case .forGood: return refusal.isForGood
            }
        }
    }

    /// What is looked up.
    struct Refusal: Sendable {
        let place: Place
        let code: Int?
        let isForGood: Bool
        let status: EnhancedStatus?
    }

    let rows: [Row]

    /// The first row that fits; the last row of a table fits whatever the others do not.
    func row(for refusal: Refusal) -> Int? {
        rows.firstIndex { $0.fits(refusal) }
    }

    func meaning(of refusal: Refusal) -> FailureClass {
        row(for: refusal).map { rows[$0].meaning } ?? .letter
    }
}

extension FailureClass {
    /// What a server's refusal at a phase says of whom.
    ///
    /// - Parameters:
    ///   - reply: a reply of 4yz or 5yz.
    ///   - phase: what it was the answer to.
    /// - Returns: the meaning of the table's first row that fits.
    public static func of(_ reply: SMTPReply, at phase: SMTPPhase) -> FailureClass {
        FailureTable.standard.meaning(
            of: FailureTable.Refusal(
                place: .init(phase),
                code: reply.code,
                isForGood: reply.severity == .permanent,
                status: reply.enhanced
            )
        )
    }

    /// What the status in a delivery report says of whom; never `route`, since the report itself found its way.
    ///
    /// - Parameter status: a status of 4.y.z or 5.y.z (RFC 3464 §2.3.4).
    /// - Returns: the meaning of the table's first row that fits.
    public static func of(status: EnhancedStatus) -> FailureClass {
        FailureTable.standard.meaning(
            of: FailureTable.Refusal(place: .report, code: nil, isForGood: status.category == 5, status: status)
        )
    }
}
