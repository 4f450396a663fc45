import Foundation

/// A course as a tree whose leaves are compared one by one; what has keys is matched by them, wherever it stands.
indirect enum OutlineTree: Hashable, Sendable {
    /// Compared as a whole.
    case leaf(PlainValue)
    /// Fields by their names.
    case record([String: OutlineTree])
    /// Entries by their keys, in order.
    case keyed([String], [String: OutlineTree])

    /// No entries.
    static let none = OutlineTree.keyed([], [:])

    /// The tree of a course.
    ///
    /// Names are those of the file, so that a path reads as the file does.
    init(_ outline: CourseOutline) throws {
        let plain = try JSONDecoder().decode(PlainValue.self, from: JSONEncoder().encode(outline))
        var fields = plain.fields
        let sessions = Dictionary(grouping: fields["sessions"]?.items ?? []) { $0.fields["module"]?.text ?? "" }
        let modules = fields["programme"]?.fields["modules"]?.items ?? []
        let municipalities = fields["municipalities"]?.items ?? []
        for name in ["sessions", "programme", "municipalities"] { fields[name] = nil }
        var record = fields.mapValues { OutlineTree.leaf($0) }
        record["municipalities"] = .keyed(municipalities) { .record(Self.fields($0, records: ["contact"])) }
        record["modules"] = .keyed(modules) { module in
            var record = Self.fields(module, records: ["window", "tables"])
            record["prompts"] = .keyed(module.fields["prompts"]?.items ?? []) { .record(Self.fields($0)) }
            record["sessions"] = .keyed(sessions[module.fields["key"]?.text ?? ""] ?? []) { .record(Self.fields($0)) }
            return .record(record)
        }
        self = .record(record)
    }

    /// The course of the tree.
    func outline() throws -> CourseOutline {
        guard case .record(var record) = self else { throw CocoaError(.coderReadCorrupt) }
        let modules = record["modules"]?.entries ?? []
        record["modules"] = nil
        var fields = record.mapValues(\.plain)
        fields["sessions"] = .list(modules.flatMap { $0.child("sessions").entries.map(\.plain) })
        fields["programme"] = .record([
            "modules": .list(
                modules.map { module in
                    var fields = module.plain.fields
                    fields["sessions"] = nil
                    return .record(fields)
                }
            )
        ])
        return try JSONDecoder().decode(CourseOutline.self, from: JSONEncoder().encode(PlainValue.record(fields)))
    }

    /// The file's name for a field: `sendAt` is `send-at`.
    static func word(_ name: String) -> String {
        switch name {
        case "size": "of"
        case "pairsAcross": "pair-across"
        default:
            name.reduce(into: "") { word, letter in
                word += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
            }
        }
    }

    /// For people, on one line.
    var shown: String { plain.shown }

    private static func fields(_ value: PlainValue, records: Set<String> = []) -> [String: OutlineTree] {
        var fields = value.fields.mapValues { OutlineTree.leaf($0) }
        for name in records {
            if let inner = value.fields[name] { fields[name] = .record(Self.fields(inner)) }
        }
        return fields
    }

    private static func keyed(_ values: [PlainValue], _ tree: (PlainValue) -> OutlineTree) -> OutlineTree {
        var entries: [String: OutlineTree] = [:]
        var order: [String] = []
        for value in values {
            guard let key = value.fields["key"]?.text else { continue }
            if entries[key] == nil { order.append(key) }
            entries[key] = tree(value)
        }
        return .keyed(order, entries)
    }

    private var plain: PlainValue {
        switch self {
        case .leaf(let value): value
        case .record(let fields): .record(fields.mapValues(\.plain))
        case .keyed: .list(entries.map(\.plain))
        }
    }

    private var entries: [OutlineTree] {
        guard case .keyed(let order, let entries) = self else { return [] }
        return order.compactMap { entries[$0] }
    }

    private func child(_ name: String) -> OutlineTree {
        guard case .record(let fields) = self else { return .none }
        return fields[name] ?? .none
    }
}
