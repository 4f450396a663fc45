import Course
import CourseStore

/// What of the preview is asked for, as the address has it.
struct PreviewFilter: Hashable, Sendable {
    /// A municipality's key; empty for all.
    var municipality: String
    /// A group.
    let group: LeaderGroup.ID?
    /// A leader's number, address or name, as typed.
    let leader: String
    /// The first and the last day, as typed.
    let from: String
    let to: String
    /// The line that is opened to show whom it is for.
    let open: String?

    /// So many people are offered where a name is several's.
    static let mostPeople = 20
    /// So many people of a line are shown by name.
    static let mostPeopleShown = 200
    /// The days that are shown where none are asked for.
    static let ordinaryDays = 28
    private static let mostDays = 366

    init(_ form: Form) {
        municipality = form["municipality"]
        group = Int64(form["group"]).map(LeaderGroup.ID.init(rawValue:))
        leader = String(form["leader"].prefix(200))
        (from, to) = (form["from"], form["to"])
        open = form["open"].isEmpty ? nil : form["open"]
    }

    /// The one of several whose number it is.
    func exactly(among people: [PreviewedPerson]) -> Leader.ID? {
        people.first { String($0.id.rawValue) == leader }?.id
    }

    /// The days asked for, and what is wrong with them.
    struct Range: Sendable {
        var days: ClosedRange<Day>
        var fromFault: String?
        var toFault: String?
    }

    /// The days that are asked for; the next four weeks where none are, or where they make no sense.
    func range(from now: Instant, in zone: Zone, _ language: Language) -> Range {
        let noDate = language("Skriv en dato, som 2027-03-25.", "Write a date, as 2027-03-25.")
        let first = from.isEmpty ? zone.local(now).day : Day(iso: from)
        let last = to.isEmpty ? first.map { $0.adding(days: Self.ordinaryDays - 1) } : Day(iso: to)
        let today = zone.local(now).day
        var range = Range(days: today...today.adding(days: Self.ordinaryDays - 1))
        if first == nil { range.fromFault = noDate }
        if !to.isEmpty, last == nil { range.toFault = noDate }
        guard let first, let last else { return range }
        if last < first {
            range.toFault = language("Den sidste dag er før den første.", "The last day is before the first.")
        } else if last.number - first.number >= Self.mostDays {
            range.toFault = language("Vælg højst et år ad gangen.", "Choose at most a year at a time.")
        } else {
            range.days = first...last
        }
        return range
    }

    /// The address of the same preview with something else.
    func path(
        course: String,
        days: ClosedRange<Day>? = nil,
        open: String? = nil,
        leader other: Leader.ID? = nil,
        own: String?
    ) -> String {
        var fields: [(String, String)] = []
        if !municipality.isEmpty, municipality != own { fields.append(("municipality", municipality)) }
        if let group { fields.append(("group", "\(group)")) }
        if let other {
            fields.append(("leader", "\(other)"))
        } else if !leader.isEmpty {
            fields.append(("leader", leader))
        }
        if let days {
            fields += [("from", "\(days.lowerBound)"), ("to", "\(days.upperBound)")]
        } else {
            if !from.isEmpty { fields.append(("from", from)) }
            if !to.isEmpty { fields.append(("to", to)) }
        }
        if let open { fields.append(("open", open)) }
        let query = fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
        return "/courses/\(course)/preview\(query.isEmpty ? "" : "?\(query)")\(open.map { "#line-\($0)" } ?? "")"
    }
}
