/// The statements that a connection has prepared, by text and types; the least recently used gives way.
struct StatementCache {
    struct Key: Hashable {
        var text: String
        var types: [UInt32]
    }

    private struct Entry {
        var name: String
        var used: Int
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var clock = 0
    private var names = 0
    /// Statements that the server still holds and nobody uses.
    private(set) var dropped: [String] = []

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var count: Int { entries.count }

    /// The name of a prepared statement.
    mutating func name(for key: Key) -> String? {
        guard let index = entries.index(forKey: key) else { return nil }
        clock += 1
        entries.values[index].used = clock
        return entries.values[index].name
    }

    /// A name never given before.
    mutating func newName() -> String {
        names += 1
        return "s\(names)"
    }

    /// Remembers a statement that has been prepared.
    mutating func insert(_ key: Key, as name: String) {
        if entries[key] == nil, entries.count >= limit,
            let oldest = entries.min(by: { $0.value.used < $1.value.used })?.key
        {
            remove(oldest)
        }
        clock += 1
        entries[key] = Entry(name: name, used: clock)
    }

    /// Forgets a statement.
    mutating func remove(_ key: Key) {
        if let entry = entries.removeValue(forKey: key) { dropped.append(entry.name) }
    }

    /// Hands over what is to be deallocated.
    mutating func takeDropped() -> [String] {
        defer { dropped = [] }
        return dropped
    }
}
