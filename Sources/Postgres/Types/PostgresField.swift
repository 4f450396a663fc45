/// One column of one row, in PostgreSQL's binary format, only as long as its row is being read.
public struct PostgresField: ~Copyable {
    /// The identifier of the column's type.
    public let oid: UInt32
    private let contents: UnsafeRawBufferPointer?

    init(oid: UInt32, contents: UnsafeRawBufferPointer?) {
        self.oid = oid
        self.contents = contents
    }

    /// Whether the column is NULL.
    public var isNull: Bool { contents == nil }

    /// Whether the column is of this type.
    public func has(_ type: PostgresType) -> Bool { oid == type.oid }

    /// The bytes of the value; not to be kept.
    ///
    /// - Throws: `PostgresError` with `unexpectedNull`.
    public func bytes() throws(PostgresError) -> UnsafeRawBufferPointer {
        guard let contents else { throw PostgresError(.unexpectedNull, "NULL where a value was expected") }
        return contents
    }

    /// The value as an integer of its own width.
    ///
    /// - Throws: `PostgresError` where it is NULL or has another width.
    public func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) throws(PostgresError) -> Integer {
        let bytes = try bytes()
        guard bytes.count == MemoryLayout<Integer>.size else { throw mismatch(expected: "\(Integer.self)") }
        return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// The error for a column of another type than expected.
    public func mismatch(expected: String) -> PostgresError {
        PostgresError(.mismatchedType, "not readable as \(expected) (type \(oid))")
    }
}
