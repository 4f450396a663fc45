extension Moment {
    /// Reads a rule of time.
    ///
    ///     moment = DATE | DATE "T" TIME | "on" anchor | N unit ("before" | "after") anchor
    ///     unit   = day(s) | working day(s) | week(s) | month(s)
    ///     anchor = [module "."] edge
    ///
    /// Words stand apart by any white space; counts go from 1 to 999, dates from 1900 to 2199.
    /// - Throws: what is wrong and what was expected.
    public init(_ text: some StringProtocol) throws(MomentFault) {
        var reader = MomentReader(text)
        self = try reader.moment()
    }
}

extension Moment.Offset {
    /// The greatest count of any unit.
    public static let most = 999
}

extension Moment: CustomStringConvertible {
    /// The rule as text; reading it gives the same rule.
    public var description: String {
        switch self {
        case .date(let day): "\(day)"
        case .dateTime(let dateTime): "\(dateTime)"
        case .on(let anchor): "on \(anchor)"
        case .offset(let offset, let direction, let anchor): "\(offset) \(direction.rawValue) \(anchor)"
        }
    }
}

extension Moment.Offset: CustomStringConvertible {
    /// As `1 week` or `5 working days`.
    public var description: String {
        switch self {
        case .days(let count): "\(count) \(count == 1 ? "day" : "days")"
        case .workingDays(let count): "\(count) working \(count == 1 ? "day" : "days")"
        case .weeks(let count): "\(count) \(count == 1 ? "week" : "weeks")"
        case .months(let count): "\(count) \(count == 1 ? "month" : "months")"
        }
    }
}

extension Moment.Anchor: CustomStringConvertible {
    /// As `workshop-1.start`, or `start` in the module itself.
    public var description: String {
        (module.map { "\($0)." } ?? "") + edge.rawValue
    }
}

extension Moment: Codable {
    /// Reads the rule's text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(MomentFault) {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    /// Writes the rule's text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Takes a rule of time word by word.
private struct MomentReader {
    private let text: String
    private var words: ArraySlice<Substring>

    init(_ text: some StringProtocol) {
        self.text = String(text)
        words = self.text.split(whereSeparator: \.isWhitespace)[...]
    }

    mutating func moment() throws(MomentFault) -> Moment {
        guard let first = words.popFirst() else { throw fault(.empty) }
        let moment: Moment
        if first == "on" {
            moment = .on(try anchor())
        } else if first.first?.isNumber == true || first.first == "-" {
            moment = first.dropFirst().contains("-") ? try date(first) : try offset(first)
        } else {
            throw fault(.unknown)
        }
        guard words.isEmpty else { throw fault(.surplus(words.joined(separator: " "))) }
        return moment
    }

    private mutating func date(_ word: Substring) throws(MomentFault) -> Moment {
        let parts = word.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = Day(iso: parts[0]) else { throw fault(.noDate(String(parts[0]))) }
        guard DanishHolidays.years.contains(day.year) else { throw fault(.yearOutOfBounds(String(parts[0]))) }
        guard parts.count == 2 else {
            if words.count == 1, words.first?.contains(":") == true { throw fault(.spaceBeforeTime) }
            return .date(day)
        }
        guard parts[1].utf8.count == 5, let time = LocalTime(parts[1]) else { throw fault(.noTime(String(parts[1]))) }
        return .dateTime(LocalDateTime(day, time))
    }

    private mutating func offset(_ word: Substring) throws(MomentFault) -> Moment {
        guard word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let count = Int(word),
            (1...Moment.Offset.most).contains(count)
        else { throw fault(.count(String(word))) }
        let offset = try unit(count)
        guard let way = words.popFirst() else { throw fault(.direction(nil)) }
        guard let direction = Moment.Direction(rawValue: String(way)) else { throw fault(.direction(String(way))) }
        return .offset(offset, direction, try anchor())
    }

    private mutating func unit(_ count: Int) throws(MomentFault) -> Moment.Offset {
        switch words.popFirst() {
        case "day", "days": return .days(count)
        case "week", "weeks": return .weeks(count)
        case "month", "months": return .months(count)
        case "working":
            let unit = words.popFirst()
            guard unit == "day" || unit == "days" else {
                throw fault(.unit(unit.map { "working \($0)" } ?? "working"))
            }
            return .workingDays(count)
        case let unit?: throw fault(.unit(String(unit)))
        case nil: throw fault(.unit(nil))
        }
    }

    private mutating func anchor() throws(MomentFault) -> Moment.Anchor {
        guard let word = words.popFirst() else { throw fault(.noAnchor) }
        let dot = word.lastIndex(of: ".")
        let name = dot.map { word[word.index(after: $0)...] } ?? word
        guard let edge = Edge(rawValue: String(name)) else { throw fault(.edge(String(name))) }
        let module = dot.map { String(word[..<$0]) }
        if let module, module.isEmpty || module.contains(".") { throw fault(.module(module)) }
        return Moment.Anchor(module: module, edge: edge)
    }

    private func fault(_ problem: MomentFault.Problem) -> MomentFault {
        MomentFault(text: text, problem: problem)
    }
}
