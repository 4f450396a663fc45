import Course
import CourseStore
import HTTPTypes
import Hummingbird

extension CoursesPages {
    @Sendable
    func overview(_ request: Request, context: CourseContext) async throws -> Response {
        try await showOverview(context, status: .ok)
    }

    /// A coordinator agrees that letters leave as planned.
    @Sendable
    func agree(_ request: Request, context: CourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        do {
            try await context.store.agree(toLettersOf: context.course, expecting: Int64(form["version"]) ?? 0)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return try await showOverview(context, status: .conflict, alert: refusal.shown(in: language))
        } catch let refusal as Refusal where refusal.kind == .changed {
            return try await showOverview(
                context,
                status: .conflict,
                alert: language(
                    "Forløbet er ændret, siden du så det. Se det igennem, og sig så ja igen.",
                    "The course has changed since you saw it. Look it through, and then agree again."
                )
            )
        }
        return context.seeOther(
            "/courses/\(context.course)",
            saying: language(
                "Tak. Du har sagt ja til, at forløbet går i gang. Du kan tage det tilbage på denne side.",
                "Thank you. You have agreed that the course goes live. You can take that back on this page."
            )
        )
    }

    @Sendable
    func withdrawAgreement(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.visitor.language
        do {
            try await context.store.withdrawAgreement(toLettersOf: context.course)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return try await showOverview(
                context,
                status: .conflict,
                alert: language("Der var intet ja at tage tilbage.", "There was no agreement to take back.")
            )
        }
        return context.seeOther(
            "/courses/\(context.course)",
            saying: language("Dit ja er taget tilbage.", "Your agreement has been taken back.")
        )
    }

    /// What would leave at once, and who has agreed.
    @Sendable
    func beforeLive(_ request: Request, context: WholeCourseContext) async throws -> Response {
        try await showLive(context, status: .ok)
    }

    @Sendable
    func goLive(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let withoutAgreement = form.has("without")
        if !withoutAgreement, try await context.store.agreements(of: context.course).contains(where: { !$0.stands }) {
            return try await showLive(context, status: .unprocessableContent, isUnticked: true)
        }
        do {
            let consent = Consent(version: Int64(form["version"]) ?? 0, withoutAgreement: withoutAgreement)
            let letters = try await context.store.goLive(context.course, given: consent)
            return context.seeOther(
                "/courses/\(context.course)",
                saying: language(
                    "Forløbet er i gang. \(Self.leaving(letters, in: language)) Du kan sætte det på pause på denne side.",
                    "The course is live. \(Self.leaving(letters, in: language)) You can pause it on this page."
                )
            )
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return try await showLive(context, status: .conflict, alert: refusal.shown(in: language))
        } catch let refusal as Refusal where refusal.kind == .changed {
            return try await showLive(
                context,
                status: .conflict,
                alert: language(
                    "Forløbet er ændret, siden du så det. Her er det, som det står nu.",
                    "The course has changed since you saw it. Here it is as it stands now."
                )
            )
        }
    }

    @Sendable
    func pause(_ request: Request, context: WholeCourseContext) async throws -> Response {
        let language = context.visitor.language
        do {
            try await context.store.pause(context.course)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return context.seeOther(
                "/courses/\(context.course)",
                saying: language("Forløbet var ikke i gang.", "The course was not live.")
            )
        }
        return context.seeOther(
            "/courses/\(context.course)",
            saying: language(
                "Forløbet er på pause. Breve, der allerede er i kø, går stadig ud; det, der bliver åbent imens, kommer, når det går i gang igen.",
                "The course is paused. Letters already queued still leave; what becomes due meanwhile comes once it is live again."
            )
        )
    }

    static func leaving(_ letters: Int, in language: Language) -> String {
        switch letters {
        case 0: language("Intet brev går ud med det samme.", "No letter leaves at once.")
        case 1: language("1 brev går ud med det samme.", "1 letter leaves at once.")
        default: language("\(letters) breve går ud med det samme.", "\(letters) letters leave at once.")
        }
    }

    private func showOverview(
        _ context: CourseContext,
        status: HTTPResponse.Status,
        alert: String? = nil
    ) async throws -> Response {
        let overview = try await context.store.overview(of: context.course)
        let page = OverviewPage(
            overview,
            toDo: try await context.store.toDo(of: context.course),
            own: context.ownMunicipality?.key,
            alert: alert,
            in: context.visitor.language
        )
        return context.page(page, status: status)
    }

    private func showLive(
        _ context: WholeCourseContext,
        status: HTTPResponse.Status,
        isUnticked: Bool = false,
        alert: String? = nil
    ) async throws -> Response {
        let overview = try await context.store.overview(of: context.course)
        let canGoLive = overview.course.state != .live && overview.municipalities.contains { $0.leaders > 0 }
        let page = LivePage(
            overview,
            letters: canGoLive ? try await context.store.goLive(context.course, dryRun: true) : nil,
            isUnticked: isUnticked,
            alert: alert,
            in: context.visitor.language
        )
        return context.page(page, status: status)
    }
}
