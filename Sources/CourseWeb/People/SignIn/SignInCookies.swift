import CourseStore
import Foundation
import Hummingbird

extension SiteCookie {
    /// The token of a browser that has asked for a letter: with it the letter's code can be typed here.
    static let asked = "__Host-asked"
    /// The page that was wanted before somebody had to sign in.
    static let wanted = "__Host-wanted"
}

/// What a browser keeps between asking for a letter and coming in.
struct SignInCookies {
    /// The token that it asked with.
    let browser: Token?
    /// The page that it wanted.
    let wanted: LocalPath?

    init(_ request: Request) {
        browser = (request.cookies[SiteCookie.asked]?.value).flatMap(Token.init)
        // Whatever a browser puts there: it is looked at again.
        wanted = request.cookies[SiteCookie.wanted].flatMap { Data(base64Encoded: $0.value) }
            .flatMap { String(data: $0, encoding: .utf8) }.flatMap(LocalPath.init)
    }

    /// Keeps the page that is wanted, or forgets another.
    static func wanted(_ path: LocalPath?, lasting seconds: Int) -> Cookie {
        guard let path else { return SiteCookie.gone(SiteCookie.wanted) }
        return SiteCookie.make(SiteCookie.wanted, Data(path.text.utf8).base64EncodedString(), lasting: seconds)
    }
}
