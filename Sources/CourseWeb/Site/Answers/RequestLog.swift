import Hummingbird
import Logging

/// A line a request: its method, the pattern of its address and its status.
///
/// Never the address itself: a path may hold a key to somebody's page, a query a token.
struct RequestLog: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        let response = try await next(request, context)
        let pattern = context.endpointPath ?? "none"
        logger.log(
            level: level(of: request.method, response.status),
            "Request",
            metadata: [
                "method": "\(request.method)", "route": "\(pattern)", "status": "\(response.status.code)",
                "took": "\(ContinuousClock.now - began)",
            ]
        )
        return response
    }

    /// What was looked at and found is no news: what was changed or refused is.
    private func level(of method: HTTPRequest.Method, _ status: HTTPResponse.Status) -> Logger.Level {
        if status.code >= 500 { return .warning }
        return status.code < 400 && (method == .get || method == .head) ? .debug : .info
    }
}
