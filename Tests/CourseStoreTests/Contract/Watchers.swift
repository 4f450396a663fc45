import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course of which some have seen a film, and who looks on.
///
/// Twenty-three leaders in Albertslund, in groups of five and three and without one, and three in Glostrup; the first
/// twelve of Albertslund have seen the first film, and one of Glostrup.
struct Watchers {
    static let names = (1...23).map { "l\($0)" }
    static let leaders = names.enumerated().map { index, name in
        switch index {
        case 0..<5: SmallCourse.leader(name, group: "Nord", isChair: index == 0)
        case 20..<23: SmallCourse.leader(name, group: "Syd", isChair: index == 20)
        default: SmallCourse.leader(name)
        }
    }
    static let others = (1...3).map { SmallCourse.leader("g\($0)", group: "Øst", isChair: $0 == 1) }
    static let seen = Array(names.prefix(12)) + ["g2"]

    let administrator: Store
    /// The coordinator of Albertslund.
    let here: Store
    /// The coordinator of Glostrup.
    let there: Store
    let course: StoredCourse
    let run: CourseRun

    private init(_ run: CourseRun) async throws {
        let course = try await run.store.course(run.key)
        func coordinator(_ key: String) throws -> Store {
            run.store.acting(as: Acting(.coordinator(try #require(course.municipalities[key])), doer: Doer(key)))
        }
        (self.course, self.run) = (course, run)
        administrator = run.store
        (here, there) = (try coordinator("albertslund"), try coordinator("glostrup"))
    }

    static func with(
        _ outline: CourseOutline? = nil,
        seeing seen: [String] = seen,
        _ body: (CourseRun, _ owner: Database, Watchers) async throws -> Void
    ) async throws {
        let outline = try outline ?? SmallCourse.outline()
        try await withStore { store, owner in
            let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
            _ = try await store.enrol(SmallCourse.list(leaders), in: run.key, municipality: "albertslund")
            _ = try await store.enrol(SmallCourse.list(others), in: run.key, municipality: "glostrup")
            _ = try await store.goLive(run.key)
            for name in seen {
                try await store.markFilmDone(course: run.key, module: "film-1", leader: SmallCourse.address(name))
            }
            try await body(run, owner, try await Watchers(run))
        }
    }

    func leader(_ name: String, _ owner: Database) async throws -> Store {
        let id: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(SmallCourse.address(name))")
        return run.store.acting(as: Acting(.leader(Leader.ID(rawValue: id)), doer: Doer(name)))
    }
}

extension Store {
    /// All that whoever acts sees of each leader's mail, without what names the leader.
    func traces() async throws -> [String: Set<String>] {
        let rows: [String] = try await database.ask(
            """
            SELECT l.name || ' ' || t.trace FROM leader l CROSS JOIN LATERAL (
                SELECT concat_ws(' ', 'item', i.module, i.prompt, i.state, i.skip) AS trace FROM letter_item i WHERE i.leader = l.id
                UNION ALL
                SELECT concat_ws(' ', 'letter', h.outcome, h.course_time) FROM letter_history h WHERE h.leader = l.id
                UNION ALL SELECT 'queued' FROM letter q WHERE q.leader = l.id
                UNION ALL SELECT 'bytes' FROM letter_message m JOIN letter_history h ON h.id = m.letter WHERE h.leader = l.id
                UNION ALL SELECT 'correction' FROM correction k WHERE k.leader = l.id
                UNION ALL SELECT 'bounce' FROM bounce b WHERE b.leader = l.id
                UNION ALL SELECT 'planned' FROM planned_prompt p WHERE p.leader = l.id
                UNION ALL SELECT 'seen' FROM film_done d WHERE d.leader = l.id
                UNION ALL SELECT 'booked' FROM booking b WHERE b.leader = l.id) AS t ORDER BY 1
            """,
            as: setting
        )
        var traces: [String: Set<String>] = [:]
        for row in rows {
            let parts = row.split(separator: " ", maxSplits: 1).map(String.init)
            traces[parts[0], default: []].insert(parts[1])
        }
        return traces
    }

    /// Whoever acts, as the policies read it.
    private var setting: String {
        switch acting.role {
        case .administrator: "administrator"
        case .coordinator(let id): "coordinator:\(id)"
        case .leader(let id): "leader:\(id)"
        case .helper, .post, .door: ""
        }
    }
}
