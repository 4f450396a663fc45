import Correspondence
import Course
import CourseStore
import Foundation
import Hummingbird

/// Who will get what, how it will read, and its words.
struct PreviewPages {
    let writer: LetterWriter
    /// The ways that letters take.
    let routes: LetterRoutes

    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>
    ) {
        course.get("preview", use: preview)
        course.get("preview/:leader/:day", use: letter)
        course.get("preview/:leader/:day/body", use: body)
        course.post("preview/:leader/:day/copy", use: sendCopy)
        WordsPages(writer: writer).add(course: course)
    }

    // MARK: Person × day

    @Sendable
    private func preview(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.visitor.language
        var filter = PreviewFilter(Form(urlEncoded: request.uri.query ?? ""))
        if let own = context.ownMunicipality?.key {
            if !filter.municipality.isEmpty { try context.require(municipality: filter.municipality) }
            filter.municipality = own
        } else if !filter.municipality.isEmpty {
            let known = try await context.store.course(context.course).outline
            guard known.municipality(filter.municipality) != nil else { throw DoorFault.notThere }
        }
        let municipality = filter.municipality.isEmpty ? nil : filter.municipality

        var found: [PreviewedPerson] = []
        if !filter.leader.isEmpty {
            found = try await context.store.leaders(
                called: filter.leader,
                in: context.course,
                municipality: municipality,
                atMost: PreviewFilter.mostPeople
            )
        }
        let leader = filter.leader.isEmpty ? nil : found.count == 1 ? found.first?.id : filter.exactly(among: found)
        let grouped = try await context.store.groupedPreview(
            of: context.course,
            municipality: municipality,
            group: filter.group,
            leader: leader ?? (filter.leader.isEmpty ? nil : Leader.ID(rawValue: 0)),
            listing: filter.open != nil
        )
        let range = filter.range(from: grouped.from, in: grouped.course.outline.timeZone, language)
        let lines = PreviewLines(of: grouped, in: range.days)
        var opened: (places: [PreviewedPlace], people: [PreviewedPerson])?
        if let open = filter.open, let line = lines.lines.first(where: { $0.id == open }) {
            opened = try await context.store.previewed(line.members, atMost: PreviewFilter.mostPeopleShown)
        }
        let page = PreviewPage(
            grouped,
            lines: lines,
            filter: filter,
            range: range,
            found: leader == nil ? found : [],
            chosen: found.first { $0.id == leader },
            opened: opened,
            own: context.ownMunicipality?.key,
            in: language
        )
        return context.page(page, status: page.hasFaults ? .unprocessableContent : .ok)
    }

    // MARK: One letter

    @Sendable
    private func letter(_ request: Request, context: CourseContext) async throws -> Response {
        let (letters, number) = try await letters(request, context)
        let course = try await context.store.course(context.course)
        return context.page(
            LetterPage(
                letters,
                number: number,
                course: course,
                reader: context.person.address,
                address: try LetterAddress(context),
                in: context.visitor.language
            )
        )
    }

    /// The HTML part alone, to be framed by the page above.
    @Sendable
    private func body(_ request: Request, context: CourseContext) async throws -> Response {
        let (letters, number) = try await letters(request, context)
        return FramedLetter(letters[number].text.html).response
    }

    /// Sends the letter to whoever is signed in.
    @Sendable
    private func sendCopy(_ request: Request, context: CourseContext) async throws -> Response {
        let (letters, number) = try await letters(request, context)
        let language = context.visitor.language
        let letter = letters[number]
        guard
            let copy = letter.copy(
                to: context.person.address,
                marked: language("Prøve", "Test"),
                token: UUID()
            )
        else { throw Refusal("din adresse kan ikke få post", "your address cannot get mail") }
        let course = try await context.store.course(context.course)
        try await context.store.queue(copy, of: course.municipalities[letter.municipality], by: routes)
        return context.seeOther(
            try LetterAddress(context).path(number),
            saying: language(
                "En prøve er på vej til \(context.person.address). Links i den fører ingen steder hen.",
                "A test is on its way to \(context.person.address). Links in it lead nowhere."
            )
        )
    }

    /// The letters of the day and which of them is meant, as the address has it.
    private func letters(_ request: Request, _ context: CourseContext) async throws -> ([RehearsedLetter], Int) {
        let address = try LetterAddress(context)
        let rehearsal = LetterRehearsal(store: context.store, writer: writer)
        let number = Int(Form(urlEncoded: request.uri.query ?? "")["letter"]) ?? 1
        guard let letters = try await rehearsal.letters(to: address.leader, on: address.day, in: context.course),
            letters.indices.contains(number - 1)
        else { throw DoorFault.notThere }
        return (letters, number - 1)
    }
}

/// Where the letters of a leader's day are.
struct LetterAddress {
    let course: String
    let leader: Leader.ID
    let day: Day

    init(_ context: CourseContext) throws {
        guard let number = Int64(try context.parameters.require("leader")),
            let day = Day(iso: try context.parameters.require("day"))
        else { throw DoorFault.notThere }
        (course, leader, self.day) = (context.course, Leader.ID(rawValue: number), day)
    }

    init(course: String, leader: Leader.ID, day: Day) {
        (self.course, self.leader, self.day) = (course, leader, day)
    }

    /// The path of one of them, or of something below it; they count from 0.
    func path(_ number: Int, _ part: String = "") -> String {
        "/courses/\(course)/preview/\(leader)/\(day)\(part.isEmpty ? "" : "/\(part)")\(number == 0 ? "" : "?letter=\(number + 1)")"
    }
}
