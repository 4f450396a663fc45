import Foundation

/// One line of the bench: what was measured, against what the machine can do at most or what was promised.
struct Measurement: Encodable, Hashable, Sendable {
    /// What was measured, such as `postgres-8`.
    let name: String
    /// The measured figure, in `unit`.
    let value: Double
    /// The figure that it is held against, in `unit`.
    let limit: Double
    /// `value` over `limit`.
    let ratio: Double
    /// Such as `queries/s`.
    let unit: String
    /// What the ratio should be.
    let aim: Aim

    /// What a ratio should be.
    enum Aim: Hashable, Sendable {
        case atLeast(Double)
        case atMost(Double)
    }

    private enum CodingKeys: String, CodingKey {
        case name, value, limit, ratio, unit
    }

    init(name: String, value: Double, limit: Double, unit: String, aim: Aim) {
        self.name = name
        self.value = value
        self.limit = limit
        ratio = limit == 0 ? 0 : value / limit
        self.unit = unit
        self.aim = aim
    }

    /// Whether the ratio is what it should be.
    var isMet: Bool {
        switch aim {
        case .atLeast(let bound): ratio >= bound
        case .atMost(let bound): ratio <= bound
        }
    }
}

extension [Measurement] {
    /// The figures as other programs read them, `[{name, value, limit, ratio, unit}]`.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// A line a measurement, in columns.
    func table() -> String {
        let head = ["name", "value", "limit", "ratio", "unit", "aim", ""]
        let rows =
            [head]
            + map { measurement in
                [
                    measurement.name, figure(measurement.value), figure(measurement.limit),
                    fixed(measurement.ratio, places: 2), measurement.unit, "\(measurement.aim)",
                    measurement.isMet ? "ok" : "missed",
                ]
            }
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return (1...3).contains(column) ? space + row[column] : row[column] + space
            }.joined(separator: "  ").trimmingSuffix(" ")
        }.joined(separator: "\n")
    }

    private func figure(_ number: Double) -> String {
        fixed(number, places: number < 100 ? 1 : 0)
    }

    private func fixed(_ number: Double, places: Int) -> String {
        String(format: "%.\(places)f", number)
    }
}

extension Measurement.Aim: CustomStringConvertible {
    var description: String {
        switch self {
        case .atLeast(let bound): "≥ \(bound)"
        case .atMost(let bound): "≤ \(bound)"
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String {
        String(self[..<(lastIndex { $0 != suffix }.map { index(after: $0) } ?? startIndex)])
    }
}
