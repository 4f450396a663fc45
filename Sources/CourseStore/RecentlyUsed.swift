/// Keeps what was asked for lately: so many at least, and no more than twice as many.
///
/// What is not asked for while as many others are put in goes; that costs nothing at each look.
package struct RecentlyUsed<Key: Hashable, Value> {
    private let most: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// - Parameter most: how many are kept at least.
    package init(most: Int) {
        self.most = most
    }

    /// How many are kept.
    package var count: Int { young.count + old.keys.count { young[$0] == nil } }

    /// Whether something is kept under a key; that is no use of it.
    package func holds(_ key: Key) -> Bool { young[key] != nil || old[key] != nil }

    /// What is kept under a key.
    package subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard let value = old[key] else { return nil }
            keep(value, key)
            return value
        }
        set {
            if let newValue {
                keep(newValue, key)
            } else {
                young[key] = nil
                old[key] = nil
            }
        }
    }

    private mutating func keep(_ value: Value, _ key: Key) {
        young[key] = value
        guard young.count >= most else { return }
        old = young
        young = [:]
    }
}
