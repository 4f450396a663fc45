/// What a value writes itself into when it is bound.
public struct PostgresWriter: Sendable {
    private(set) var bytes: [UInt8] = []
    var isNull = false

    /// Writes an integer, most significant byte first.
    public mutating func write(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes the UTF-8 of a text.
    public mutating func write(utf8 text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes bytes as they are.
    public mutating func write(bytes: some Sequence<UInt8>) {
        self.bytes.append(contentsOf: bytes)
    }

    /// Makes the value NULL.
    ///
    /// Nothing else is written then.
    public mutating func writeNull() {
        isNull = true
    }

    /// Writes an element of an array: its length, or -1 for NULL, and what it writes itself.
    mutating func write(element: some PostgresEncodable) {
        let start = bytes.count
        write(Int32(0))
        isNull = false
        element.encode(into: &self)
        let length = isNull ? -1 : Int32(bytes.count - start - 4)
        isNull = false
        withUnsafeBytes(of: length.bigEndian) { length in
            bytes.replaceSubrange(start..<start + 4, with: length)
        }
    }
}
