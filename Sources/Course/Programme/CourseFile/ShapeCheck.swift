import Yams

/// Walks the nodes of a course file along the shapes, collects every fault, and keeps what is sound with its place.
struct ShapeCheck {
    /// What is wrong so far.
    private(set) var faults: [SourceFault] = []
    /// The place of everything that is given, sound or not.
    private(set) var positions: [[String]: SourcePosition] = [:]

    /// More faults than this help nobody.
    static let mostFaults = 1000

    private mutating func fault(_ position: SourcePosition, _ sentence: @autoclosure () -> Sentence) {
        guard faults.count < Self.mostFaults else { return }
        let sentence = sentence()
        faults.append(SourceFault(at: position, sentence))
    }

    /// Checks a node and everything below it.
    ///
    /// - Parameters:
    ///   - node: What the file says.
    ///   - value: What it may say.
    ///   - path: Where it stands.
    /// - Returns: The checked value; `nil` when it is of no use.
    mutating func read(_ node: Node, as value: Shape.Value, at path: [String]) -> Datum? {
        let position = node.position
        positions[path] = position
        guard accepts(node) else { return nil }
        switch value {
        case .mapping(let shape):
            return mapping(node, shape, path)
        case .module:
            return module(node, path)
        case .dayOr(let shape):
            if case .mapping = node { return mapping(node, shape, path) }
            return read(node, as: .day, at: path)
        case .named(let value, let least, let noun):
            return named(node, value, least, noun, path)
        case .list(let value, let least, let keyed):
            return list(node, value, least, keyed, path)
        default:
            guard let scalar = node.scalar else {
                fault(position, path.subject.takes(value.expected, not: node.form))
                return nil
            }
            if let complaint = value.complaint(about: scalar.string) {
                fault(position, path.subject + Sentence(" ", " ") + complaint)
                return nil
            }
            return .text(scalar.string)
        }
    }

    /// Anchors, aliases and tags say something about a value that the course file does not take.
    private mutating func accepts(_ node: Node, isKey: Bool = false) -> Bool {
        if node.anchor != nil {
            fault(node.position, SourceFault.noAliases)
            return false
        }
        if let tag = node.givenTag, !(isKey && tag == Tag.Name.str.rawValue) {
            fault(
                node.position,
                Sentence(
                    "mærket \(tag.quoted) kan ikke bruges; skriv værdien alene",
                    "the tag \(tag.quoted) is not taken; write the value alone"
                )
            )
            return false
        }
        return true
    }

    private mutating func mapping(_ node: Node, _ shape: Shape, _ path: [String]) -> Datum? {
        guard let pairs = entries(node, shape.noun) else { return nil }
        var given: Set<String> = []
        var entries: [Datum.Entry] = []
        for pair in pairs {
            given.insert(pair.name)
            guard let key = shape[pair.name] else {
                fault(pair.position, Self.unknown(pair.name, in: shape))
                continue
            }
            if let value = read(pair.value, as: key.value, at: path + [pair.name]) {
                entries.append(Datum.Entry(key: pair.name, value: value))
            }
        }
        let missing = shape.keys.filter { $0.required && !given.contains($0.name) }.map(\.name)
        if !missing.isEmpty {
            let words = missing.map { "\"\($0)\"" }.joined(separator: ", ")
            let one = missing.count == 1
            fault(
                node.position,
                Sentence(
                    "\(shape.noun.danish) mangler \(one ? "nøglen" : "nøglerne") \(words)",
                    "missing \(one ? "key" : "keys") \(words) in \(shape.noun)"
                )
            )
        }
        let datum = Datum.mapping(entries)
        for finding in shape.holds(datum) {
            fault(FilePlaces.nearest(to: path + finding.path, in: positions) ?? node.position, finding.sentence)
        }
        return datum
    }

    private static func unknown(_ name: String, in shape: Shape) -> Sentence {
        let names = shape.names.joined(separator: ", ")
        let message = Sentence(
            "ukendt nøgle \(name.quoted) i \(shape.noun.danish); der kan stå \(names)",
            "unknown key \(name.quoted) in \(shape.noun); expected \(names)"
        )
        let takers = Module.Kind.allCases.filter { Shape.module($0).names.contains(name) }
        if shape["kind"] != nil, !takers.isEmpty {
            return message
                + Sentence(
                    " (den hører til i \(takers.map(\.noun.danish).joined(separator: ", ")))",
                    " (\(takers.map(\.noun.english).joined(separator: ", ")) \(takers.count == 1 ? "takes" : "take") it)"
                )
        }
        return message + NearMiss.hint(name, among: shape.names)
    }

    private mutating func module(_ node: Node, _ path: [String]) -> Datum? {
        guard let pairs = entries(node, Sentence("et modul", "a module")) else { return nil }
        let kind = pairs.first { $0.name == "kind" }
        guard let kind else {
            let kinds = Module.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            fault(
                node.position,
                Sentence(
                    "et modul mangler nøglen \"kind\"; der kan stå \(kinds)",
                    "missing key \"kind\" in a module; expected one of \(kinds)"
                )
            )
            return nil
        }
        if let word = kind.value.scalar?.string, let kind = Module.Kind(rawValue: word) {
            return mapping(node, .module(kind), path)
        }
        _ = read(kind.value, as: .choice(Module.Kind.allCases.map(\.rawValue)), at: path + ["kind"])
        return nil
    }

