/// An enhanced mail system status code, as `5.1.1` (RFC 3463).
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    public let category: Int
    /// What it is about, 0…999: 1 addressing, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
    public let subject: Int
    /// The detail within the subject, 0…999.
    public let detail: Int

    /// Makes a status of its three numbers.
    public init(_ category: Int, _ subject: Int, _ detail: Int) {
        self.category = category
        self.subject = subject
        self.detail = detail
    }

    /// Reads the status that a reply's text begins with; nil where it begins with none.
    init?(beginning text: some Collection<UInt8>) {
        var numbers = (0, 0, 0)
        var part = 0
        var digits = 0
        scan: for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                guard digits <= 3 else { return nil }
                let digit = Int(byte - UInt8(ascii: "0"))
                switch part {
                case 0: numbers.0 = numbers.0 * 10 + digit
                case 1: numbers.1 = numbers.1 * 10 + digit
                default: numbers.2 = numbers.2 * 10 + digit
                }
            case UInt8(ascii: "."):
                guard digits > 0, part < 2 else { return nil }
                part += 1
                digits = 0
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                break scan
            default:
                return nil
            }
        }
        guard part == 2, digits > 0, [2, 4, 5].contains(numbers.0) else { return nil }
        self.init(numbers.0, numbers.1, numbers.2)
    }

    /// The three numbers with dots between.
    public var description: String { "\(category).\(subject).\(detail)" }
}
