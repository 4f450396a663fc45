import CLibPQ

/// One row of a result, read column by column from the left.
///
/// It points into the result and so cannot be copied out of the closure that it is lent to.
public struct RowReader: ~Copyable {
    private let result: OpaquePointer
    private let row: Int32
    private var column: Int32 = 0

    init(_ result: OpaquePointer, row: Int32) {
        self.result = result
        self.row = row
    }

    /// Reads the next column.
    ///
    /// - Throws: `PostgresError` where the column is not there, is NULL for a type that is not optional, or has another type.
    public mutating func next<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value
    {
        let column = self.column
        guard column < PQnfields(result) else {
            throw PostgresError(.mismatchedType, "the row has only \(column) columns")
        }
        self.column += 1
        do {
            return try Value(from: field(column))
        } catch {
            throw error.prefixed("column \(column + 1) (\(name(of: column))): ")
        }
    }

    private func field(_ column: Int32) -> PostgresField {
        let oid = PQftype(result, column)
        guard PQgetisnull(result, row, column) == 0 else { return PostgresField(oid: oid, contents: nil) }
        let length = Int(PQgetlength(result, row, column))
        return PostgresField(
            oid: oid,
            contents: UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length)
        )
    }

    private func name(of column: Int32) -> String {
        PQfname(result, column).map { String(cString: $0) } ?? "?"
    }
}
