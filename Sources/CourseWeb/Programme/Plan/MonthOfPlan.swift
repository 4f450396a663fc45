import Correspondence
import Course

/// A month of the plan as a table reads it.
struct MonthOfPlan: Sendable {
    let label: String
    let lines: [Line]

    /// Something that happens.
    struct Line: Sendable {
        let number: Int
        let day: String
        let time: String
        let isPast: Bool
        let town: String
        let label: String
        let module: String
        let href: String?
        let whom: String
        let notes: [Note]
    }

    /// A short word about it.
    struct Note: Sendable {
        let text: String
    }

    /// What happens, month by month.
    static func months(of events: [PlanEvent], today: Day, in language: Language) -> [MonthOfPlan] {
        var months: [(first: Day, lines: [Line])] = []
        for event in events {
            let day = event.event.day
            let first = day.adding(days: 1 - day.parts.day)
            if months.last?.first != first { months.append((first, [])) }
            months[months.count - 1].lines.append(
                Line(
                    number: event.number,
                    day: language.dates.day(day),
                    time: language.dates.time(event.time),
                    isPast: day < today,
                    town: event.town,
                    label: event.label,
                    module: event.module,
                    href: event.href,
                    whom: event.whom,
                    notes: event.notes.map(Note.init)
                )
            )
        }
        return months.map {
            MonthOfPlan(
                label: language.capitalised(language.month(of: $0.first, isShort: false)),
                lines: $0.lines
            )
        }
    }
}
