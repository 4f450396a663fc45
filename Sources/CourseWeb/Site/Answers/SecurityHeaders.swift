import HTTPTypes
import Hummingbird

/// Headers that keep a browser from doing with an answer what it is not for.
struct SecurityHeaders: RouterMiddleware {
    /// Whether people reach the site by TLS: then never without it (RFC 6797).
    let isSecure: Bool

    // Of the W3C and the WHATWG; the package names those of the RFCs.
    private static let referrerPolicy = HTTPField.Name("Referrer-Policy")
    private static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")
    private static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")
    private static let permissionsPolicy = HTTPField.Name("Permissions-Policy")

    /// Only what comes from here; no style or script within a page.
    private static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.contentPolicy
        }
        for (name, value) in [
            (Self.referrerPolicy, "same-origin"), (Self.openerPolicy, "same-origin"),
            (Self.resourcePolicy, "same-origin"),
            (Self.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
        ] {
            if let name { response.headers[name] = value }
        }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
