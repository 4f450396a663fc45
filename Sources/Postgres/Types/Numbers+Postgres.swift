extension Bool: PostgresEncodable, PostgresDecodable {
    /// `boolean`.
    public static var postgresType: PostgresType { .boolean }

    /// Writes one byte.
    public func encode(into writer: inout PostgresWriter) {
        writer.write(self ? 1 as UInt8 : 0)
    }

    /// Reads a `boolean`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard field.isNull || field.has(.boolean) else { throw field.mismatch(expected: "Bool") }
        self = try field.integer(UInt8.self) != 0
    }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    /// `smallint`.
    public static var postgresType: PostgresType { .smallint }

    /// Writes two bytes.
    public func encode(into writer: inout PostgresWriter) { writer.write(self) }

    /// Reads a `smallint`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        self = Int16(try field.number(within: 2))
    }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    /// `integer`.
    public static var postgresType: PostgresType { .integer }

    /// Writes four bytes.
    public func encode(into writer: inout PostgresWriter) { writer.write(self) }

    /// Reads a `smallint` or an `integer`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        self = Int32(try field.number(within: 4))
    }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    /// `bigint`.
    public static var postgresType: PostgresType { .bigint }

    /// Writes eight bytes.
    public func encode(into writer: inout PostgresWriter) { writer.write(self) }

    /// Reads any whole number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        self = try field.number(within: 8)
    }
}

extension Int: PostgresEncodable, PostgresDecodable {
    /// `bigint`.
    public static var postgresType: PostgresType { .bigint }

    /// Writes eight bytes.
    public func encode(into writer: inout PostgresWriter) { writer.write(Int64(self)) }

    /// Reads any whole number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        self = Int(try field.number(within: 8))
    }
}

extension Double: PostgresEncodable, PostgresDecodable {
    /// `double precision`.
    public static var postgresType: PostgresType { .double }

    /// Writes the eight bytes of IEEE 754.
    public func encode(into writer: inout PostgresWriter) { writer.write(bitPattern) }

    /// Reads a `real` or a `double precision`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        switch field.oid {
        case PostgresType.double.oid: self = Double(bitPattern: try field.integer())
        case PostgresType.real.oid: self = Double(Float(bitPattern: try field.integer()))
        default: throw field.mismatch(expected: "Double")
        }
    }
}

extension PostgresField {
    /// A whole number from a column of at most so many bytes.
    fileprivate func number(within width: Int) throws(PostgresError) -> Int64 {
        switch oid {
        case PostgresType.bigint.oid where width >= 8: try integer(Int64.self)
        case PostgresType.integer.oid where width >= 4: Int64(try integer(Int32.self))
        case PostgresType.smallint.oid: Int64(try integer(Int16.self))
        default: throw mismatch(expected: "a whole number of \(width) bytes")
        }
    }
}
