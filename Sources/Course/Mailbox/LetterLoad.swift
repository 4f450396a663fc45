/// Counts what a preview lets leaders get, to warn of too much: letters a week, items a letter.
///
/// Weeks begin on Monday. Leaders are counted, never named.
public struct LetterLoad: Sendable {
    /// More items than this in one letter are a warning.
    public static let fewItems = 3

    private let lettersAWeek: Int
    private var weeks: [Spot: Load] = [:]
    private var days: [Spot: Load] = [:]

    private struct Spot: Hashable {
        var municipality: String
        var day: Day
    }

    private struct Load {
        var most = 0
        var leaders = 0

        mutating func add(_ count: Int) {
            most = max(most, count)
            leaders += 1
        }
    }

    /// A count that warns of more than `lettersAWeek`.
    public init(lettersAWeek: Int) {
        self.lettersAWeek = lettersAWeek
    }

    /// Counts the letters of one leader, all at once.
    public mutating func add(lettersOfOneLeader letters: [PreviewLetter]) {
        var inWeek: [Spot: Int] = [:]
        for letter in letters {
            let monday = letter.day.adding(days: 1 - letter.day.weekday.rawValue)
            inWeek[Spot(municipality: letter.municipality, day: monday), default: 0] += 1
            if letter.items.count > Self.fewItems {
                days[Spot(municipality: letter.municipality, day: letter.day), default: Load()].add(letter.items.count)
            }
        }
        for (spot, count) in inWeek where count > lettersAWeek {
            weeks[spot, default: Load()].add(count)
        }
    }

    /// The warnings so far, by municipality and day.
    public var findings: [Finding] {
        let ofWeeks = Self.sorted(weeks).map { spot, load in
            Finding(
                .warning,
                .lettersAWeek(
                    municipality: spot.municipality,
                    week: spot.day,
                    most: load.most,
                    leaders: load.leaders,
                    meant: lettersAWeek
                ),
                at: ["letters-a-week"]
            )
        }
        let ofDays = Self.sorted(days).map { spot, load in
            Finding(
                .warning,
                .itemsALetter(
                    municipality: spot.municipality,
                    day: spot.day,
                    most: load.most,
                    leaders: load.leaders
                ),
                at: ["modules"]
            )
        }
        return ofWeeks + ofDays
    }

    private static func sorted(_ loads: [Spot: Load]) -> [(Spot, Load)] {
        loads.sorted { ($0.key.municipality, $0.key.day) < ($1.key.municipality, $1.key.day) }
            .map { ($0.key, $0.value) }
    }
}
