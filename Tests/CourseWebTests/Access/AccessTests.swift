import CourseTesting
import HTTPTypes
import Testing

@testable import CourseWeb

/// The visibility contract, page by page: DESIGN §6 as a table.
struct AccessTests {
    @Test func `every address of the site stands in the table`() async throws {
        try await withSite { site in
            let assets = [Assets.stylesheet, Assets.script, Assets.icon].map { "GET \($0.path)" }
            let served = site.router.patterns.subtracting(Access.forEverybody).subtracting(assets)
            let table = Set(Access.all.map(\.description))
            #expect(served.subtracting(table) == [], "served, and in no row of the table")
            #expect(table.subtracting(served) == [], "in the table, and served no more")
        }
    }

    @Test(arguments: Access.all, Cast.Town.allCases)
    func `each gets what the table says, and nothing of others`(access: Access, town: Cast.Town) async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            // Those who may not come first: what they change would be seen.
            let parts: [Cast.Part] = [.nobody, .helper, .leader, .chair, .other, .own, .administrator]
            for part in parts {
                let path = try await access.path(cast, town)
                let browser = try await site.browser(of: cast.address(of: part, in: town))
                let answer =
                    access.method == .get ? try await browser.get(path) : try await browser.post(path, access.form)
                #expect(
                    answer.code == access.statuses[part],
                    "\(part) at \(access) of \(town): \(answer.location ?? "")"
                )
                let never = part.neverSees(in: town, cast: cast) + (access.hides[part] ?? [])
                for text in never where answer.text.contains(text) {
                    Issue.record("\(part) sees \(text) at \(access) of \(town)")
                }
            }
        }
    }
}

extension Cast.Part {
    /// What stands on no page that this one gets.
    func neverSees(in town: Cast.Town, cast: Cast) -> [String] {
        func addresses(_ town: Cast.Town) -> [String] { town.leaders.map { SmallCourse.address($0.lowercased()) } }
        let own = cast.address(of: self, in: town)
        switch self {
        case .administrator: return []
        case .own: return addresses(town.other)
        case .other: return addresses(town)
        case .nobody, .helper: return addresses(town) + addresses(town.other)
        case .chair, .leader: return (addresses(town) + addresses(town.other)).filter { $0 != own }
        }
    }
}
