import Hummingbird

/// The cookies of the site.
///
/// `__Host-` binds each to this host, to the whole of it, and to TLS (RFC 6265bis §4.1.3.2); browsers take loopback for as good.
enum SiteCookie {
    /// The token of somebody who is signed in.
    static let session = "__Host-session"
    /// The language that was chosen at this browser.
    static let language = "__Host-language"
    /// The municipalities that somebody chose to act for.
    static let capacities = "__Host-capacities"
    /// What the next page has to say.
    static let notice = "__Host-notice"

    /// A cookie that lasts so many seconds; as long as the browser is open where that is `nil`.
    static func make(_ name: String, _ value: String, lasting seconds: Int? = nil) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: seconds,
            path: "/",
            secure: true,
            httpOnly: true,
            sameSite: .lax
        )
    }

    /// What takes a cookie away.
    static func gone(_ name: String) -> Cookie {
        make(name, "", lasting: 0)
    }
}
