extension Query {
    /// The query that asks for this one's plan, a line a row, and does not run it.
    ///
    /// The server reads and plans it with the values bound: unknown names, mismatched types and missing privileges are errors.
    public var explained: Query<String> {
        Query<String>(text: "EXPLAIN " + text, parameters: parameters) { row in try row.next() }
    }

    private init(
        text: String,
        parameters: Parameters,
        decode: @escaping @Sendable (_ row: inout RowReader) throws -> Row
    ) {
        self.text = text
        self.parameters = parameters
        self.decode = decode
    }
}
