import Correspondence
import Course
import CourseStore
import HTTPTypes
import Hummingbird
import Synchronization

/// Writes leaders' own pages, and keeps what it wrote for the next who is to read the same.
///
/// What a page is kept by is everything that it was written from, looked up at each request; so a kept page is never an old one. Nothing
/// in it is one person's alone: name and address are blanks, filled in for each.
final class OwnPageDesk: Sendable {
    /// Everything that a page is written from, but for the blanks.
    private struct Source: Hashable {
        let course: CourseOutline.ID
        let version: Int64
        let facts: OwnFacts
        let booked: [String: LetterFacts.Appointment]
        let today: Day
        let others: [OwnPage.Other]
        let navigation: Navigation
        let path: String
        let language: Language
    }

    private let shelf: CourseShelf
    private let kept = Mutex(RecentlyUsed<Source, BlankForm>(most: 2_000))

    /// A desk with the courses that its pages are about.
    init(shelf: CourseShelf) {
        self.shelf = shelf
    }

    /// The page of a leader; `nil` where the course is gone.
    func page(
        of participation: Person.Participation,
        of person: Person,
        for visitor: Visitor
    ) async throws -> Response? {
        let own = participation.standing
        guard let page = try await shelf.page(of: own.course, version: own.version) else { return nil }
        let others = person.takesPart.filter { $0.course.key != participation.course.key }.map {
            OwnPage.Other(href: "/my/\($0.course.key)", title: $0.course.title)
        }
        let source = Source(
            course: own.course,
            version: own.version,
            facts: own.facts,
            booked: page.bookings(of: participation.leader),
            today: page.outline.timeZone.local(own.now).day,
            others: others,
            navigation: Navigation(for: visitor, at: Place()),
            path: visitor.path,
            language: visitor.language
        )
        // What only this answer says is not kept.
        let isPlain = visitor.notice == nil && visitor.clock == nil
        let form: BlankForm
        if isPlain, let known = kept.withLock({ $0[source] }) {
            form = known
        } else {
            form = try write(source, in: page, for: visitor)
            if isPlain { kept.withLock { $0[source] = form } }
        }
        let firstName = participation.name.split(separator: " ").first.map(String.init) ?? participation.name
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: form.filled([.firstName: firstName, .address: person.address]))
        )
    }

    private func write(_ source: Source, in page: CoursePage, for visitor: Visitor) throws -> BlankForm {
        let content = OwnPage(
            of: try source.facts.read(),
            called: BlankForm.Blank.firstName.mark,
            booked: source.booked,
            on: source.today,
            in: page,
            others: source.others,
            language: source.language
        )
        return BlankForm(visitor.text(of: content, address: BlankForm.Blank.address.mark))
    }
}
