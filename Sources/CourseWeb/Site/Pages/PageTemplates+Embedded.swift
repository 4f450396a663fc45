/// The template files, which the build puts into the binary: `tandem` stands alone.
extension PageTemplates {
    /// Every template's source by the name of its file, without the suffix; each room lists its own.
    static var embedded: [String: String] {
        let rooms = [foyer, signIn, courses, plan, people, workshops, letters, messages, ledger, leader]
        return rooms.reduce(into: [:]) { all, room in
            all.merge(room.mapValues { String(decoding: $0, as: UTF8.self) }) { one, _ in one }
        }
    }

    private static let foyer: [String: [UInt8]] = [
        "demo": PackageResources.demo_mustache,
        "choice": PackageResources.choice_mustache,
        "fault": PackageResources.fault_mustache,
        "field": PackageResources.field_mustache,
        "front": PackageResources.front_mustache,
        "layout": PackageResources.layout_mustache,
        "text-area": PackageResources.text_area_mustache,
    ]
}
