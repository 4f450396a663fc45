import CourseTesting
import HTTPTypes
import Postgres
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
            #expect(Access.joint.subtracting(table) == [], "an exception for no page")
            for secret in Secret.allCases {
                for part in Cast.Part.allCases { #expect(secret.rule(for: part) != nil, "\(secret) \(part)") }
            }
        }
    }

    @Test(arguments: Access.all, Cast.Town.allCases)
    func `each gets what the table says, and nothing of others`(access: Access, town: Cast.Town) async throws {
        try await withSite { site in
            let cast = try await Cast.furnished(in: site)
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
                let isJoint = (part == .own || part == .other) && Access.joint.contains(access.description)
                for word in Word.all where !word.isFor(part, in: town) && answer.text.contains(word.text) {
                    if isJoint, word.kind == .name || word.kind == .area { continue }
                    Issue.record("\(part) reads a \(word.kind) of \(word.town) at \(access) of \(town): \(word.text)")
                }
            }
        }
    }

    @Test(arguments: Cast.Town.allCases)
    func `each word is read by those whom it is for`(town: Cast.Town) async throws {
        try await withSite { site in
            let cast = try await Cast.furnished(in: site)
            func pages(_ part: Cast.Part, _ paths: [String]) async throws -> String {
                let browser = try await site.browser(of: cast.address(of: part, in: town))
                var text = ""
                for path in paths { text += try await browser.get(path).text }
                return text
            }
            let root = "/courses/small"
            let chair = SmallCourse.address(town.leaders[0].lowercased())
            let group = try await cast.number(Query("SELECT leader_group FROM leader WHERE email = \(chair)"))
            let mine = Word.all.filter { $0.town == town && $0.kind != .helper }
            for part in [Cast.Part.administrator, .own] {
                var paths = ["people", "groups", "groups/\(group)", "messages", "groups/\(group)/meetings/meeting-1"]
                paths.append("words/film-2/link?municipality=\(town.rawValue)")
                for name in town.leaders { paths.append("people/\(try await cast.leader(name.lowercased()))") }
                let text = try await pages(part, paths.map { "\(root)/\($0)" })
                for word in mine {
                    #expect(text.contains(word.text), "\(part) does not read the \(word.kind) \(word.text)")
                }
            }
            let bookings = try await pages(.helper, ["/bookings"])
            #expect(bookings.contains(town.surnames[1]) && bookings.contains(Secret.area.text(in: town)))
            #expect(try await pages(.leader, ["/my"]).contains(Secret.place.text(in: town)))
        }
    }
}
