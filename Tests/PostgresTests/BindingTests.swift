import CourseTesting
import Foundation
import Postgres
import Testing

struct BindingTests {
    /// Sends values through the server as they are and as parts of an array.
    private func expectRoundTrip<Value: PostgresCodable & Equatable>(_ values: [Value]) async throws {
        try await withDatabase { database, _ in
            try await database.withSession { session in
                for value in values {
                    let read = try await session.one(Query<Value>("SELECT \(value)"))
                    #expect(read == value)
                    #expect(try await session.one(Query<Value?>("SELECT \(value as Value?)")) == value)
                }
                #expect(try await session.one(Query<Value?>("SELECT \(nil as Value?)")) == nil)
                #expect(try await session.one(Query<[Value]>("SELECT \(values)")) == values)
                #expect(try await session.one(Query<[Value]>("SELECT \([] as [Value])")) == [])
                let withNull = values.map { $0 as Value? } + [nil]
                #expect(try await session.one(Query<[Value?]>("SELECT \(withNull)")) == withNull)
                #expect(try await session.one(Query<[Value]?>("SELECT \(nil as [Value]?)")) == nil)
            }
        }
    }

    @Test func `whole numbers come back as they were`() async throws {
        try await expectRoundTrip([0, -1, Int.min, .max])
        try await expectRoundTrip([0, -1, Int64.min, .max])
        try await expectRoundTrip([0, -1, Int32.min, .max])
        try await expectRoundTrip([0, -1, Int16.min, .max])
    }

    @Test func `fractions and truth come back as they were`() async throws {
        try await expectRoundTrip([0, -0.1, .infinity, -.greatestFiniteMagnitude, Double.leastNonzeroMagnitude])
        try await expectRoundTrip([true, false])
    }

    @Test func `texts come back as they were`() async throws {
        try await expectRoundTrip(["", "æøå ÆØÅ", "'; DROP TABLE x; --", "👩‍👩‍👧 \u{301}", "{\"a\",b}", "NULL", "\\"])
    }

    @Test func `bytes come back as they were`() async throws {
        try await expectRoundTrip([[], [0, 1, 255], Array("abc".utf8)] as [[UInt8]])
    }

