import Hummingbird
import Logging

/// Turns what was thrown into an answer: the one place that decides which status it is.
///
/// What went wrong inside is for the log, not for who asked.
struct FaultAnswers: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            return Response(plain: error.status.reasonPhrase, status: error.status)
        } catch {
            logger.warning("A request failed", metadata: ["cause": "\(error)"])
            return Response(plain: "The service cannot answer now.", status: .serviceUnavailable)
        }
    }
}
