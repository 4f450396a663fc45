/// JSON whose objects keep their order, to be written out for people.
indirect enum SchemaText {
    case object([(String, SchemaText)])
    case array([SchemaText])
    case string(String)
    case number(Int)
    case flag(Bool)

    /// Indented by two spaces a level; what is short stays on one line.
    func written(_ indent: String = "") -> String {
        let flat = self.flat
        if flat.utf8.count + indent.utf8.count <= 110 { return flat }
        let inner = indent + "  "
        switch self {
        case .object(let members):
            let lines = members.map { "\(inner)\(Self.quoted($0)): \($1.written(inner))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        case .array(let items):
            return "[\n\(items.map { inner + $0.written(inner) }.joined(separator: ",\n"))\n\(indent)]"
        case .string, .number, .flag:
            return flat
        }
    }

    private var flat: String {
        switch self {
        case .object(let members):
            "{\(members.map { "\(Self.quoted($0)): \($1.flat)" }.joined(separator: ", "))}"
        case .array(let items): "[\(items.map(\.flat).joined(separator: ", "))]"
        case .string(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    /// The texts of a schema hold no control characters but line breaks.
    private static func quoted(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return "\"\(escaped)\""
    }
}
