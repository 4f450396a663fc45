import Course
import CourseStore
import Foundation
import Hummingbird

/// The plan board, the reasons of each day, and moving a session.
struct PlanPages {
    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>,
        wholeCourse: RouterGroup<WholeCourseContext>
    ) {
        course.get("plan", use: plan)
        course.get("plan/:planned", use: plannedPrompt)
        wholeCourse.get("sessions/:module/:session", use: session)
        wholeCourse.post("sessions/:module/:session/difference", use: difference)
        wholeCourse.post("sessions/:module/:session", use: move)
    }

    @Sendable
    private func plan(_ request: Request, context: CourseContext) async throws -> Response {
        let asked = request.uri.queryParameters["municipality"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        if let asked { try context.require(municipality: asked) }
        let own = context.ownMunicipality?.key
        let plan = try await context.store.boardPlan(of: context.course, municipality: asked ?? own)
        return context.page(PlanPage(plan, own: own, chosen: asked, in: context.visitor.language))
    }

    @Sendable
    private func plannedPrompt(_ request: Request, context: CourseContext) async throws -> Response {
        guard let id = Int64(try context.parameters.require("planned")),
            let detail = try await context.store.plannedPrompt(.init(rawValue: id), of: context.course)
        else { throw DoorFault.notThere }
        try context.require(municipality: detail.planned.scope.municipality)
        return context.page(
            PlannedPromptPage(detail, isWhole: context.isWhole, in: context.visitor.language)
        )
    }

    @Sendable
    private func session(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let (course, session) = try await known(context)
        let language = context.visitor.language
        let form = SessionForm(session, version: course.version, in: language)
        return context.page(SessionPage(course: course, session: session, form: form, in: language))
    }

    /// Tries a change and shows what it would do; nothing is written.
    @Sendable
    private func difference(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let (course, session) = try await known(context)
        let form = SessionForm(try await Form.read(request), of: session, in: context.visitor.language)
        // Until a difference has been shown, only a change of the session itself could surprise.
        let isOvertaken = form.made.map { $0 != session } ?? false
        return try await trial(of: form, course, session, isOvertaken: isOvertaken, context)
    }

    /// Makes a change whose difference was shown.
    @Sendable
    private func move(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let (course, session) = try await known(context)
        let language = context.visitor.language
        let form = SessionForm(try await Form.read(request), of: session, in: language)
        guard let wanted = form.session else {
            return context.page(
                SessionPage(course: course, session: session, form: form, in: language),
                status: .unprocessableContent
            )
        }
        do {
            // A form that does not say what it was made from is taken for an old one.
            let move = try await context.store.reschedule(
                course: context.course,
                to: wanted,
                since: form.version ?? -1
            )
            return context.seeOther(
                SessionAddress(wanted, in: context.course).path,
                saying: SessionPage.notice(of: move, in: language)
            )
        } catch let refusal as Refusal where refusal.kind == .changed {
            let (course, session) = try await known(context)
            return try await trial(of: form, course, session, isOvertaken: true, context)
        } catch let faults as PlanFaults {
            return context.page(
                SessionPage(course: course, session: session, form: form, faults: faults.findings, in: language),
                status: .unprocessableContent
            )
        }
    }

    /// The page with what a change would do: 409 where somebody was there before, 422 where it cannot be done.
    private func trial(
        of form: SessionForm,
        _ course: StoredCourse,
        _ session: Course::Session,
        isOvertaken: Bool,
        _ context: WholeCourseContext
    ) async throws -> Response {
        let language = context.visitor.language
        var page = SessionPage(course: course, session: session, form: form, isOvertaken: isOvertaken, in: language)
        guard let wanted = form.session else { return context.page(page, status: .unprocessableContent) }
        do {
            let move = try await context.store.reschedule(
                course: context.course,
                to: wanted,
                since: nil,
                dryRun: true
            )
            page = SessionPage(
                course: move.course,
                session: move.old,
                form: form,
                move: move,
                isOvertaken: isOvertaken,
                in: language
            )
            return context.page(page, status: isOvertaken ? .conflict : .ok)
        } catch let faults as PlanFaults {
            page = SessionPage(
                course: course,
                session: session,
                form: form,
                faults: faults.findings,
                isOvertaken: isOvertaken,
                in: language
            )
            return context.page(page, status: .unprocessableContent)
        }
    }

    /// The course, and the session that the address names.
    private func known(_ context: WholeCourseContext) async throws -> (StoredCourse, Course::Session) {
        let course = try await context.store.course(context.course)
        let parts = try ["module", "session"].map { try context.parameters.require($0) }
            .map { $0.removingPercentEncoding ?? $0 }
        guard let session = course.outline.sessions.first(where: { $0.module == parts[0] && $0.key == parts[1] }) else {
            throw DoorFault.notThere
        }
        return (course, session)
    }
}
