/// The lower-case base32 of RFC 4648 §6 without padding: it survives servers that change the case of a local part.
enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var group = 0
        var bits = 0
        for byte in bytes {
            group = group << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[group >> bits & 31])
            }
            group &= 1 << bits - 1
        }
        if bits > 0 { text.append(alphabet[group << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The octets of a text in either case; nil for what `encode` never writes, such as bits left over at the end.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group = 0
        var bits = 0
        for character in text {
            let value: UInt8
            switch character {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a")
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): value = character - UInt8(ascii: "2") + 26
            default: return nil
            }
            group = group << 5 | Int(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(group >> bits & 0xFF))
            }
            group &= 1 << bits - 1
        }
        return bits < 5 && group == 0 ? bytes : nil
    }
}
