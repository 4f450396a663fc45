/// The words of an HTML page, roughly: enough to look for others in them.
enum HTMLText {
    static func words(of page: String) -> String {
        var words: [UInt8] = []
        var bytes = Array(page.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "<"):
                let tag = bytes.prefix { $0 != UInt8(ascii: ">") }
                bytes = bytes[tag.endIndex...].dropFirst()
                words.append(breaksLine(tag) ? 0x0A : 0x20)
            case UInt8(ascii: "&"):
                let name = bytes.prefix(10).prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "#") }
                if bytes[name.endIndex...].first == UInt8(ascii: ";"), let scalar = scalar(named: name) {
                    words.append(contentsOf: String(scalar).utf8)
                    bytes = bytes[name.endIndex...].dropFirst()
                } else {
                    words.append(byte)
                }
            default:
                words.append(byte)
            }
        }
        return String(decoding: words, as: UTF8.self)
    }

    private static func breaksLine(_ tag: ArraySlice<UInt8>) -> Bool {
        let name = String(decoding: tag.prefix(4).prefix { $0 > 0x20 }.map(\.asciiLowercased), as: UTF8.self)
        return ["p", "/p", "br", "br/", "div", "/div", "tr", "/tr", "li", "/li"].contains(name)
    }

    private static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        if name.first == UInt8(ascii: "#") {
            let isHexadecimal = name.dropFirst().first?.asciiLowercased == UInt8(ascii: "x")
            let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
            return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap { Unicode.Scalar($0) }
        }
        return switch String(decoding: name, as: UTF8.self) {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "nbsp": " "
        case "aelig": "æ"
        case "oslash": "ø"
        case "aring": "å"
        case "AElig": "Æ"
        case "Oslash": "Ø"
        case "Aring": "Å"
        default: nil
        }
    }
}
