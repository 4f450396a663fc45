extension SQL.StringInterpolation {
    /// Binds a value that may be NULL.
    ///
    /// The label says so, where the compiler would warn of an optional in a string.
    public mutating func appendInterpolation(nullable value: (some PostgresEncodable)?) {
        appendInterpolation(value as Optional)
    }
}
