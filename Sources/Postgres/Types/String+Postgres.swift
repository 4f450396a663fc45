extension String: PostgresEncodable, PostgresDecodable {
    /// The type `text`.
    ///
    /// For an enumeration or `citext` the SQL casts: `\(kind)::module_kind`.
    public static var postgresType: PostgresType { .text }

    /// Writes UTF-8.
    public func encode(into writer: inout PostgresWriter) { writer.write(utf8: self) }

    /// Reads `text` and its like, `json`, and types that are not PostgreSQL's own, such as enumerations.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard PostgresType.textual.contains(field.oid) || field.oid >= PostgresType.firstUserOID else {
            throw field.mismatch(expected: "String")
        }
        self = String(decoding: try field.bytes(), as: UTF8.self)
    }
}
