import Course
import CourseStore
import Hummingbird

extension CoursesPages {
    @Sendable
    func newSuccessor(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let course = try await context.store.course(context.course)
        return context.page(SuccessorPage(course, SuccessorEntry(after: course.outline), in: context.visitor.language))
    }

    /// Shows the course that would be made; makes it, where that has been looked at.
    @Sendable
    func makeSuccessor(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let store = context.store
        let course = try await store.course(context.course)
        var entry = SuccessorEntry(form)
        if !entry.key.isEmpty, try await !store.courses(entry.key).isEmpty { entry.isTaken = true }
        guard let start = entry.day, entry.faults.isEmpty else {
            return context.page(SuccessorPage(course, entry, in: language), status: .unprocessableContent)
        }
        func make(expecting version: Int64?, dryRun: Bool) async throws -> CourseSuccession {
            try await store.makeSuccessor(
                of: context.course,
                as: entry.key,
                title: entry.title,
                start: start,
                expecting: version,
                dryRun: dryRun
            )
        }
        do {
            var isOutdated = false
            if form.has("apply"), let version = Int64(form["version"]) {
                do {
                    _ = try await make(expecting: version, dryRun: false)
                    return context.seeOther(
                        "/courses/\(entry.key)",
                        saying: language(
                            "Forløbet er oprettet som kladde. Skriv lukkedage og tilmeld ledere som det næste.",
                            "The course is there, as a draft. Enter closing days and enrol leaders next."
                        )
                    )
                } catch let refusal as Refusal where refusal.kind == .changed {
                    // The previous course was changed after the new one had been shown: it is shown anew.
                    isOutdated = true
                } catch let refusal as Refusal where refusal.kind == .conflict {
                    entry.isTaken = true
                    return context.page(SuccessorPage(course, entry, in: language), status: .unprocessableContent)
                }
            }
            let succession = try await make(expecting: nil, dryRun: true)
            let page = SuccessorCheckPage(succession, entry, isOutdated: isOutdated, in: language)
            return context.page(page, status: isOutdated ? .conflict : .ok)
        } catch let faults as PlanFaults {
            let page = SuccessorPage(course, entry, findings: faults.findings, in: language)
            return context.page(page, status: .unprocessableContent)
        }
    }
}

/// What somebody types to have a course made from a previous one.
struct SuccessorEntry: Sendable {
    var title: String
    var key: String
    var start: String
    /// Whether another course has that key.
    var isTaken = false

    /// What one would most likely type: a year later.
    init(after outline: CourseOutline) {
        let year = outline.starts.year
        title = outline.title.replacing(String(year), with: String(year + 1))
        start = outline.starts.adding(months: 12).description
        let later = outline.key.replacing(/\d{4}/) { match in String((Int(match.output) ?? year) + 1) }
        key = later == outline.key ? String("\(outline.key.prefix(60))-\(year + 1)".prefix(64)) : later
    }

    init(_ form: Form) {
        (title, key, start) = (form["title"], form["key"], form["start"])
    }

    var day: Day? { Day(iso: start) }

    /// The fields that something is wrong with.
    var faults: Set<String> {
        var faults: Set<String> = []
        if title.isEmpty || title.count > 200
            || title.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        {
            faults.insert("title")
        }
        if isTaken || key == "new" || key.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) == nil { faults.insert("key") }
        // Beyond these years no holidays are known.
        if !(day.map { (2000...2190).contains($0.year) } ?? false) { faults.insert("start") }
        return faults
    }
}
