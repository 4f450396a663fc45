import Course
import CourseStore
import CourseTesting
import Postgres

/// The small course with everybody of DESIGN §6 in it, so that each page can be asked for by each.
struct Cast: Sendable {
    let site: TestSite
    let run: CourseRun

    /// The municipality whose rows a page's path names, and the other one.
    enum Town: String, CaseIterable, Sendable {
        case albertslund, glostrup

        var other: Town { self == .albertslund ? .glostrup : .albertslund }

        /// The names of its leaders in the small course, who chairs first.
        var leaders: [String] {
            switch self {
            case .albertslund: ["Ann", "Bo", "Cai", "Dot", "Eve"]
            case .glostrup: ["Gro", "Han"]
            }
        }
    }

    /// Who asks, as seen from the municipality that the path names.
    enum Part: String, CaseIterable, Sendable, Hashable {
        case nobody, administrator, own, other, chair, leader, helper
    }

    static func assemble(in site: TestSite) async throws -> Cast {
        let cast = Cast(site: site, run: try await SmallCourse.run(in: site.store))
        try await site.owner.transaction(as: "administrator") { transaction in
            try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
            try await transaction.execute(
                """
                INSERT INTO helper (municipality, name, email)
                SELECT id, 'Hjalte', 'helper.' || key || '@tandem.example' FROM municipality
                """
            )
        }
        return cast
    }

    /// The address of somebody, seen from a municipality.
    func address(of part: Part, in town: Town) -> String? {
        switch part {
        case .nobody: nil
        case .administrator: "admin@tandem.example"
        case .own: coordinator(of: town)
        case .other: coordinator(of: town.other)
        case .chair: SmallCourse.address(town.leaders[0].lowercased())
        case .leader: SmallCourse.address(town.leaders[1].lowercased())
        case .helper: "helper.\(town.rawValue)@tandem.example"
        }
    }

    private func coordinator(of town: Town) -> String {
        switch town {
        case .albertslund: "mette.holm@albertslund.example"
        case .glostrup: "karim.lund@glostrup.example"
        }
    }

    /// A number from the database, as its owner sees it.
    func number(_ query: Query<Int64>) async throws -> Int64 {
        try await site.owner.transaction(as: "administrator") { try await $0.one(query) }
    }
}
