public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }

    /// Writes sixteen bytes.
    public func encode(into writer: inout PostgresWriter) {
        withUnsafeBytes(of: uuid) { writer.write(bytes: $0) }
    }

    /// Reads a `uuid`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        let bytes = try field.bytes()
        guard field.has(.uuid), bytes.count == 16 else { throw field.mismatch(expected: "UUID") }
        self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}
