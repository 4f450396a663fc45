import Course
import CourseStore

/// In what part somebody looks after a course.
///
/// A person may have several; each page is asked for in one of them.
enum Capacity: Hashable, Sendable {
    /// All of it, as an administrator.
    case administrator
    /// One municipality's part of it.
    case coordinator(Person.MunicipalityName)

    /// How a form names it: the municipality's key, or nothing.
    var name: String {
        switch self {
        case .administrator: ""
        case .coordinator(let municipality): municipality.key
        }
    }

    /// Who acts, down in the database's policies.
    var role: Acting.Role {
        switch self {
        case .administrator: .administrator
        case .coordinator(let municipality): .coordinator(municipality.id)
        }
    }
}

extension Person {
    /// In what parts this person looks after a course, the widest first; none where it is not this person's at all.
    ///
    /// Whether there is such a course, nobody is asked of whom all are.
    func capacities(in course: String) -> [Capacity] {
        (isAdministrator ? [.administrator] : [])
            + coordinates.filter { $0.course.key == course }.map { .coordinator($0.municipality) }
    }
}

/// The municipalities that somebody has chosen to act for at this browser, where the first capacity is not the one wanted.
///
/// Only a choice among what the person has: whatever a cookie says, it opens no door.
struct ChosenCapacities: Hashable, Sendable {
    /// Rows of municipalities, one a course.
    private var municipalities: Set<Municipality.ID>

    /// Nothing chosen.
    init() {
        municipalities = []
    }

    /// As a cookie has it; what is no number there is nothing.
    init(cookie: String) {
        municipalities = Set(
            cookie.prefix(400).split(separator: "-").compactMap { Int64($0) }.map { Municipality.ID(rawValue: $0) }
        )
    }

    /// As a cookie may hold it.
    var cookie: String { municipalities.map(\.rawValue).sorted().map(String.init).joined(separator: "-") }

    /// In what part somebody acts in a course: the one that was chosen, else the first; `nil` where there is none.
    func capacity(of person: Person, in course: String) -> Capacity? {
        let all = person.capacities(in: course)
        return all.first { isChosen($0) } ?? all.first
    }

    /// Chooses a capacity of somebody's in a course, in place of another, and forgets what is not that person's.
    mutating func choose(_ capacity: Capacity, of person: Person, in course: String) {
        let kept = person.coordinates.filter { $0.course.key != course }.map(\.municipality.id)
        municipalities.formIntersection(kept)
        if case .coordinator(let municipality) = capacity { municipalities.insert(municipality.id) }
    }

    private func isChosen(_ capacity: Capacity) -> Bool {
        guard case .coordinator(let municipality) = capacity else { return false }
        return municipalities.contains(municipality.id)
    }
}
