/// The values bound in a statement, in PostgreSQL's binary format, one behind the other.
struct Parameters: Sendable {
    /// The object identifier of each value's type.
    private(set) var types: [UInt32] = []
    /// The length of each value in bytes, or -1 for NULL.
    private var lengths: [Int32] = []
    private var writer = PostgresWriter()

    var count: Int { types.count }

    mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let start = writer.bytes.count
        writer.isNull = false
        value.encode(into: &writer)
        types.append(Value.postgresType.oid)
        lengths.append(writer.isNull ? -1 : Int32(writer.bytes.count - start))
    }

    mutating func append(contentsOf other: Parameters) {
        types.append(contentsOf: other.types)
        lengths.append(contentsOf: other.lengths)
        writer.write(bytes: other.writer.bytes)
    }

    /// Whether the bytes of a text stand somewhere in the values, capitals apart.
    func contain(_ text: some StringProtocol) -> Bool {
        let needle = Array(text.lowercased().utf8)
        guard !needle.isEmpty, needle.count <= writer.bytes.count else { return false }
        let hay = writer.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return (0...(hay.count - needle.count)).contains { hay[$0...].starts(with: needle) }
    }

    /// Lends the values in the shape that libpq takes: pointers, lengths and formats.
    func withPointers<Result>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        guard count > 0 else { return body(nil, nil, nil) }
        return writer.bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
                    let start = UnsafeRawPointer(bytes.baseAddress) ?? UnsafeRawPointer(values.baseAddress)
                    var offset = 0
                    for index in 0..<count {
                        let isNull = lengths[index] < 0
                        let value = start.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
                        values.initializeElement(at: index, to: isNull ? nil : value)
                        formats.initializeElement(at: index, to: 1)
                        offset += isNull ? 0 : Int(lengths[index])
                    }
                    return lengths.withUnsafeBufferPointer { lengths in
                        body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}

// A value must not come out by printing or dumping what holds it.
extension Parameters: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "\(count) × ****" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
