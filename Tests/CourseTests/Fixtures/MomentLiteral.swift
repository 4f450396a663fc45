public import Course

/// Lets a test write a rule as the course file does; a rule that does not parse is a mistake in the test.
extension Moment: ExpressibleByStringLiteral {
    /// Reads the rule.
    public init(stringLiteral text: String) {
        do throws(MomentFault) {
            try self.init(text)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

/// Lets a test write `at("2027-03-30T10:00")`.
func at(_ text: String) -> LocalDateTime {
    guard let moment = LocalDateTime(iso: text) else { preconditionFailure("no such time: \(text)") }
    return moment
}

/// Lets a test write `day("2027-03-30")`.
func day(_ text: String) -> Day {
    guard let day = Day(iso: text) else { preconditionFailure("no such day: \(text)") }
    return day
}

extension Zone {
    /// Where the course is held.
    static let copenhagen: Zone = {
        guard let zone = Zone("Europe/Copenhagen") else { preconditionFailure("the zone database is missing") }
        return zone
    }()

    func instant(_ text: String) -> Instant { instant(of: at(text)) }
}
