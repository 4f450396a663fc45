/// Bytes of a message under way, in one array that is reserved beforehand.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []
    /// Where the present line begins.
    private var lineStart = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Octets in the present line so far.
    var column: Int { bytes.count - lineStart }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { write($0) }
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    mutating func write(_ content: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: content)
        if content.last == UInt8(ascii: "\n") { lineStart = bytes.count }
    }

    mutating func write(_ content: Slice<UnsafeBufferPointer<UInt8>>) {
        write(UnsafeBufferPointer(rebasing: content))
    }

    mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func endLine() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        lineStart = bytes.count
    }

    /// `=` and two capital hexadecimal digits.
    mutating func writeEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "="))
        bytes.append(Self.digit(byte >> 4))
        bytes.append(Self.digit(byte & 15))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// A number with at least two digits.
    mutating func write(_ number: Int, digits: Int = 2) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// `Thu, 15 Apr 2027 09:00:00 +0200`.
    mutating func write(_ date: MessageDate) {
        let civil = CivilTime(
            secondsSince1970: date.secondsSince1970,
            utcOffsetSeconds: date.utcOffsetMinutes * 60
        )
        writeName(civil.weekday, of: "SunMonTueWedThuFriSat")
        write(", ")
        write(civil.day, digits: 1)
        write(" ")
        writeName(civil.month - 1, of: "JanFebMarAprMayJunJulAugSepOctNovDec")
        write(" ")
        write(max(0, civil.year), digits: 4)
        write(" ")
        write(civil.hour)
        write(":")
        write(civil.minute)
        write(":")
        write(civil.second)
        write(date.utcOffsetMinutes < 0 ? " -" : " +")
        write(abs(date.utcOffsetMinutes) / 60)
        write(abs(date.utcOffsetMinutes) % 60)
    }

    private mutating func writeName(_ index: Int, of names: StaticString) {
        names.withUTF8Buffer { write($0[index * 3..<index * 3 + 3]) }
    }
}
