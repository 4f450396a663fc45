import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

/// The small course with everybody of DESIGN §6 in it, so that each page can be asked for by each.
struct Cast: Sendable {
    let site: TestSite
    let run: CourseRun

    /// The municipality whose rows a page's path names, and the other one.
    enum Town: String, CaseIterable, Sendable {
        case albertslund, glostrup

        var other: Town { self == .albertslund ? .glostrup : .albertslund }

        /// The first names of its leaders in the small course, who chairs first; the second is of the same group.
        var leaders: [String] {
            switch self {
            case .albertslund: ["Ann", "Bo", "Cai", "Dot", "Eve"]
            case .glostrup: ["Gro", "Han"]
            }
        }

        /// Their surnames.
        var surnames: [String] {
            switch self {
            case .albertslund: ["Adelkvist", "Bregnebjerg", "Cypresdal", "Dueslag", "Elmekrog"]
            case .glostrup: ["Guldspurv", "Havterne"]
            }
        }

        /// The group of the first two.
        var group: String { self == .albertslund ? "Nord" : "Øst" }
    }

    /// Who asks, as seen from the municipality that the path names.
    enum Part: String, CaseIterable, Sendable, Hashable {
        case nobody, administrator, own, other, chair, leader, helper
    }

    /// The small course, an administrator and two helpers.
    static func assemble(in site: TestSite) async throws -> Cast {
        let cast = Cast(site: site, run: try await SmallCourse.run(in: site.store))
        try await cast.administer()
        try await site.owner.transaction(as: "administrator") { transaction in
            try await transaction.execute(
                """
                INSERT INTO helper (municipality, name, email)
                SELECT id, 'Hjalte', 'helper.' || key || '@tandem.example' FROM municipality
                """
            )
        }
        return cast
    }

    /// The same, and all that is said of anybody is a word that stands nowhere else.
    static func furnished(in site: TestSite) async throws -> Cast {
        let outline = try SmallCourse.outline(keeping: SmallCourse.modules + ["workshop-2", "service-check"])
        let cast = Cast(site: site, run: try await SmallCourse.run(in: site.store, outline: outline))
        for town in Town.allCases { try await cast.furnish(town) }
        try await cast.administer()
        return cast
    }

    private func administer() async throws {
        try await site.owner.transaction(as: "administrator") { transaction in
            try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
        }
    }

    /// Gives everybody and everything of a municipality a name of its own.
    private func furnish(_ town: Town) async throws {
        _ = try await run.store.setMeeting(
            course: run.key,
            module: "meeting-1",
            municipality: town.rawValue,
            group: town.group,
            start: LocalDateTime(Day(2027, 3, 30), LocalTime(10, 0)),
            end: nil,
            place: Secret.place.text(in: town)
        )
        _ = try await run.store.send(
            MessageDraft(to: .municipality(town.rawValue), subject: Secret.message.text(in: town), text: "Hej"),
            in: run.key,
            form: UUID()
        )
        try await site.owner.transaction(as: "administrator") { transaction in
            let municipality = try await transaction.one(
                Query<Int64>("SELECT id FROM municipality WHERE key = \(town.rawValue)")
            )
            for (name, surname) in zip(town.leaders, town.surnames) {
                try await transaction.execute(
                    "UPDATE leader SET name = \(name + " " + surname) WHERE email = \(SmallCourse.address(name.lowercased()))"
                )
            }
            try await transaction.execute(
                "UPDATE leader_group SET name = \(Secret.group.text(in: town)) WHERE municipality = \(municipality) AND name = \(town.group)"
            )
            try await transaction.execute(
                """
                WITH made AS (
                    INSERT INTO area (municipality, name) VALUES (\(municipality), \(Secret.area.text(in: town))) RETURNING id)
                UPDATE leader SET area = made.id FROM made
                WHERE email = ANY (\(town.leaders.prefix(2).map { SmallCourse.address($0.lowercased()) }))
                """
            )
            try await transaction.execute(
                """
                INSERT INTO prompt_words (municipality, module, prompt, subject, set_by)
                VALUES (\(municipality), 'film-2', 'link', \(Secret.words.text(in: town)), 'clerk')
                """
            )
            try await transaction.execute(
                """
                INSERT INTO helper (municipality, name, email)
                VALUES (\(municipality), \(Secret.helper.text(in: town)), \("helper.\(town.rawValue)@tandem.example"))
                """
            )
            // The second leader has booked with the helper.
            try await transaction.execute(
                """
                INSERT INTO booking (leader, module, starts, ends, helper)
                SELECT l.id, 'service-check', '2027-05-25 10:00', '2027-05-25 10:30', h.id FROM leader l, helper h
                WHERE l.email = \(SmallCourse.address(town.leaders[1].lowercased())) AND h.municipality = \(municipality)
                """
            )
        }
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
