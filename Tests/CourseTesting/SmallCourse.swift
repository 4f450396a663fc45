public import Course
public import CourseStore

/// A part of the course of 2027 with seven invented leaders, whose days are easily worked out by hand.
///
/// Albertslund sends at 8.00, Glostrup at 9.30. Workshop 1 is on Wednesday 14 April, in its larger form also on Thursday the 15th; the window of
/// the meeting before it ends on 7 April, and Easter is 25–29 March.
public enum SmallCourse {
    /// Two films, the meeting that they prepare, and the workshop that it prepares.
    public static let modules = ["film-1", "film-2", "meeting-1", "workshop-1"]

    /// The outline with some of the modules, with one or two sessions a workshop, and with tables there or without.
    public static func outline(
        keeping modules: [String] = modules,
        sessions: Int = 1,
        tables: Bool = false
    ) throws -> CourseOutline {
        var outline = try DemoCourse.outline()
        outline.key = "small"
        outline.programme.modules.removeAll { !modules.contains($0.key) }
        for index in outline.programme.modules.indices {
            outline.programme.modules[index].buildsOn.removeAll { !modules.contains($0) }
            if !tables { outline.programme.modules[index].tables = nil }
        }
        outline.sessions.removeAll { session in
            !modules.contains(session.module) || (sessions == 1 && session.key == "torsdag")
        }
        return outline
    }

    /// The leaders of a municipality.
    ///
    /// In Albertslund Ann, who chairs Nord, and Bo; Cai, who chairs Syd, and Dot; Eve without a group. In Glostrup Gro,
    /// who chairs Øst, and Han.
    public static func list(of municipality: String) -> LeaderList {
        municipality == "albertslund"
            ? list([
                leader("ann", group: "Nord", isChair: true), leader("bo", group: "Nord"),
                leader("cai", group: "Syd", isChair: true), leader("dot", group: "Syd"), leader("eve"),
            ])
            : list([leader("gro", group: "Øst", isChair: true), leader("han", group: "Øst")])
    }

    /// A list of leaders, as if read from a file.
    public static func list(_ entries: [LeaderEntry]) -> LeaderList {
        LeaderList(
            columns: Set(LeaderList.Column.allCases),
            rows: entries.enumerated().map { LeaderList.Row(number: $0.offset + 2, entry: $0.element) }
        )
    }

    /// A leader of that name, whose address is the name at `small.example`.
    public static func leader(_ name: String, group: String? = nil, isChair: Bool = false) -> LeaderEntry {
        LeaderEntry(
            name: name.prefix(1).uppercased() + name.dropFirst(),
            email: address(name),
            area: "Skoler",
            group: group,
            isChair: isChair
        )
    }

    /// The address of a leader.
    public static func address(_ name: String) -> String { "\(name)@small.example" }

    /// Imports the course, enrols its leaders and goes live on its first midnight.
    public static func run(
        in store: Store,
        outline: CourseOutline? = nil,
        goesLive: Bool = true
    ) async throws -> CourseRun {
        let outline = try outline ?? self.outline()
        let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
        for municipality in outline.municipalities.map(\.key) {
            _ = try await store.enrol(list(of: municipality), in: run.key, municipality: municipality)
        }
        if goesLive { _ = try await store.goLive(run.key) }
        return run
    }
}
