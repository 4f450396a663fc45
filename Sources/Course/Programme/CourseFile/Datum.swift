/// A checked value of the course file: its text is of the form that its ``Shape/Value`` asks for.
indirect enum Datum: Sendable {
    case text(String)
    case list([Datum])
    case mapping([Entry])
    /// What stands in a list but is of no use; it keeps the others' numbers.
    case unsound

    /// One key of a mapping, in the file's order.
    struct Entry: Sendable {
        var key: String
        var value: Datum
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The items of a list; none where there is no list.
    var items: [Datum] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The entries of a mapping; none where there is no mapping.
    var entries: [Entry] {
        if case .mapping(let entries) = self { entries } else { [] }
    }

    subscript(key: String) -> Datum? {
        entries.first { $0.key == key }?.value
    }

    func text(_ key: String) -> String? { self[key]?.text }
    func items(_ key: String) -> [Datum] { self[key]?.items ?? [] }
    func number(_ key: String) -> Int? { text(key).flatMap { Int($0) } }
    func day(_ key: String) -> Day? { text(key).flatMap { Day(iso: $0) } }
    func dateTime(_ key: String) -> LocalDateTime? { text(key).flatMap { LocalDateTime(iso: $0) } }
    func time(_ key: String) -> LocalTime? { text(key).flatMap { LocalTime($0) } }
    func moment(_ key: String) -> Moment? { text(key).flatMap { try? Moment($0) } }
}
