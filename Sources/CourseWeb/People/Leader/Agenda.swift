import Correspondence
import Course
import CourseStore

/// What a leader is to do and when, in the order of the days.
struct Agenda {
    /// The parts of the course that have a day, by it.
    let entries: [Entry]

    /// One part of the course for one leader.
    struct Entry {
        let module: Module
        /// When it is, or by when it is to be done.
        let day: Day
        let date: LetterFacts.ModuleDate
        /// The leader's table, where one is set.
        let table: String?
        /// Whether its day is over, or the leader has said that it is done.
        let isOver: Bool
        let isDone: Bool
        /// Where it is done, once that is open.
        let link: String?
    }

    init(of own: OwnPart, booked: [String: LetterFacts.Appointment], on today: Day, in page: CoursePage) {
        var dates = page.dates(in: own.municipality, group: own.group, seats: own.seats)
        for (module, booking) in booked {
            dates[module]?.start = booking.start
            dates[module]?.end = booking.end
            dates[module]?.place = booking.place
        }
        entries = page.outline.programme.modules.compactMap { module -> Entry? in
            guard let date = dates[module.key], let day = date.start?.day ?? date.due ?? date.opens else { return nil }
            let isDone = own.seen.contains(module.key)
            let isOpen = date.opens.map { $0 <= today } ?? true
            return Entry(
                module: module,
                day: day,
                date: date,
                table: own.tables[module.key],
                // What is there to be read stays of use.
                isOver: isDone || (module.kind != .material && day < today),
                isDone: isDone,
                link: isOpen ? module.link : nil
            )
        }.sorted { ($0.day.number, $0.date.start?.minutes ?? .max) < ($1.day.number, $1.date.start?.minutes ?? .max) }
    }

    /// What comes first: all that is open already, and the next that has a day.
    func next(on today: Day) -> [Entry] {
        let ahead = entries.filter { !$0.isOver }
        let open = ahead.filter { $0.date.start == nil && ($0.date.opens.map { $0 <= today } ?? false) }
        let meeting = ahead.first { $0.date.start != nil }
        let first = (open.prefix(3) + [meeting].compactMap(\.self)).sorted { $0.day < $1.day }
        return first.isEmpty ? Array(ahead.prefix(1)) : first
    }
}
