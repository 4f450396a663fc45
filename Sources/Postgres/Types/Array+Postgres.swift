extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// The array of the element's type; `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// Writes the elements.
    public func encode(into writer: inout PostgresWriter) {
        Element.encode(array: self, into: &writer)
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads an array of one dimension.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        self = try Element.array(from: field)
    }
}

// The format is `array_send`'s: dimensions, whether there are NULLs, the element's type, then for each dimension its
// size and lower bound, then each element's length and bytes. An empty array has no dimension.

extension PostgresEncodable {
    /// PostgreSQL's array of this type.
    public static var postgresArrayType: PostgresType { postgresType.array }

    /// Writes an array of one dimension.
    public static func encode(array: [Self], into writer: inout PostgresWriter) {
        writer.write(Int32(array.isEmpty ? 0 : 1))
        writer.write(Int32(0))
        writer.write(postgresType.oid)
        guard !array.isEmpty else { return }
        writer.write(Int32(array.count))
        writer.write(Int32(1))
        for element in array { writer.write(element: element) }
    }
}

extension PostgresDecodable {
    /// Reads an array of one dimension.
    public static func array(from field: borrowing PostgresField) throws(PostgresError) -> [Self] {
        let bytes = try field.bytes()
        guard PostgresType.arrays.contains(field.oid) || field.oid >= PostgresType.firstUserOID else {
            throw field.mismatch(expected: "an array")
        }
        var reader = ArrayReader(rest: bytes[...])
        guard let dimensions = reader.integer(), reader.integer() != nil, let type = reader.integer(),
            dimensions == 0 || dimensions == 1
        else { throw field.mismatch(expected: "an array of one dimension") }
        guard dimensions == 1 else { return [] }
        guard let count = reader.integer(), reader.integer() != nil, count >= 0 else {
            throw field.mismatch(expected: "an array")
        }
        var array: [Self] = []
        array.reserveCapacity(Swift.min(Int(count), bytes.count))
        for _ in 0..<count {
            guard let length = reader.integer() else { throw field.mismatch(expected: "an array") }
            let element = length < 0 ? nil : reader.take(Int(length))
            guard length < 0 || element != nil else { throw field.mismatch(expected: "an array") }
            array.append(try Self(from: PostgresField(oid: UInt32(bitPattern: type), contents: element)))
        }
        return array
    }
}

private struct ArrayReader {
    var rest: Slice<UnsafeRawBufferPointer>

    mutating func integer() -> Int32? {
        take(4).map { Int32(bigEndian: $0.loadUnaligned(as: Int32.self)) }
    }

    mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    }
}
