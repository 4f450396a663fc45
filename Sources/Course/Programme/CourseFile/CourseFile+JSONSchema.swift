extension CourseFile {
    /// The JSON Schema (2020-12) of the course file, for editors.
    ///
    /// It is written from the shapes that the reader checks by. What it cannot say, the reader does: names that name nothing,
    /// dates that do not exist, unknown fields.
    public static var jsonSchema: String {
        let kinds = Module.Kind.allCases
        let definitions = kinds.map { ($0.rawValue, Shape.module($0).schema(kind: $0)) }
        let head: [(String, SchemaText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("A course of Tandem")),
        ]
        guard case .object(let members) = Shape.course.schema() else { return "" }
        return SchemaText.object(head + members + [("$defs", .object(definitions + [("module", module)]))]).written()
            + "\n"
    }

    /// A module by its kind, one condition a kind, so that an editor speaks of the keys of that kind.
    private static var module: SchemaText {
        let kinds = Module.Kind.allCases.map(\.rawValue)
        let conditions = kinds.map { kind in
            SchemaText.object([
                (
                    "if",
                    .object([
                        ("properties", .object([("kind", .object([("const", .string(kind))]))])),
                        ("required", .array([.string("kind")])),
                    ])
                ),
                ("then", .object([("$ref", .string("#/$defs/\(kind)"))])),
            ])
        }
        return .object([
            ("type", .string("object")),
            ("required", .array([.string("key"), .string("kind"), .string("title")])),
            ("properties", .object([("kind", .object([("enum", .array(kinds.map { .string($0) }))]))])),
            ("allOf", .array(conditions)),
        ])
    }
}

extension Shape {
    /// The shape as a schema; for a module, of one kind.
    fileprivate func schema(kind: Module.Kind? = nil) -> SchemaText {
        let properties = keys.map { key -> (String, SchemaText) in
            var members: [(String, SchemaText)] = [("description", .string(key.about))]
            if key.name == "kind", let kind {
                members.append(("const", .string(kind.rawValue)))
            } else if key.name == "unless", let kind {
                members += Shape.Value.choice(kind.conditions.map(\.rawValue)).schema
            } else if key.name == "prompts", let kind, case .list(.mapping(let prompt), _, _) = key.value {
                members += [("type", .string("array")), ("items", prompt.schema(kind: kind))]
            } else {
                members += key.value.schema
            }
            return (key.name, .object(members))
        }
        // A condition that no prompt of the kind knows is no property of it.
        let taken = properties.filter { $0.0 != "unless" || !(kind?.conditions.isEmpty ?? false) }
        return .object([
            ("type", .string("object")),
            ("required", .array(keys.filter(\.required).map { .string($0.name) })),
            ("properties", .object(taken)),
            ("additionalProperties", .flag(false)),
        ])
    }
}

extension Shape.Value {
    /// The members of the value's schema.
    ///
    /// Numbers may be written as texts: the reader reads texts only.
    fileprivate var schema: [(String, SchemaText)] {
        switch self {
        case .key: Self.text(pattern: Self.keyPattern)
        case .line(let length):
            [("type", .string("string")), ("minLength", .number(1)), ("maxLength", .number(length))]
        case .prose(let length):
            [("type", .string("string")), ("minLength", .number(1)), ("maxLength", .number(length))]
        case .day: Self.text(pattern: "^\(Self.date)$")
        case .dateTime: Self.text(pattern: "^\(Self.date)[T ]\(Self.clock)$")
        case .time: Self.text(pattern: "^([01]?[0-9]|2[0-3]):[0-5][0-9]$")
        case .filmTime: Self.text(pattern: "^[0-9]{1,3}:[0-5][0-9]$")
        case .moment: Self.text(pattern: Self.momentPattern)
        case .number(let range):
            [
                ("type", .array([.string("integer"), .string("string")])), ("pattern", .string("^[0-9]{1,9}$")),
                ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
            ]
        case .choice(let words): [("enum", .array(words.map { .string($0) }))]
        case .address: Self.text(pattern: "^[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+$")
        case .sender: Self.text(pattern: "^[^<>]*[^<>\\s][^<>]* <[^@<>\\s]+@[^@<>\\s]+>$")
        case .link: Self.text(pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/]+")
        case .timeZone: Self.text(pattern: "^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$")
        case .mapping(let shape): shape.schemaMembers
        case .module: [("$ref", .string("#/$defs/module"))]
        case .dayOr(let shape): [("oneOf", .array([.object(Self.day.schema), .object(shape.schemaMembers)]))]
        case .named(let value, let least, _):
            [
                ("type", .string("object")), ("minProperties", .number(least)),
                ("propertyNames", .object([("pattern", .string(Self.keyPattern))])),
                ("additionalProperties", .object(value.schema)),
            ]
        case .list(let value, let least, _):
            [("type", .string("array")), ("minItems", .number(least)), ("items", .object(value.schema))]
        }
    }

    private static func text(pattern: String) -> [(String, SchemaText)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }

    private static let keyPattern = "^[a-z0-9][a-z0-9-]{0,63}$"
    private static let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    private static let clock = "([01][0-9]|2[0-3]):[0-5][0-9]"
    private static let momentPattern: String = {
        let edges = Edge.allCases.map(\.rawValue).joined(separator: "|")
        let anchor = "([a-z0-9][a-z0-9-]{0,63}\\.)?(\(edges))"
        let unit = "(working days?|days?|weeks?|months?)"
        return "^(\(date)(T\(clock))?|on \(anchor)|0*[1-9][0-9]{0,2} \(unit) (before|after) \(anchor))$"
    }()
}

extension Shape {
    fileprivate var schemaMembers: [(String, SchemaText)] {
        if case .object(let members) = schema() { members } else { [] }
    }
}
