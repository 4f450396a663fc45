import Course
import CourseStore
import Foundation
import HTTPTypes
import Hummingbird

/// Who sits where at gatherings and workshops.
struct SeatPages {
    /// Adds the pages, each behind its door.
    func add(course: RouterGroup<CourseContext>) {
        course.get("seats", use: modules)
        course.get("seats/:module", use: seats)
        course.post("seats/:module", use: setSeats)
    }

    /// The gatherings and workshops of a course, with how many sit in each of their sessions.
    @Sendable
    private func modules(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, seated) = try await context.store.seatCounts(in: context.course)
        return context.page(SeatModulesPage(course: course, seated: seated, in: context.language))
    }

    @Sendable
    private func seats(_ request: Request, context: CourseContext) async throws -> Response {
        context.page(try await page(SeatFilter(request.query), context: context))
    }

    /// Gives those who are ticked seats, tables or both.
    @Sendable
    private func setSeats(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let form = try await Form.read(request)
        let (filter, entry) = (SeatFilter(form), SeatEntry(form))
        let module = try module(context)
        let course = try await context.store.course(context.course)
        guard course.outline.programme[module].map({ [.gathering, .workshop].contains($0.kind) }) ?? false else {
            throw DoorFault.notThere
        }
        let faults = entry.faults(hasSeveral: course.outline.sessions(of: module).count > 1, in: language)
        func again(
            _ faults: [(field: String, text: String)],
            overtaken: Set<Leader.ID> = [],
            _ status: HTTPResponse.Status
        ) async throws -> Response {
            context.page(try await page(filter, entry, faults, overtaken, context: context), status: status)
        }
        guard faults.isEmpty else { return try await again(faults, .unprocessableContent) }
        let seating = try await context.store.setSeats(
            of: entry.chosen,
            at: module,
            in: context.course,
            session: entry.session,
            table: entry.table,
            seen: entry.seen
        )
        switch seating {
        case .unknown: throw DoorFault.notThere
        case .overtaken(let others): return try await again([], overtaken: Set(others.keys), .conflict)
        case .seatless(let leaders):
            let fault = language(
                "\(leaders.count) af de valgte har ingen plads endnu: vælg også et hold til dem.",
                "\(leaders.count) of those chosen have no seat yet: choose a sitting for them too."
            )
            return try await again([("session", fault)], .unprocessableContent)
        case .done(let change):
            return context.seeOther(
                Pager.path(SeatsPage.path(of: module, in: context.course), filter.query + filter.pageQuery),
                saying: SeatWords(language: language).notice(of: change, session: entry.session)
            )
        }
    }

    private func module(_ context: CourseContext) throws -> String {
        let part = try context.parameters.require("module")
        return part.removingPercentEncoding ?? part
    }

    private func page(
        _ filter: SeatFilter,
        _ entry: SeatEntry? = nil,
        _ faults: [(field: String, text: String)] = [],
        _ overtaken: Set<Leader.ID> = [],
        context: CourseContext
    ) async throws -> SeatsPage {
        let directory = try await context.store.seatDirectory(
            of: try module(context),
            in: context.course,
            matching: filter.leaders,
            lacking: filter.lack,
            page: filter.page,
            size: SeatsPage.size
        )
        return SeatsPage(
            directory,
            municipalities: context.municipalities(of: directory.course),
            isWhole: context.isWhole,
            filter: filter,
            entry: entry,
            faults: faults,
            overtaken: overtaken,
            in: context.language
        )
    }
}
