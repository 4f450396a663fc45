/// Metrics read back from Prometheus' text format 0.0.4, strictly.
struct Exposition {
    struct Family {
        let name: String
        let kind: String
        let help: String
        var samples: [Sample] = []
    }

    struct Sample {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    /// A line that the format does not allow.
    struct Fault: Error {
        let line: Substring
    }

    private(set) var families: [Family] = []

    init(_ text: String) throws {
        guard text.isEmpty || text.hasSuffix("\n") else { throw Fault(line: text[...]) }
        var help: (name: String, text: String)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: /# HELP ([a-z_]+) (.*)/) {
                guard help == nil, !families.contains(where: { $0.name == match.1 }) else { throw Fault(line: line) }
                help = (String(match.1), String(match.2))
            } else if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                guard let (name, text) = help, name == match.1 else { throw Fault(line: line) }
                families.append(Family(name: name, kind: String(match.2), help: text))
                help = nil
            } else {
                let sample = try Self.sample(line)
                guard help == nil, let family = families.last, Self.belongs(sample.name, to: family) else {
                    throw Fault(line: line)
                }
                families[families.count - 1].samples.append(sample)
            }
        }
    }

    subscript(_ name: String) -> [Sample] {
        families.first { $0.name == name }?.samples ?? []
    }

    /// The value of a metric for a route.
    func value(_ name: String, _ route: String) -> Double? {
        self[name].first { $0.labels == ["route": route] }?.value
    }

    private static func belongs(_ name: String, to family: Family) -> Bool {
        family.kind == "histogram"
            ? ["_bucket", "_sum", "_count"].contains { name == family.name + $0 } : name == family.name
    }

    private static func sample(_ line: Substring) throws -> Sample {
        guard let match = line.wholeMatch(of: /([a-z_]+)(?:\{(.*)\})? ([0-9.e+-]+|\+Inf)/),
            let value = match.3 == "+Inf" ? .infinity : Double(match.3)
        else { throw Fault(line: line) }
        var labels: [String: String] = [:]
        var rest = match.2 ?? ""
        while !rest.isEmpty {
            guard let label = rest.prefixMatch(of: /([a-z]+)="((?:[^"\\]|\\["n\\])*)"(?:,|$)/),
                labels.updateValue(unescaped(label.2), forKey: String(label.1)) == nil
            else { throw Fault(line: line) }
            rest = rest[label.range.upperBound...]
        }
        return Sample(name: String(match.1), labels: labels, value: value)
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing(/\\(.)/) { match in match.1 == "n" ? "\n" : String(match.1) }
    }
}
