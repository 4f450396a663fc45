import HTTPTypes
import Hummingbird

/// A letter's HTML as an answer that only a page of ours may frame, and in which nothing runs, loads or leads on.
struct FramedLetter {
    let response: Response

    /// Styles stand on a letter's elements, since mail programs read no other.
    private static let contentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"

    init(_ html: String, status: HTTPResponse.Status = .ok) {
        var response = Response(text: html, type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        self.response = response
    }
}
