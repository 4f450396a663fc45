/// A value that can be bound in a statement.
public protocol PostgresEncodable: Sendable {
    /// The type that PostgreSQL is told.
    static var postgresType: PostgresType { get }

    /// Writes the value in PostgreSQL's binary format (`*send` and `*recv` in its sources).
    func encode(into writer: inout PostgresWriter)

    /// The type of an array of these: PostgreSQL's array, unless the type says otherwise.
    static var postgresArrayType: PostgresType { get }

    /// Writes an array of these.
    static func encode(array: [Self], into writer: inout PostgresWriter)
}

/// A value that can be read from a column.
public protocol PostgresDecodable: Sendable {
    /// Reads the value from PostgreSQL's binary format.
    ///
    /// - Throws: `PostgresError` where the column is NULL or of another type. The message never holds the value.
    init(from field: borrowing PostgresField) throws(PostgresError)

    /// Reads an array of these.
    static func array(from field: borrowing PostgresField) throws(PostgresError) -> [Self]
}

/// A value that can be bound and read.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable
