import Course

/// A municipality's settings as they are typed, with what they were when the form was made.
struct SettingsEntry: Sendable {
    /// What each field holds, by name.
    private(set) var typed: [String: String]
    /// What each field held when the form was made.
    private(set) var was: [String: String]
    /// What each field that somebody else has changed meanwhile holds now.
    private(set) var changed: [String: String] = [:]

    /// The fields, in the order of the page; the last two are an administrator's.
    static let names = ["signed", "contact-name", "contact-email", "contact-phone", "send-at", "sender", "coordinator"]
    static let namesForAll = Array(names.dropLast(2))

    /// As the settings stand.
    init(_ settings: MunicipalitySettings) {
        typed = settings.texts
        was = typed
    }

    /// As a form was sent; who looks after one municipality sends neither sender nor coordinator.
    init(_ form: Form, standing: MunicipalitySettings, isWhole: Bool) {
        let fields = isWhole ? Self.names : Self.namesForAll
        (typed, was) = (standing.texts, standing.texts)
        for name in fields {
            typed[name] = form[name]
            was[name] = form["was-\(name)"]
        }
    }

    /// What was typed; `nil` where the time is none.
    var settings: MunicipalitySettings? { Self.settings(typed) }
    /// What the form was made from; `nil` where no page of ours made it.
    var old: MunicipalitySettings? { Self.settings(was) }

    /// The fields that something is wrong with.
    var faults: Set<String> {
        guard let settings else { return ["send-at"] }
        return Set(settings.faults.map(\.rawValue))
    }

    /// The same with what stands there now, where somebody else has changed it meanwhile.
    func contradicted(by standing: MunicipalitySettings) -> SettingsEntry {
        var entry = self
        entry.was = standing.texts
        entry.changed = standing.texts.filter { $0.value != was[$0.key] }
        // What this person left as it was follows the other's.
        for (name, text) in entry.changed where typed[name] == was[name] { entry.typed[name] = text }
        return entry
    }

    private static func settings(_ texts: [String: String]) -> MunicipalitySettings? {
        guard let sendAt = LocalTime(texts["send-at"] ?? "") else { return nil }
        let phone = texts["contact-phone"] ?? ""
        return MunicipalitySettings(
            sender: texts["sender"] ?? "",
            signed: texts["signed"] ?? "",
            contact: .init(
                name: texts["contact-name"] ?? "",
                email: texts["contact-email"] ?? "",
                phone: phone.isEmpty ? nil : phone
            ),
            coordinator: texts["coordinator"] ?? "",
            sendAt: sendAt
        )
    }
}

extension MunicipalitySettings {
    /// Each part as a field holds it.
    fileprivate var texts: [String: String] {
        [
            "signed": signed, "contact-name": contact.name, "contact-email": contact.email,
            "contact-phone": contact.phone ?? "", "send-at": sendAt.description, "sender": sender,
            "coordinator": coordinator,
        ]
    }
}
