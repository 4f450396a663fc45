import HTTPTypes
import Hummingbird

/// Headers that keep a browser from doing with an answer what it is not for.
struct SecurityHeaders: RouterMiddleware {
    /// Of the W3C's Referrer Policy; the package names those of the RFCs.
    private static let referrerPolicy = HTTPField.Name("Referrer-Policy")

    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
        if let referrerPolicy = Self.referrerPolicy { response.headers[referrerPolicy] = "no-referrer" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
