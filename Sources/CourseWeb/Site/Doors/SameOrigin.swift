import HTTPTypes
import Hummingbird

/// Refuses to change anything for a request that another site has had the browser send.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (W3C Fetch Metadata), older ones in `Origin` (RFC 6454 §7); what says neither
/// is no browser, and has no cookies that it does not know of.
struct SameOrigin: RouterMiddleware {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head || isOwn(request) else { throw DoorFault.foreign }
        return try await next(request, context)
    }

    private func isOwn(_ request: Request) -> Bool {
        if let name = Self.fetchSite, let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        guard let host = request.head.authority, let start = origin.firstRange(of: "://") else { return false }
        return origin[start.upperBound...].lowercased() == host.lowercased()
    }
}
