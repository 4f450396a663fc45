import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// The visibility contract, asked of the database under the service's role.
struct ContractTests {
    /// What a part may do with the rows of a condition, tried and taken back: of `RIUD`.
    ///
    /// An insert tries the very row again: a policy refuses it before a key does.
    private static let trial = """
        CREATE FUNCTION pg_temp.rights(target regclass, condition text, sample jsonb, touched name) RETURNS text
        LANGUAGE plpgsql AS $$
        DECLARE found boolean; changed bigint; rights text := '';
        BEGIN
            BEGIN
                EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %s)', target, condition) INTO found;
                IF found THEN rights := rights || 'R'; END IF;
            EXCEPTION WHEN insufficient_privilege THEN NULL;
            END;
            BEGIN
                EXECUTE format('INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::%s, $1)).*', target, target)
                    USING sample;
                RAISE EXCEPTION USING ERRCODE = 'ZZ001';
            EXCEPTION WHEN SQLSTATE 'ZZ001' OR integrity_constraint_violation THEN rights := rights || 'I';
                WHEN insufficient_privilege THEN NULL;
            END;
            BEGIN
                EXECUTE format('UPDATE %s SET %I = %I WHERE %s', target, touched, touched, condition);
                GET DIAGNOSTICS changed = ROW_COUNT;
                IF changed > 0 THEN RAISE EXCEPTION USING ERRCODE = 'ZZ001'; END IF;
            EXCEPTION WHEN SQLSTATE 'ZZ001' OR integrity_constraint_violation THEN rights := rights || 'U';
                WHEN insufficient_privilege THEN NULL;
            END;
            BEGIN
                EXECUTE format('DELETE FROM %s WHERE %s', target, condition);
                GET DIAGNOSTICS changed = ROW_COUNT;
                IF changed > 0 THEN RAISE EXCEPTION USING ERRCODE = 'ZZ001'; END IF;
            EXCEPTION WHEN SQLSTATE 'ZZ001' OR integrity_constraint_violation THEN rights := rights || 'D';
                WHEN insufficient_privilege THEN NULL;
            END;
            RETURN CASE rights WHEN '' THEN '-' ELSE rights END;
        END
        $$
        """

    /// A row that is there, as its owner sees it, and a column that may be written without a change.
    private struct Sample: Sendable {
        let line: ContractTable.Line
        let condition: String
        let row: String
        let column: String
    }

    @Test func `each part may do with each row what the contract says, in both municipalities`() async throws {
        try await PeopledCourse.with { course in
            for cast in PeopledCourse.Cast.all {
                var samples: [Sample] = []
                for line in ContractTable.lines {
                    let condition = try await course.condition(line.condition, of: cast)
                    let rows: [String] = try await course.owner.ask(
                        "SELECT to_jsonb(t)::text FROM \(raw: line.table) AS t WHERE \(raw: condition) LIMIT 1"
                    )
                    let row = try #require(rows.first, "\(line.name): there is no such row")
                    let column: String = try await course.owner.one(
                        """
                        SELECT attname::text FROM pg_attribute
                        WHERE attrelid = \(line.table)::regclass AND attnum > 0 AND attidentity = '' ORDER BY attnum LIMIT 1
                        """
                    )
                    samples.append(Sample(line: line, condition: condition, row: row, column: column))
                }
                for part in ContractTable.parts {
                    let actor = try await course.actor(part, of: cast)
                    let found = try await rights(to: samples, as: actor, in: course.store.database)
                    for (sample, right) in zip(samples, found) {
                        #expect(
                            right == sample.line.rights[part],
                            "\(sample.line.name) of \(cast.municipality) for \(part)"
                        )
                    }
                }
            }
        }
    }

    private struct TakenBack: Error { let rights: [String] }

    private func rights(to samples: [Sample], as actor: String, in database: Database) async throws -> [String] {
        do {
            return try await database.transaction(as: actor) { session in
                try await session.script(Self.trial)
                var rights: [String] = []
                for sample in samples {
                    rights.append(
                        try await session.one(
                            Query<String>(
                                """
                                SELECT pg_temp.rights(\(sample.line.table)::regclass, \(sample.condition),
                                                      \(PostgresJSON(text: sample.row)), \(sample.column)::name)
                                """
                            )
                        )
                    )
                }
                throw TakenBack(rights: rights)
            }
        } catch let taken as TakenBack {
            return taken.rights
        }
    }

    @Test func `every table has its line, and every line its table`() async throws {
        try await withStore { _, owner in
            let tables: [String] = try await owner.ask(
                """
                SELECT relname::text FROM pg_class
                WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
                """
            )
            #expect(Set(tables).symmetricDifference(ContractTable.lines.map(\.table)) == [])
            for line in ContractTable.lines { #expect(line.rights.count == ContractTable.parts.count, "\(line.name)") }
        }
    }

    @Test(arguments: [
        "", "leader", "leader:", "leader:x", "leader:-1", "leader:1:2", "leader:1 ", "leader:99999999999999999999",
        "coordinator", "coordinator:1;", "administrator:1", "Administrator", "post:1", "post\n", "nobody", "helper:1'",
    ])
    func `an actor of no sense is nobody, and breaks no statement`(actor: String) async throws {
        try await withStore { store, _ in
            _ = try await SmallCourse.run(in: store)
            for table in Set(ContractTable.lines.map(\.table)).subtracting(["schema_migration", "kept_slot"]) {
                #expect(try await store.database.one("SELECT count(*) FROM \(raw: table)", as: actor) == 0, "\(table)")
            }
        }
    }

    @Test func `a draft is its coordinators' business, and not yet its leaders'`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let leader: Int64 = try await owner.one("SELECT id FROM leader WHERE name = 'Bo'")
            let municipality: Int64 = try await owner.one("SELECT id FROM municipality WHERE key = 'albertslund'")
            func courses(_ actor: String) async throws -> [Int] {
                var counts: [Int] = []
                for table in ["course", "municipality", "session", "planned_prompt"] {
                    counts.append(try await store.database.one("SELECT count(*) FROM \(raw: table)", as: actor))
                }
                return counts
            }
            #expect(try await courses("leader:\(leader)") == [0, 0, 0, 0])
            #expect(try await courses("coordinator:\(municipality)").prefix(3) == [1, 2, 1])
            _ = try await store.goLive(run.key)
            #expect(try await courses("leader:\(leader)").prefix(3) == [1, 2, 1])
            try await store.withdrawLeader(SmallCourse.address("bo"), from: run.key)
            #expect(try await courses("leader:\(leader)") == [0, 0, 0, 0])
        }
    }
}
