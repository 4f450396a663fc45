/// Alone a `smallint`; but an array of bytes is a `bytea`.
extension UInt8: PostgresEncodable, PostgresDecodable {
    /// `smallint`, as PostgreSQL has no type of one byte.
    public static var postgresType: PostgresType { .smallint }

    /// `bytea`.
    public static var postgresArrayType: PostgresType { .bytea }

    /// Writes two bytes.
    public func encode(into writer: inout PostgresWriter) { writer.write(Int16(self)) }

    /// Writes the bytes.
    public static func encode(array: [UInt8], into writer: inout PostgresWriter) { writer.write(bytes: array) }

    /// Reads a `smallint` from 0 through 255.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard let byte = UInt8(exactly: try Int16(from: field)) else { throw field.mismatch(expected: "UInt8") }
        self = byte
    }

    /// Reads a `bytea`.
    public static func array(from field: borrowing PostgresField) throws(PostgresError) -> [UInt8] {
        guard field.isNull || field.has(.bytea) else { throw field.mismatch(expected: "bytes") }
        return Array(try field.bytes())
    }
}
