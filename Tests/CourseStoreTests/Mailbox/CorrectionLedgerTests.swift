import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Corrections followed down to their letters.
struct CorrectionLedgerTests {
    /// A course whose workshop was moved after everybody was told, and whose corrections have left.
    private func withCorrections(_ body: (CourseRun, Database) async throws -> Void) async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-08T12:00"))
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-21T09:00"),
                end: nil
            )
            try await run.run(until: at("2027-03-12T00:00"), settling: refusing("cai"))
            try await body(run, owner)
        }
    }

    @Test func `the corrections of a release are listed by name, with what each was told instead of what`()
        async throws
    {
        try await withCorrections { run, _ in
            let store = run.store
            let standings = try await store.ledgerFigures(of: run.key, waiting: nil).corrections
            #expect(standings.map(\.municipality) == ["albertslund", "glostrup"])
            for standing in standings {
                var found: [LetterList.Share] = []
                var place: LetterList.Place?
                repeat {
                    let page = try #require(
                        try await store.correctionLedger(
                            of: run.key,
                            municipality: standing.municipality,
                            releasedAt: standing.releasedAt,
                            .init(after: place, limit: 2)
                        )
                    )
                    #expect(page.standing.count == standing.count)
                    for share in page.letters.shares {
                        let dates = page.dates(of: share)
                        #expect(
                            dates.contains {
                                $0.module == "workshop-1" && $0.edge == .start && $0.was == at("2027-04-14T09:00")
                                    && $0.now == at("2027-04-21T09:00")
                            }
                        )
                        let letter = try #require(share.letter)
                        let record = try #require(try await store.letterRecord(letter, of: run.key))
                        #expect(record.row.name == share.name)
                        #expect(record.corrections.map(\.now) == dates.map(\.now))
                    }
                    found += page.letters.shares
                    place = page.letters.next
                } while place != nil
                let here = standing.municipality == "albertslund"
                #expect(found.map(\.name) == (here ? ["Ann", "Bo", "Cai", "Dot", "Eve"] : ["Gro", "Han"]))
                #expect(found.map(\.replyCode) == (here ? [250, 250, 550, 250, 250] : [250, 250]))
                #expect(found.filter { $0.state == .failed }.map(\.name) == (here ? ["Cai"] : []))
            }
        }
    }

    @Test func `a copy of a correction's letter tells the same dates`() async throws {
        try await withCorrections { run, _ in
            let standing = try #require(try await run.store.ledgerFigures(of: run.key, waiting: nil).corrections.first)
            let ledger = try await run.store.correctionLedger(
                of: run.key,
                municipality: standing.municipality,
                releasedAt: standing.releasedAt
            )
            let letter = try #require(ledger?.letters.shares.first?.letter)
            let original = try #require(try await run.store.letterRecord(letter, of: run.key))
            #expect(!original.corrections.isEmpty)
            let copy = try #require(try await run.store.copyLetter(letter, of: run.key, form: UUID()))
            let record = try #require(try await run.store.letterRecord(copy, of: run.key))
            #expect(record.corrections.map(\.now) == original.corrections.map(\.now))
        }
    }

    @Test func `they are not there for the other municipality's coordinator, nor at another moment`() async throws {
        try await withCorrections { run, _ in
            let standing = try #require(try await run.store.ledgerFigures(of: run.key, waiting: nil).corrections.first)
            func ledger(_ store: Store, in municipality: String, at moment: Instant) async throws -> Int? {
                try await store.correctionLedger(of: run.key, municipality: municipality, releasedAt: moment)?
                    .letters.shares.count
            }
            let (here, there) = (
                try await run.coordinator(of: "albertslund"), try await run.coordinator(of: "glostrup")
            )
            #expect(try await ledger(here, in: "albertslund", at: standing.releasedAt) == 5)
            #expect(try await ledger(there, in: "albertslund", at: standing.releasedAt) == nil)
            #expect(try await ledger(here, in: "none", at: standing.releasedAt) == nil)
            #expect(try await ledger(here, in: "albertslund", at: standing.releasedAt.adding(seconds: 1)) == nil)
        }
    }

    @Test func `a date that only discreet letters had told is in no list`() async throws {
        try await withCorrections { run, owner in
            let standing = try #require(try await run.store.ledgerFigures(of: run.key, waiting: nil).corrections.first)
            func shares() async throws -> [(String, Int)] {
                try #require(
                    try await run.store.correctionLedger(
                        of: run.key,
                        municipality: standing.municipality,
                        releasedAt: standing.releasedAt
                    ).map { ledger in ledger.letters.shares.map { ($0.name, ledger.dates(of: $0).count) } }
                )
            }
            let before = try await shares()
            try await owner.withSession { session in
                _ = try await session.execute(
                    """
                    UPDATE corrected_date SET discreet = true
                    WHERE module = 'workshop-1' AND leader = (SELECT id FROM leader WHERE name = 'Ann')
                    """
                )
                _ = try await session.execute(
                    "UPDATE correction SET discreet = true WHERE leader = (SELECT id FROM leader WHERE name = 'Bo')"
                )
            }
            let after = try await shares()
            #expect(after.map(\.0) == ["Ann", "Cai", "Dot", "Eve"])
            #expect(after.first.map(\.1) ?? 0 < before.first.map(\.1) ?? 0)
        }
    }
}
