import Foundation

/// An AUTH under way at the stub: what it has heard of who the client is.
struct StubExchange {
    /// What follows from a line of the client's.
    enum Next {
        case goOn(challenge: String)
        case check(user: String, secret: String)
        case refuse
    }

    let mechanism: String
    /// Whether the error of XOAUTH2 has been told, so that only its acknowledgement is missing.
    var isRefused = false
    private var user: String?

    init(mechanism: String) {
        self.mechanism = mechanism
    }

    /// What is asked first, where the client has said nothing yet.
    var challenge: String { mechanism == "LOGIN" ? Self.userName : "" }

    private static let userName = "VXNlcm5hbWU6"
    private static let password = "UGFzc3dvcmQ6"

    mutating func take(_ line: String) -> Next {
        // Only the empty line acknowledges (Google's and Microsoft's XOAUTH2).
        guard !isRefused else { return line.isEmpty ? .refuse : .goOn(challenge: "") }
        guard let data = Data(base64Encoded: line) else { return .refuse }
        let text = String(decoding: data, as: UTF8.self)
        switch mechanism {
        case "LOGIN":
            guard let user else {
                user = text
                return .goOn(challenge: Self.password)
            }
            return .check(user: user, secret: text)
        case "PLAIN":
            let parts = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
            return parts.count == 3 ? .check(user: parts[1], secret: parts[2]) : .refuse
        default:
            let parts = text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, parts[0].hasPrefix("user="), parts[1].hasPrefix("auth=Bearer ") else {
                return .refuse
            }
            return .check(user: String(parts[0].dropFirst(5)), secret: String(parts[1].dropFirst(12)))
        }
    }
}
