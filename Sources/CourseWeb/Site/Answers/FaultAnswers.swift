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
            let (status, sentence) = verdict(on: error)
            if status.code >= 500 { logger.warning("A request failed", metadata: ["cause": "\(error)"]) }
            var visitor = context.visitor ?? stranger
            let cookies = request.cookies
            if visitor.chosenLanguage == nil {
                visitor.chosenLanguage = (cookies[SiteCookie.language]?.value).flatMap(Language.init(rawValue:))
            }
            return visitor.answer(FaultPage(status, sentence: sentence, in: visitor.language), status: status)
        }
    }

    /// The status, and the sentence where the fault has one that is for whoever asked.
    private func verdict(on error: any Error) -> (HTTPResponse.Status, String?) {
        switch error {
        case DoorFault.notSignedIn: (.unauthorized, nil)
        case DoorFault.notThere: (.notFound, nil)
        case DoorFault.foreign: (.forbidden, nil)
        case FormFault.tooLong: (.contentTooLarge, nil)
        case FormFault.notAForm: (.badRequest, nil)
        case let refusal as Refusal:
            switch refusal.kind {
            case .unknown: (.notFound, nil)
            case .invalid: (.unprocessableContent, refusal.description)
            case .conflict: (.conflict, refusal.description)
            }
        case let error as any HTTPResponseError: (error.status, nil)
        default: (.serviceUnavailable, nil)
        }
    }
}
