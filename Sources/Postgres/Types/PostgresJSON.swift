/// A JSON text: bound as `jsonb`, read from `jsonb` or `json`.
public struct PostgresJSON: Hashable, Sendable {
    /// The text.
    public var text: String

    /// Makes a value from a JSON text, which PostgreSQL checks when it is stored.
    public init(text: String) { self.text = text }
}

extension PostgresJSON: PostgresEncodable, PostgresDecodable {
    /// `jsonb`.
    public static var postgresType: PostgresType { .jsonb }

    /// Writes the format's version, 1, and the text.
    public func encode(into writer: inout PostgresWriter) {
        writer.write(1 as UInt8)
        writer.write(utf8: text)
    }

    /// Reads `jsonb` or `json`.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        let bytes = try field.bytes()
        switch field.oid {
        case PostgresType.json.oid: text = String(decoding: bytes, as: UTF8.self)
        case PostgresType.jsonb.oid where bytes.first == 1:
            text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        default: throw field.mismatch(expected: "JSON")
        }
    }
}
