/// The reply code and the enhanced status that a text quotes, as `550 5.1.1` or `(#5.1.1)`.
///
/// Dates, addresses of the internet and versions look much the same: what stands right behind a code or a `#` counts before what
/// stands alone, and that before a code alone.
struct StatedReply: Sendable, Hashable {
    private(set) var code: Int?
    private(set) var status: EnhancedStatus?
    /// Where in the text what was found begins.
    private(set) var place: Int?

    /// Looks through a text, once.
    init(in text: [UInt8]) {
        var alone: (status: EnhancedStatus, place: Int)?
        var index = 0
        while index < text.count {
            guard text[index].isASCIIDigit, !Self.joinsBefore(text, index) else {
                index += 1
                continue
            }
            if let code = Self.code(text, index) {
                if self.code == nil { (self.code, place) = (code, index) }
                if let found = Self.status(text, Self.behindCode(text, index + 3)), found.category == code / 100 {
                    (self.code, status, place) = (code, found, index)
                    return
                }
                index += 3
            } else if let found = Self.status(text, index) {
                if index > 0, text[index - 1] == UInt8(ascii: "#") {
                    (status, place) = (found, index)
                    return
                }
                if alone == nil { alone = (found, index) }
                index += 5
            } else {
                index += 1
            }
        }
        if let alone { (status, place) = (alone.status, alone.place) }
    }

    /// Codes of RFC 5321 and its extensions for a letter that is refused or put off; any other number is just a number.
    private static let codes: Set = [
        421, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 510, 511, 512, 513, 521, 523, 530, 535, 540, 541, 542,
        546, 550,
        551, 552, 553, 554, 555, 556, 571,
    ]

    private static func code(_ text: [UInt8], _ index: Int) -> Int? {
        guard index + 2 < text.count, text[index + 1].isASCIIDigit, text[index + 2].isASCIIDigit else { return nil }
        if index + 3 < text.count {
            let next = text[index + 3]
            guard next <= 0x20 || [UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ",")].contains(next) else {
                return nil
            }
        }
        let digits = text[index...index + 2].map { Int($0 - UInt8(ascii: "0")) }
        let code = digits[0] * 100 + digits[1] * 10 + digits[2]
        return codes.contains(code) ? code : nil
    }

    /// Where what follows a code stands: behind a separator, or white space where the text is wrapped.
    private static func behindCode(_ text: [UInt8], _ end: Int) -> Int {
        var index = min(end + 1, text.count)
        while index < text.count, index < end + 20, text[index] <= 0x20 { index += 1 }
        return index
    }

    /// A status of the kinds that RFC 3463 knows, and nothing longer.
    private static func status(_ text: [UInt8], _ start: Int) -> EnhancedStatus? {
        var index = start
        if index < text.count, text[index] == UInt8(ascii: "#") { index += 1 }
        guard index + 4 < text.count, text[index] == UInt8(ascii: "4") || text[index] == UInt8(ascii: "5") else {
            return nil
        }
        var end = index
        while end < text.count, end - index < 10, text[end].isASCIIDigit || text[end] == UInt8(ascii: ".") { end += 1 }
        if end > index, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        if end < text.count, text[end].isASCIIDigit || text[end].isASCIILetter { return nil }
        guard let status = EnhancedStatus(beginning: text[index..<end]), status.subject <= 7 else { return nil }
        return status
    }

    /// Whether what stands before makes the digit a part of something longer.
    private static func joinsBefore(_ text: [UInt8], _ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = text[index - 1]
        return before.isASCIIDigit || before.isASCIILetter || before == UInt8(ascii: ".") || before == UInt8(ascii: "/")
            || before >= 0x80
    }
}
