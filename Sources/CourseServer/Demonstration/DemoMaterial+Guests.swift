import Course
import CourseWeb
import Foundation

extension DemoMaterial {
    /// The administrator of demonstrations.
    static let administrator = "kursus@tandem.example"

    /// Who gives service checks in the first municipality; no list tells of them.
    var helper: (name: String, address: String, municipality: String)? {
        file.outline.municipalities.first.map { ("Hjalte Holm", "hjalte.holm@\($0.key).example", $0.key) }
    }

    /// Who can be looked over the shoulder of: an administrator, each coordinator; a chair, a leader and a helper of the first municipality.
    var guests: [DemoGuest] {
        let leaders = lists.first?.list.rows.map(\.entry) ?? []
        let chair = leaders.first(where: \.isChair)
        let leader = leaders.first { !$0.isChair && $0.group == chair?.group }
        return [DemoGuest(key: "administrator", part: .administrator, address: Self.administrator)]
            + file.outline.municipalities.map {
                DemoGuest(key: $0.key, part: .coordinator($0.name), address: $0.coordinator)
            }
            + [chair.map { DemoGuest(key: "chair", part: .chair, address: $0.email) }].compactMap(\.self)
            + [leader.map { DemoGuest(key: "leader", part: .leader, address: $0.email) }].compactMap(\.self)
            + [helper.map { DemoGuest(key: "helper", part: .helper, address: $0.address) }].compactMap(\.self)
    }
}

extension DemoMaterial {
    /// Where to begin, with a link for everybody who can be shown.
    func invitation(to address: Site.Address) -> String {
        // Browsers keep the cookies of a page without TLS for loopback by this name.
        let root = "http://localhost:\(address.port)"
        let width = guests.map(\.key.count).max() ?? 0
        let links = guests.map { guest in
            "  \(guest.key.padding(toLength: width, withPad: " ", startingAt: 0))  \(root)/demo/guests/\(guest.key)\n"
        }
        return "The pages are at \(root)/demo; sign in there, or by one of these:\n\(links.joined())"
    }
}
