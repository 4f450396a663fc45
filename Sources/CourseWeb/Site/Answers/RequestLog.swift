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
            level: level(of: response.status, at: pattern),
            "Request",
            metadata: [
                "method": "\(request.method)", "route": "\(pattern)", "status": "\(response.status.code)",
                "took": "\(ContinuousClock.now - began)",
            ]
        )
        return response
    }

    /// What monitoring asks for every few seconds is no news while it is well.
    private func level(of status: HTTPResponse.Status, at pattern: String) -> Logger.Level {
        if status.code >= 500 { return .warning }
        return ["/health", "/metrics"].contains(pattern) ? .debug : .info
    }
}