    private mutating func named(
        _ node: Node,
        _ value: Shape.Value,
        _ least: Int,
        _ noun: Sentence,
        _ path: [String]
    ) -> Datum? {
        guard let pairs = entries(node, noun) else { return nil }
        if pairs.count < least {
            fault(
                node.position,
                Sentence(
                    "\(noun.danish): der skal være mindst \(least), men der er \(pairs.count)",
                    "\(noun): expected at least \(least), found \(pairs.count)"
                )
            )
        }
        var entries: [Datum.Entry] = []
        for pair in pairs {
            if !MailText.isKey(pair.name) {
                let expected = Shape.Value.key.expected
                fault(
                    pair.position,
                    Sentence(
                        "\(pair.name.quoted) kan ikke være en nøgle; skriv \(expected.danish), højst 64 tegn",
                        "\(pair.name.quoted) cannot be a key; expected \(expected), at most 64"
                    )
                )
            }
            if let value = read(pair.value, as: value, at: path + [pair.name]) {
                entries.append(Datum.Entry(key: pair.name, value: value))
            }
        }
        return .mapping(entries)
    }

    private mutating func list(
        _ node: Node,
        _ value: Shape.Value,
        _ least: Int,
        _ keyed: Bool,
        _ path: [String]
    ) -> Datum? {
        guard case .sequence(let nodes) = node else {
            fault(node.position, path.subject.takes(Sentence("en liste", "a list"), not: node.form))
            return nil
        }
        if nodes.count < least {
            fault(
                node.position,
                path.subject
                    + Sentence(" er tom; der skal være mindst \(least)", " is empty; expected at least \(least)")
            )
        }
        var places: [String: SourcePosition] = [:]
        var items: [Datum] = []
        for (index, node) in nodes.enumerated() {
            var name = String(index)
            if keyed, let (key, position) = node.ownKey {
                if let first = places[key] {
                    fault(
                        position,
                        Sentence(
                            "nøglen \(key.quoted) står to gange i \(path.subject.danish); første gang er \(first)",
                            "the key \(key.quoted) is given twice in \(path.subject); it stands at \(first) already"
                        )
                    )
                } else {
                    (name, places[key]) = (key, position)
                }
            }
            let item = read(node, as: value, at: path + [name])
            // A name in a list is found by itself, too; of one given twice, the last.
            if case .key = value, let text = item?.text { positions[path + [text]] = node.position }
            items.append(item ?? .unsound)
        }
        return .list(items)
    }

    /// The entries of a mapping with plain keys; a fault and `nil` where there is none.
    private mutating func entries(
        _ node: Node,
        _ noun: Sentence
    ) -> [(name: String, position: SourcePosition, value: Node)]? {
        guard case .mapping(let pairs) = node else {
            fault(
                node.position,
                Sentence(
                    "her skulle stå \(noun.danish) med sine nøgler, men der står \(node.form.danish)",
                    "expected \(noun) with its keys, found \(node.form)"
                )
            )
            return nil
        }
        var entries: [(name: String, position: SourcePosition, value: Node)] = []
        for pair in pairs {
            guard let key = pair.key.scalar else {
                fault(
                    pair.key.position,
                    Sentence(
                        "en nøgle i \(noun.danish) skal være en tekst, ikke \(pair.key.form.danish)",
                        "a key in \(noun) takes a text, not \(pair.key.form)"
                    )
                )
                continue
            }
            guard accepts(pair.key, isKey: true) else { continue }
            entries.append((key.string, pair.key.position, pair.value))
        }
        return entries
    }
}

extension Sentence {
    /// What takes one thing and was given another.
    fileprivate func takes(_ expected: Sentence, not form: Sentence) -> Sentence {
        Sentence(
            "\(danish) skal være \(expected.danish), ikke \(form.danish)",
            "\(english) takes \(expected), not \(form)"
        )
    }
}

extension [String] {
    /// The name of what stands here, for messages: the nearest key that is no number.
    fileprivate var subject: Sentence {
        last { Int($0) == nil }.map { Sentence($0, $0) } ?? Sentence("filen", "the file")
    }
}

extension Node {
    fileprivate var position: SourcePosition {
        mark.map { SourcePosition($0) } ?? SourcePosition(line: 1, column: 1)
    }

    /// What it is, where something else was expected.
    fileprivate var form: Sentence {
        switch self {
        case .scalar(let scalar) where scalar.string.isEmpty: Sentence("ingenting", "nothing")
        case .scalar(let scalar): Sentence(scalar.string.quoted, scalar.string.quoted)
        case .mapping: Sentence("en gruppe af nøgler", "a mapping")
        case .sequence: Sentence("en liste", "a list")
        case .alias: Sentence("en henvisning", "an alias")
        }
    }

    /// The tag that the author wrote.
    ///
    /// The parser has compared the keys with each other, and so given each the tag of a text.
    fileprivate var givenTag: String? {
        let tag =
            switch self {
            // The parser gives a quoted text the tag of one.
            case .scalar(let scalar) where scalar.style != .plain && scalar.tag.rawValue == Tag.Name.str.rawValue: ""
            case .scalar(let scalar): scalar.tag.rawValue
            case .mapping(let mapping): mapping.tag.rawValue
            case .sequence(let sequence): sequence.tag.rawValue
            case .alias: ""
            }
        return tag.isEmpty ? nil : tag
    }

    /// The value of the entry's own `key`, when it is sound.
    fileprivate var ownKey: (String, SourcePosition)? {
        guard case .mapping(let pairs) = self,
            let node = pairs.first(where: { $0.key.scalar?.string == "key" })?.value, let key = node.scalar?.string,
            Shape.Value.key.complaint(about: key) == nil
        else { return nil }
        return (key, node.position)
    }
}
