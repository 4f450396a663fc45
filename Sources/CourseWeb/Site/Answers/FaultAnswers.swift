import Course
import CourseStore
import HTTPTypes
import Hummingbird
import Logging

/// Turns what was thrown into an answer: the one place that decides which status it is.
///
/// What went wrong inside is for the log, not for who asked. It stands twice in the way of a request: behind the reception, where it
/// is known who asked, and before it.
struct FaultAnswers: RouterMiddleware {
    let logger: Logger
    /// Shows the page to somebody who has not been looked at.
    let stranger: Visitor

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch DoorFault.notSignedIn where request.method == .get || request.method == .head {
            return .redirect(to: "/sign-in?from=\(request.uri.path)", type: .normal)
        } catch {
            let status = status(of: error)
            if status.code >= 500 { logger.warning("A request failed", metadata: ["cause": "\(error)"]) }
            var visitor = context.visitor ?? stranger
            let cookies = request.cookies
            if visitor.chosenLanguage == nil {
                visitor.chosenLanguage = (cookies[SiteCookie.language]?.value).flatMap(Language.init(rawValue:))
            }
            let page = FaultPage(
                status,
                sentence: sentence(of: error, in: visitor.language),
                isChanged: (error as? Refusal)?.kind == .changed,
                in: visitor.language
            )
            return visitor.answer(page, status: status)
        }
    }

    private func status(of error: any Error) -> HTTPResponse.Status {
        switch error {
        case DoorFault.notSignedIn: .unauthorized
        case DoorFault.notThere: .notFound
        case DoorFault.foreign: .forbidden
        case FormFault.tooLong: .contentTooLarge
        case FormFault.notAForm: .badRequest
        case let refusal as Refusal:
            switch refusal.kind {
            case .unknown: .notFound
            case .invalid: .unprocessableContent
            case .conflict, .changed: .conflict
            }
        case let error as any HTTPResponseError: error.status
        default: .serviceUnavailable
        }
    }

    /// The sentence where the fault has one that is for whoever asked: of what is not there, nothing is told.
    private func sentence(of error: any Error, in language: Language) -> String? {
        guard let refusal = error as? Refusal, refusal.kind != .unknown else { return nil }
        return refusal.shown(in: language)
    }
}

extension Refusal {
    /// The sentence as a page has it: with a large letter and a full stop.
    func shown(in language: Language) -> String { sentence(in: language).capitalizedFirst + "." }
}
