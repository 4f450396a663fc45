/// Merges three trees and notes what it did.
struct TreeMerge {
    private(set) var changes: [CourseMerge.Change] = []
    private(set) var kept: [[String]] = []
    private(set) var conflicts: [CourseMerge.Conflict] = []

    /// The merged tree; `nil` where nothing is left.
    mutating func merge(
        _ file: OutlineTree?,
        _ last: OutlineTree?,
        _ database: OutlineTree?,
        at path: [String]
    ) -> OutlineTree? {
        if file == database { return database }
        if case .record(let file) = file, case .record(let database) = database, sameKind(file, database) {
            return .record(merge(file, last?.fields ?? [:], database, at: path))
        }
        if case .keyed(let order, let entries) = file ?? .none, case .keyed(let standing, let there) = database ?? .none
        {
            let (before, known) = last?.keyed ?? ([], [:])
            return keyed((order, entries), (before, known), (standing, there), at: path)
        }
        return decide(file, last, database, at: path)
    }

    /// A module that became another kind of thing is compared as a whole.
    private func sameKind(_ one: [String: OutlineTree], _ other: [String: OutlineTree]) -> Bool {
        one["kind"] == other["kind"]
    }

    private mutating func merge(
        _ file: [String: OutlineTree],
        _ last: [String: OutlineTree],
        _ database: [String: OutlineTree],
        at path: [String]
    ) -> [String: OutlineTree] {
        var merged: [String: OutlineTree] = [:]
        for name in Set(file.keys).union(database.keys).sorted() {
            let path = path + [OutlineTree.word(name)]
            merged[name] = merge(file[name], last[name], database[name], at: path)
        }
        return merged
    }

    private mutating func decide(
        _ file: OutlineTree?,
        _ last: OutlineTree?,
        _ database: OutlineTree?,
        at path: [String]
    ) -> OutlineTree? {
        if file == last {
            kept.append(path)
            return database
        }
        if database == last {
            changes.append(CourseMerge.Change(path: path, from: database?.shown, to: file?.shown))
        } else {
            conflicts.append(
                CourseMerge.Conflict(path: path, file: file?.shown, last: last?.shown, database: database?.shown)
            )
        }
        return file
    }

    private typealias Keyed = (order: [String], entries: [String: OutlineTree])

    private mutating func keyed(_ file: Keyed, _ last: Keyed, _ database: Keyed, at path: [String]) -> OutlineTree {
        var merged: [String: OutlineTree] = [:]
        for key in file.order + database.order.filter({ file.entries[$0] == nil }) {
            merged[key] = merge(file.entries[key], last.entries[key], database.entries[key], at: path + [key])
        }
        let common = Set(file.order).intersection(last.order).intersection(database.order)
        let orders = [file.order, last.order, database.order].map { $0.filter(common.contains) }
        let base: [String]
        if orders[0] == orders[2] || orders[0] == orders[1] {
            base = database.order
            if orders[0] != orders[2] { kept.append(path) }
        } else {
            base = file.order
            // The order as such is compared like a field.
            let shown = orders.map { $0.joined(separator: ", ") }
            if orders[2] == orders[1] {
                changes.append(CourseMerge.Change(path: path, from: shown[2], to: shown[0]))
            } else {
                conflicts.append(
                    CourseMerge.Conflict(path: path, file: shown[0], last: shown[1], database: shown[2])
                )
            }
        }
        var order = base.filter { merged[$0] != nil }
        for side in [file.order, database.order] {
            Self.insert(side.filter { merged[$0] != nil }, into: &order)
        }
        return .keyed(order, merged)
    }

    /// Puts what is not there yet behind what it follows on its own side.
    private static func insert(_ side: [String], into order: inout [String]) {
        var present = Set(order)
        var previous: String?
        for key in side {
            if present.insert(key).inserted {
                let place = previous.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
                order.insert(key, at: place)
            }
            previous = key
        }
    }
}

extension OutlineTree {
    fileprivate var fields: [String: OutlineTree] {
        if case .record(let fields) = self { fields } else { [:] }
    }

    fileprivate var keyed: ([String], [String: OutlineTree]) {
        if case .keyed(let order, let entries) = self { (order, entries) } else { ([], [:]) }
    }
}
