/// Why a text is no rule of time.
public struct MomentFault: Error, Hashable, Sendable {
    /// The text that was read.
    public var text: String
    /// What is wrong with it.
    public var problem: Problem

    /// A fault of `text`.
    public init(text: String, problem: Problem) {
        self.text = text
        self.problem = problem
    }

    /// What can be wrong with a rule of time; the text is the part that is wrong.
    public enum Problem: Hashable, Sendable {
        /// There is nothing.
        case empty
        /// It begins like no rule.
        case unknown
        /// The date does not exist, or is not written `2027-01-18`.
        case noDate(String)
        /// The date lies outside the years whose holidays are known.
        case yearOutOfBounds(String)
        /// The time does not exist, or is not written `13:00`.
        case noTime(String)
        /// A time stands after a space.
        case spaceBeforeTime
        /// The count is not from 1 to 999.
        case count(String)
        /// There is no such unit; `nil` where none is written.
        case unit(String?)
        /// Neither `before` nor `after`; `nil` where nothing is written.
        case direction(String?)
        /// The anchor is missing.
        case noAnchor
        /// There is no such edge.
        case edge(String)
        /// The name of the module before the edge is missing or holds a full stop.
        case module(String)
        /// Something stands behind the rule.
        case surplus(String)
    }
}

extension MomentFault: CustomStringConvertible {
    /// One sentence: what is wrong, and what was expected.
    public var description: String { sentence.english }

    /// One sentence: what is wrong, and what was expected.
    public var sentence: Sentence {
        Sentence("”\(text)” er ingen tidsregel: \(danish)", "“\(text)” is no rule of time: \(explanation)")
    }

    private var danish: String {
        switch problem {
        case .empty:
            "den er tom; skriv \(Self.danishForms)"
        case .unknown:
            "skriv \(Self.danishForms)"
        case .noDate(let text):
            "”\(text)” er ingen dato; skriv en, der findes, som 2027-01-18"
        case .yearOutOfBounds(let text):
            "”\(text)” ligger uden for årene \(DanishHolidays.years.lowerBound) til \(DanishHolidays.years.upperBound)"
        case .noTime(let text):
            "”\(text)” er intet klokkeslæt; skriv et, der findes, som 13:00"
        case .spaceBeforeTime:
            "der skal stå et T mellem dato og klokkeslæt, som i 2027-01-18T13:00"
        case .count(let text):
            "”\(text)” er intet antal; skriv et helt tal fra 1 til \(Moment.Offset.most)"
        case .unit(let text?):
            "ukendt enhed ”\(text)”; skriv \(Self.danishUnits)"
        case .unit(nil):
            "enheden mangler; skriv \(Self.danishUnits)"
        case .direction(let text?):
            "der står ”\(text)”, hvor der skulle stå ”before” eller ”after”"
        case .direction(nil):
            "der mangler ”before” eller ”after”"
        case .noAnchor:
            "det mangler, hvad der regnes fra; skriv \(Self.danishAnchors)"
        case .edge(let text):
            "ukendt tidspunkt ”\(text)”; skriv \(Self.danishAnchors)"
        case .module(let text):
            "”\(text)” er intet modul; skriv \(Self.danishAnchors)"
        case .surplus(let text):
            "der står ”\(text)” efter reglens slutning"
        }
    }

    private var explanation: String {
        switch problem {
        case .empty:
            "it is empty; expected \(Self.forms)"
        case .unknown:
            "expected \(Self.forms)"
        case .noDate(let text):
            "“\(text)” is no date; expected one that exists, written like 2027-01-18"
        case .yearOutOfBounds(let text):
            "“\(text)” lies outside the years \(DanishHolidays.years.lowerBound) to \(DanishHolidays.years.upperBound)"
        case .noTime(let text):
            "“\(text)” is no time; expected one that exists, written like 13:00"
        case .spaceBeforeTime:
            "a T stands between a date and its time, as in 2027-01-18T13:00"
        case .count(let text):
            "“\(text)” is no count; expected a whole number from 1 to \(Moment.Offset.most)"
        case .unit(let text?):
            "unknown unit “\(text)”; expected \(Self.units)"
        case .unit(nil):
            "the unit is missing; expected \(Self.units)"
        case .direction(let text?):
            "“\(text)” stands where “before” or “after” was expected"
        case .direction(nil):
            "“before” or “after” is missing"
        case .noAnchor:
            "what it counts from is missing; expected \(Self.anchors)"
        case .edge(let text):
            "unknown edge “\(text)”; expected \(Self.anchors)"
        case .module(let text):
            "“\(text)” names no module; expected \(Self.anchors)"
        case .surplus(let text):
            "“\(text)” stands behind the end of the rule"
        }
    }

    private static let forms =
        "a date (2027-01-18), a date with a time (2027-01-18T13:00), “on opens”, or a distance like “5 working days before workshop-1.start”"
    private static let danishForms =
        "en dato (2027-01-18), en dato med klokkeslæt (2027-01-18T13:00), ”on opens” eller en afstand som ”5 working days before workshop-1.start”"
    private static let danishUnits = "day(s), working day(s), week(s) eller month(s)"
    private static let danishAnchors =
        "\(Edge.allCases.map(\.rawValue).joined(separator: ", ")), eller et af dem efter et modul, som workshop-1.start"
    private static let units = "day(s), working day(s), week(s) or month(s)"
    private static let anchors =
        "\(Edge.allCases.map(\.rawValue).joined(separator: ", ")), or one of them behind a module, like workshop-1.start"
}
