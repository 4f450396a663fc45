/// Text as the parameters of DSN carry it (RFC 3461 §4).
enum XText {
    /// Printable ASCII as it is, but `+` and `=` and everything else as `+` and two hexadecimal digits.
    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "=")
            if isPlain {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += byte < 0x10 ? "+0" : "+"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