    @Test func `identifiers, times and JSON come back as they were`() async throws {
        try await expectRoundTrip([UUID(), UUID()])
        try await expectRoundTrip([PostgresTimestamp(microseconds: 0), PostgresTimestamp(microseconds: -1)])
        try await expectRoundTrip([PostgresLocalTimestamp(microseconds: 860_000_000_000_123)])
        try await expectRoundTrip([PostgresDate(days: 0), PostgresDate(days: -36_525), PostgresDate(days: 10_000)])
        try await expectRoundTrip([PostgresTime(microseconds: 0), PostgresTime(microseconds: 86_400_000_000)])
        try await expectRoundTrip([PostgresJSON(text: #"{"a": [1, "æ"]}"#), PostgresJSON(text: "null")])
    }

    @Test func `random values come back as they were`() async throws {
        var generator = SplitMix64(seed: 2)
        try await expectRoundTrip((0..<50).map { _ in Int64.random(in: .min ... .max, using: &generator) })
        try await expectRoundTrip((0..<50).map { _ in Double(bitPattern: generator.next()) }.filter { !$0.isNaN })
        try await expectRoundTrip(
            (0..<50).map { _ in
                (0..<Int.random(in: 0...80, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
                }
            }
        )
    }

    @Test(arguments: [
        ("2027-03-25 09:00:00+01", "2027-03-25T08:00:00Z"), ("2000-01-01 00:00:00+00", "2000-01-01T00:00:00Z"),
    ])
    func `a timestamp counts from the year 2000`(text: String, iso: String) async throws {
        let epoch = try Date("2000-01-01T00:00:00Z", strategy: .iso8601)
        let expected = try Date(iso, strategy: .iso8601).timeIntervalSince(epoch) * 1_000_000
        try await withDatabase { database, _ in
            let read = try await database.withSession {
                try await $0.one(Query<PostgresTimestamp>("SELECT \(text)::text::timestamptz"))
            }
            #expect(Double(read.microseconds) == expected)
        }
    }

    @Test func `a day and a time of day are what the server means by them`() async throws {
        try await withDatabase { database, _ in
            try await database.withSession { session in
                let day = try await session.one(Query<PostgresDate>("SELECT date '2000-03-01'"))
                #expect(day == PostgresDate(days: 60))
                #expect(
                    try await session.one(Query("SELECT time '09:30'")) == PostgresTime(microseconds: 34_200_000_000)
                )
                #expect(
                    try await session.one(Query("SELECT timestamp '2000-01-02 00:00:01'"))
                        == PostgresLocalTimestamp(microseconds: 86_401_000_000)
                )
                #expect(try await session.one(Query<String>("SELECT \(PostgresDate(days: 366))::text")) == "2001-01-01")
            }
        }
    }

    @Test func `what is injected stays data`() async throws {
        let evil = "x'); DROP TABLE leader; --"
        try await withDatabase { _, owner in
            try await owner.withSession { session in
                try await session.script("CREATE TABLE leader (name text)")
                #expect(try await session.execute("INSERT INTO leader VALUES (\(evil))") == 1)
                #expect(try await session.rows(Query<String>("SELECT name FROM leader WHERE name = \(evil)")) == [evil])
            }
        }
    }

    @Test func `many parameters and any of a list`() async throws {
        try await withDatabase { database, _ in
            let numbers = Array(1...500)
            let list = numbers.map { "\($0)" as SQL }.joined(separator: ", ")
            let sum = try await database.withSession {
                try await $0.one(
                    Query<Int>(
                        "SELECT sum(n)::bigint FROM unnest(ARRAY[\(fragment: list)]) AS n WHERE n = ANY(\([1, 500]))"
                    )
                )
            }
            #expect(sum == 501)
        }
    }

    @Test func `an enumeration is bound by a cast and read as text`() async throws {
        try await withDatabase { _, owner in
            try await owner.withSession { session in
                try await session.script("CREATE TYPE kind AS ENUM ('film', 'workshop')")
                #expect(try await session.one(Query<String>("SELECT \("film")::kind")) == "film")
                #expect(try await session.one(Query<Kind>("SELECT \(Kind.workshop)::kind")) == .workshop)
                #expect(
                    try await session.one(Query<[Kind]>("SELECT ARRAY['film', 'workshop']::kind[]")) == [
                        .film, .workshop,
                    ]
                )
                #expect(try await session.one(Query<[Kind]>("SELECT \([Kind.film])::kind[]")) == [.film])
            }
        }
    }

    @Test func `a stored value that the type cannot be is refused without showing it`() async throws {
        try await withDatabase { database, _ in
            let error = await #expect(throws: PostgresError.self) {
                try await database.withSession { try await $0.one(Query<Kind>("SELECT \("secret") AS kind")) }
            }
            #expect(error?.code == .invalidValue)
            #expect(error?.message == "column 1 (kind): no valid Kind")
        }
    }

    @Test func `NULL, a wrong type and a missing column name their column`() async throws {
        try await withDatabase { database, _ in
            func fault<Row>(_ query: Query<Row>) async -> PostgresError? {
                await #expect(throws: PostgresError.self) {
                    _ = try await database.withSession { try await $0.rows(query) }
                }
            }
            let null = await fault(Query<String>("SELECT NULL::text AS name"))
            #expect(null?.code == .unexpectedNull)
            #expect(null?.message == "column 1 (name): NULL where a value was expected")
            #expect(await fault(Query<Int32>("SELECT 1::bigint"))?.code == .mismatchedType)
            #expect(await fault(Query<Int>("SELECT 'a'::text"))?.code == .mismatchedType)
            #expect(await fault(Query<String>("SELECT 1"))?.code == .mismatchedType)
            #expect(await fault(Query<Bool>("SELECT 'a'::\"char\""))?.code == .mismatchedType)
            #expect(await fault(Query<[Int]>("SELECT ARRAY[[1],[2]]"))?.code == .mismatchedType)
            #expect(await fault(Query<[Int]>("SELECT 1"))?.code == .mismatchedType)
            #expect(await fault(Query<[Int]>("SELECT ARRAY[1, NULL]"))?.code == .unexpectedNull)
            let missing = await fault(Query<Int>("SELECT 1") { row in try row.next(Int.self) + (try row.next()) })
            #expect(missing?.message == "the row has only 1 columns")
        }
    }

    @Test func `smaller numbers are read as larger`() async throws {
        try await withDatabase { database, _ in
            try await database.withSession { session in
                let query = Query<[Double]>("SELECT 1::int2, 2::int4, 3::int2, 0.5::float4") { row in
                    [
                        Double(try row.next(Int.self)), Double(try row.next(Int64.self)),
                        Double(try row.next(Int32.self)), try row.next(),
                    ]
                }
                let numbers = try await session.one(query)
                #expect(numbers == [1, 2, 3, 0.5])
            }
        }
    }
}

private enum Kind: String, PostgresMapped {
    case film, workshop
}
