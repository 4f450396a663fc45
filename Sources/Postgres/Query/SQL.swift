/// A piece of SQL with the values bound in it.
///
/// Written as a string literal, in which an interpolation binds: `"id = \(id)"` becomes `id = $1` with `id` as
/// the first parameter, so that no value can ever be read as SQL. `\(fragment: other)` nests another piece with its
/// values; `\(raw: text)` takes text as SQL and is for names that the program itself has made.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text around the parameters: always one more than there are parameters.
    private(set) var literals: [String]
    private(set) var parameters: Parameters

    /// Makes a piece without parameters.
    public init(stringLiteral text: String) {
        literals = [text]
        parameters = Parameters()
    }

    /// Makes a piece from a literal with interpolations.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// The SQL as PostgreSQL sees it, with `$1`, `$2` … for the values.
    public var text: String {
        if literals.count == 1 { return literals[0] }
        var text = literals[0]
        for index in 1..<literals.count {
            text += "$"
            text += String(index)
            text += literals[index]
        }
        return text
    }

    mutating func append(literal: String) {
        literals[literals.count - 1] += literal
    }

    mutating func append(value: some PostgresEncodable) {
        parameters.append(value)
        literals.append("")
    }

    mutating func append(fragment: SQL) {
        append(literal: fragment.literals[0])
        literals.append(contentsOf: fragment.literals.dropFirst())
        parameters.append(contentsOf: fragment.parameters)
    }
}

extension SQL {
    /// Collects the literals and values of an interpolated piece of SQL.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var sql = SQL(stringLiteral: "")

        /// Starts an empty piece.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Appends SQL written in the source.
        public mutating func appendLiteral(_ literal: String) {
            sql.append(literal: literal)
        }

        /// Binds a value as the next parameter.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            sql.append(value: value)
        }

        /// Nests another piece, with the values bound in it.
        public mutating func appendInterpolation(fragment: SQL) {
            sql.append(fragment: fragment)
        }

        /// Appends text as SQL, unchecked: never what a person has typed.
        public mutating func appendInterpolation(raw text: String) {
            sql.append(literal: text)
        }
    }
}

extension SQL: CustomStringConvertible {
    /// The text with placeholders; never a value.
    public var description: String { text }
}

extension Sequence<SQL> {
    /// The pieces as one, with a separator between them.
    public func joined(separator: SQL) -> SQL {
        var whole: SQL = ""
        for (index, piece) in enumerated() {
            if index > 0 { whole.append(fragment: separator) }
            whole.append(fragment: piece)
        }
        return whole
    }
}
