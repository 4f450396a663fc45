extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of what is wrapped.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// Writes the value, or NULL.
    public func encode(into writer: inout PostgresWriter) {
        switch self {
        case let value?: value.encode(into: &writer)
        case nil: writer.writeNull()
        }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the value, or NULL as nil.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        if field.isNull {
            self = nil
        } else {
            self = try Wrapped(from: field)
        }
    }
}
