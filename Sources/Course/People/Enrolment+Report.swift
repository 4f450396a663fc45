extension Enrolment: Encodable {
    /// Writes the counts and the rows: `{new, changed, unchanged, conflict, rejected, missing, rows: [{row, status, why}]}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for status in Status.allCases { try container.encode(count(status), forKey: Key(stringValue: status.rawValue)) }
        try container.encode(rows, forKey: Key(stringValue: "rows"))
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension Enrolment.Verdict: Encodable {
    /// Writes all three keys; absent values are `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(row, forKey: .row)
        try container.encode(status, forKey: .status)
        try container.encode(why, forKey: .why)
    }

    private enum Keys: String, CodingKey {
        case row, status, why
    }
}
