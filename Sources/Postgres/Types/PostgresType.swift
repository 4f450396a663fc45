/// A type of PostgreSQL's, by its object identifier and that of its array (`pg_type.dat`).
public struct PostgresType: Hashable, Sendable {
    /// The identifier of the type.
    public let oid: UInt32
    /// The identifier of the array of this type; 0 where there is none.
    public let arrayOID: UInt32

    /// Makes a type from its identifiers.
    public init(oid: UInt32, arrayOID: UInt32) {
        self.oid = oid
        self.arrayOID = arrayOID
    }

    /// The array of this type.
    public var array: PostgresType { PostgresType(oid: arrayOID, arrayOID: 0) }
}

extension PostgresType {
    /// `boolean`.
    public static let boolean = PostgresType(oid: 16, arrayOID: 1000)
    /// `bytea`.
    public static let bytea = PostgresType(oid: 17, arrayOID: 1001)
    /// `smallint`.
    public static let smallint = PostgresType(oid: 21, arrayOID: 1005)
    /// `integer`.
    public static let integer = PostgresType(oid: 23, arrayOID: 1007)
    /// `bigint`.
    public static let bigint = PostgresType(oid: 20, arrayOID: 1016)
    /// `real`.
    public static let real = PostgresType(oid: 700, arrayOID: 1021)
    /// `double precision`.
    public static let double = PostgresType(oid: 701, arrayOID: 1022)
    /// `text`.
    public static let text = PostgresType(oid: 25, arrayOID: 1009)
    /// `uuid`.
    public static let uuid = PostgresType(oid: 2950, arrayOID: 2951)
    /// `date`.
    public static let date = PostgresType(oid: 1082, arrayOID: 1182)
    /// `time without time zone`.
    public static let time = PostgresType(oid: 1083, arrayOID: 1183)
    /// `timestamp without time zone`.
    public static let localTimestamp = PostgresType(oid: 1114, arrayOID: 1115)
    /// `timestamp with time zone`.
    public static let timestamp = PostgresType(oid: 1184, arrayOID: 1185)
    /// `json`.
    public static let json = PostgresType(oid: 114, arrayOID: 199)
    /// `jsonb`.
    public static let jsonb = PostgresType(oid: 3802, arrayOID: 3807)

    /// The first identifier of a type that is not PostgreSQL's own (enumerations, citext …).
    static let firstUserOID: UInt32 = 16384

    /// Types beside `text` whose binary format is plain text: "char", name, json, unknown, bpchar, varchar, xml, cstring.
    static let textual: Set<UInt32> = [18, 19, 25, 114, 142, 705, 1042, 1043, 2275]

    /// The arrays of the types above, and of name, bpchar and varchar.
    static let arrays: Set<UInt32> = [
        199, 1000, 1001, 1002, 1003, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1115, 1182, 1183, 1185, 2951, 3807,
    ]
}
