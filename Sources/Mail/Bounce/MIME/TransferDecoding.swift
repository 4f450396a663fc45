/// Transfer encodings undone (RFC 2045 §6); what cannot be right is taken as it stands or passed over.
enum TransferDecoding {
    static func quotedPrintable(_ body: ArraySlice<UInt8>, limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var index = body.startIndex
        while index < body.endIndex, result.count < limit {
            let byte = body[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                result.append(byte)
                continue
            }
            if index + 1 < body.endIndex, let high = body[index].hexadecimalValue,
                let low = body[index + 1].hexadecimalValue
            {
                result.append(high << 4 | low)
                index += 2
            } else if let next = softBreak(body, index) {
                index = next
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// Where the next line begins, if nothing but white space stands before it.
    private static func softBreak(_ body: ArraySlice<UInt8>, _ index: Int) -> Int? {
        // A line has at most 76 characters; spaces behind the sign were put there on the way.
        var index = index
        let limit = index + 76
        while index < body.endIndex, index < limit {
            switch body[index] {
            case 0x0A: return index + 1
            case 0x20, 0x09, 0x0D: index += 1
            default: return nil
            }
        }
        return index == body.endIndex ? index : nil
    }

    static func base64(_ body: some Sequence<UInt8>, limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var group: UInt32 = 0
        var bits = 0
        for byte in body {
            guard byte != UInt8(ascii: "="), result.count < limit else { break }
            guard let value = sextet(byte) else { continue }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(group >> UInt32(bits) & 0xFF))
                group &= 1 << UInt32(bits) - 1
            }
        }
        return result
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
