import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// Ordinary pages, read by somebody who wants to know who has seen a film.
///
/// Two courses that differ in nothing but who has seen it look the same, to the last character, on every page of administrators and coordinators.
struct AlikePagesTests {
    /// Twelve in Albertslund, of whom three are a group; three in Glostrup.
    private static let here = (1...12).map {
        SmallCourse.leader("l\($0)", group: $0 > 9 ? "Syd" : "Nord", isChair: $0 == 1 || $0 == 10)
    }
    private static let there = (1...3).map { SmallCourse.leader("g\($0)", group: "Øst", isChair: $0 == 1) }

    private static let askers = [
        "admin@tandem.example", "mette.holm@albertslund.example", "karim.lund@glostrup.example",
    ]

    /// All pages of a course in which these have seen the first film, run until its reminder has been sent, by asker and path.
    private func pages(seenBy seen: [String]) async throws -> [String: String] {
        try await withSite { site in
            let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
            let run = try await CourseRun(site.store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
            // One after the other, so that everybody has the same number each time.
            for (town, leaders) in [("albertslund", Self.here), ("glostrup", Self.there)] {
                for leader in leaders {
                    _ = try await site.store.enrol(SmallCourse.list([leader]), in: run.key, municipality: town)
                }
            }
            try await site.owner.transaction(as: "administrator") {
                _ = try await $0.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
            }
            _ = try await site.store.goLive(run.key)
            try await site.owner.transaction(as: "post") { transaction in
                _ = try await transaction.execute(
                    "INSERT INTO film_done (leader, module, done_at) SELECT id, 'film-1', now() FROM leader WHERE email = ANY (\(seen.map(SmallCourse.address)))"
                )
            }
            try await run.run(until: LocalDateTime(Day(2027, 3, 26), LocalTime(12, 0)))
            let discreet = Query<Int>("SELECT count(*) FROM letter_history WHERE discreet")
            let reminded = try await site.owner.transaction(as: "post") { try await $0.one(discreet) }
            #expect(reminded == 15 - seen.count, "the reminder went to the others")

            func numbers(_ sql: SQL) async throws -> [Int64] {
                try await site.owner.transaction(as: "post") { try await $0.rows(Query<Int64>(sql)) }
            }
            var paths = [
                "", "/people", "/groups", "/ledger", "/ledger/figures", "/ledger.csv", "/messages", "/words",
                "/settings",
            ]
            for town in ["albertslund", "glostrup"] {
                paths += [
                    "/preview?municipality=\(town)&to=2027-09-30&from=2026-12-01", "/plan?municipality=\(town)",
                    "/people?municipality=\(town)",
                ]
            }
            for id in try await numbers("SELECT id FROM leader ORDER BY id") { paths.append("/people/\(id)") }
            for id in try await numbers("SELECT id FROM leader_group ORDER BY id") { paths.append("/groups/\(id)") }
            for id in try await numbers("SELECT id FROM planned_prompt WHERE leader IS NULL ORDER BY id") {
                paths += ["/ledger/\(id)", "/plan/\(id)"]
            }
            var pages: [String: String] = [:]
            for asker in Self.askers {
                let browser = try await site.browser(of: asker)
                func look(_ path: String, as name: String) async throws -> String {
                    let answer = try await browser.get(path)
                    // Letters are numbered as they are made, in whatever database this is.
                    let text = answer.text.replacing(/letters\/\d+/, with: "letters/n")
                    for live in ["/sign-in/link/", "href=\"http"] {
                        #expect(!answer.text.contains(live), "\(asker) finds a live link at \(path)")
                    }
                    pages["\(asker) \(name)"] = "\(answer.code) \(text)"
                    return answer.text
                }
                var letters: Set<Int> = []
                var previews: Set<String> = []
                for path in paths {
                    let text = try await look("/courses/\(run.key)\(path)", as: path)
                    letters.formUnion(text.matches(of: /letters\/(\d+)"/).compactMap { Int($0.output.1) })
                    previews.formUnion(
                        text.matches(of: /href="([^"?]*\/preview\/\d+\/[0-9-]+[^"?]*)"/).map { String($0.output.1) }
                    )
                }
                // In whatever order they were made.
                var texts: [String] = []
                for letter in letters {
                    texts.append(try await look("/courses/\(run.key)/letters/\(letter)", as: "letter"))
                }
                pages["\(asker) letter"] =
                    texts.map { text in
                        text.replacing(/letters\/\d+/, with: "letters/n").replacing(/Brev \d+/, with: "Brev n")
                            .replacing(/name="form" value="[^"]*"/, with: "form")
                    }.sorted().joined()
                for path in previews.sorted().prefix(20) {
                    _ = try await look(path, as: path)
                    _ = try await look(path + "/body", as: path + "/body")
                }
                #expect(!letters.isEmpty && !previews.isEmpty)
            }
            return pages
        }
    }

    @Test func `no page of an administrator or a coordinator tells apart who has seen a film from who has not`()
        async throws
    {
        let one = try await pages(seenBy: ["l1", "l2", "l3", "l4", "l5", "l10", "g1"])
        // Others, in the same number; in the group of three another, and in Glostrup another.
        let other = try await pages(seenBy: ["l5", "l6", "l7", "l8", "l9", "l12", "g3"])
        // Fewer, within one step of five, and in a group of three all.
        let fewer = try await pages(seenBy: ["l1", "l2", "l3", "l10", "l11", "l12", "g1", "g2"])
        #expect(one.count > 60 && one.values.count { $0.hasPrefix("200") } > 60)
        for (path, page) in one.sorted(by: { $0.key < $1.key }) {
            #expect(page == other[path], "\(path)")
            #expect(page == fewer[path], "\(path)")
        }
        // So that it is not for want of figures: the ledger does tell some.
        #expect(one["admin@tandem.example /ledger"]?.contains("omkring 5 af omkring 10 fik den") == true)
    }
}
