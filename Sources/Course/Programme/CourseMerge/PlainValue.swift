/// A value as JSON has it, to compare what has no type in common.
indirect enum PlainValue: Hashable, Codable, Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([PlainValue])
    case record([String: PlainValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Every failed attempt costs an error, so the most frequent comes first.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let record = try? container.decode([String: PlainValue].self) {
            self = .record(record)
        } else if let list = try? container.decode([PlainValue].self) {
            self = .list(list)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if container.decodeNil() {
            self = .null
        } else {
            self = .flag(try container.decode(Bool.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .record(let record): try container.encode(record)
        }
    }

    var items: [PlainValue] {
        if case .list(let items) = self { items } else { [] }
    }

    var fields: [String: PlainValue] {
        if case .record(let fields) = self { fields } else { [:] }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// For people, on one line.
    var shown: String {
        switch self {
        case .null: "nothing"
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let number): String(number)
        case .text(let text): text
        case .list(let list): "[\(list.map(\.shown).joined(separator: ", "))]"
        case .record(let fields):
            "{\(fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", "))}"
        }
    }
}
