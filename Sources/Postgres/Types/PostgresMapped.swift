/// A type that is stored as another one, such as an identifier as its number.
///
/// ```swift
/// extension Leader.ID: PostgresMapped {
///     public var stored: Int64 { number }
///     public init?(stored: Int64) { self.init(number: stored) }
/// }
/// ```
public protocol PostgresMapped: PostgresEncodable, PostgresDecodable {
    /// What the database holds.
    associatedtype Stored: PostgresEncodable & PostgresDecodable

    /// The value as the database holds it.
    var stored: Stored { get }

    /// Makes the value, or nil where the database holds what the type cannot be.
    init?(stored: Stored)
}

extension PostgresMapped {
    /// The type of what is stored.
    public static var postgresType: PostgresType { Stored.postgresType }

    /// Writes what is stored.
    public func encode(into writer: inout PostgresWriter) { stored.encode(into: &writer) }

    /// Reads what is stored.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard let value = Self(stored: try Stored(from: field)) else {
            throw PostgresError(.invalidValue, "no valid \(Self.self)")
        }
        self = value
    }
}

extension PostgresMapped where Self: RawRepresentable, RawValue == Stored {
    /// The raw value.
    public var stored: RawValue { rawValue }

    /// Makes the case of a raw value.
    public init?(stored: RawValue) { self.init(rawValue: stored) }
}
