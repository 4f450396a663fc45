/// The fields of a `message/delivery-status` part (RFC 3464 §2): groups of them, the first of the message, each other of a
/// recipient; also where the groups are not kept apart, or a field is missing.
struct DeliveryStatus: Sendable {
    /// What is said of one recipient.
    struct Recipient: Sendable {
        let action: DeliveryReport.Action
        let status: EnhancedStatus?
        /// The remote server's words (§2.3.6), without the name of their kind.
        let diagnostic: String
    }

    /// More are passed over.
    static let most = 100

    /// What the letter was sent with as `ENVID`, and what else tells of its envelope.
    private(set) var envelopeIDs: [String] = []
    private(set) var senders: [String] = []
    private(set) var recipients: [Recipient] = []

    /// Reads the part; nil where it tells nothing of any recipient.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, recipients.count < Self.most {
            let group = MIMEHeaders(rest)
            // A line that is no field stands in nobody's way.
            rest = rest[(group.end > rest.startIndex ? group.end : rest.line(from: rest.startIndex).next)...]
            envelopeIDs += group.values(of: "original-envelope-id").prefix(4)
            senders += group.values(of: "x-postfix-sender").prefix(4)
            take(group.fields)
        }
        if recipients.isEmpty { return nil }
    }

    private mutating func take(_ fields: [MIMEHeaders.Field]) {
        var group: [String: String] = [:]
        for field in fields where Self.names.contains(field.name) {
            if field.name == "final-recipient", group[field.name] != nil {
                add(group)
                group = [:]
            }
            if group[field.name] == nil { group[field.name] = field.text }
        }
        add(group)
    }

    private static let names: Set = ["final-recipient", "action", "status", "diagnostic-code"]

    private mutating func add(_ group: [String: String]) {
        guard recipients.count < Self.most else { return }
        let diagnostic = Self.diagnostic(group["diagnostic-code"] ?? "")
        let said = StatedReply(in: Array(diagnostic.utf8))
        var status = group["status"].flatMap {
            EnhancedStatus(beginning: $0.utf8.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") })
        }
        // `5.0.0` says less than the server's own words of the same kind.
        if status == nil || status?.subject == 0, let other = said.status,
            status == nil || status?.category == other.category
        {
            status = other
        }
        guard
            let action = Self.action(group["action"]) ?? Self.action(of: status?.category ?? said.code.map { $0 / 100 })
        else { return }
        recipients.append(Recipient(action: action, status: status, diagnostic: diagnostic))
    }

    /// `failed`, also as `Failed (no such user)`.
    private static func action(_ text: String?) -> DeliveryReport.Action? {
        let word = (text ?? "").utf8.prefix { $0.isASCIILetter }.map(\.asciiLowercased)
        return DeliveryReport.Action(rawValue: String(decoding: word, as: UTF8.self))
    }

    private static func action(of category: Int?) -> DeliveryReport.Action? {
        switch category {
        case 2: .delivered
        case 4: .delayed
        case 5: .failed
        default: nil
        }
    }

    /// `smtp; 550 5.1.1 …` without its first word.
    private static func diagnostic(_ text: String) -> String {
        guard let semicolon = text.utf8.prefix(40).firstIndex(of: UInt8(ascii: ";")) else { return text }
        let kind = text[..<semicolon].utf8
        guard kind.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == 0x20 })
        else { return text }
        return String(text[text.utf8.index(after: semicolon)...].drop { $0 == " " })
    }
}
