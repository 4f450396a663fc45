/// A query as a value: SQL, bound parameters, and how a row is read.
///
/// ```swift
/// Query<Leader>("SELECT id, name FROM leader WHERE municipality = \(municipality)") { row in
///     Leader(id: try row.next(), name: try row.next())
/// }
/// ```
public struct Query<Row: Sendable>: Sendable {
    /// The SQL with `$1`, `$2` … for the values; also the key under which a connection keeps it prepared.
    public let text: String
    let parameters: Parameters
    let decode: @Sendable (inout RowReader) throws -> Row

    /// Makes a query whose rows are read by a closure, column by column from the left.
    public init(_ sql: SQL, decode: @escaping @Sendable (_ row: inout RowReader) throws -> Row) {
        text = sql.text
        parameters = sql.parameters
        self.decode = decode
    }
}

extension Query where Row: PostgresDecodable {
    /// Makes a query of one column.
    public init(_ sql: SQL) {
        self.init(sql) { row in try row.next() }
    }
}

/// A query whose rows, if any, are not read.
public typealias Statement = Query<Void>

extension Query where Row == Void {
    /// Makes a statement.
    public init(_ sql: SQL) {
        self.init(sql) { _ in }
    }
}

extension Query: CustomStringConvertible {
    /// The text with placeholders; never a value.
    public var description: String { text }
}
