import Foundation

/// How octets are read as letters; whatever they are, some text comes of them.
enum Charset: Sendable {
    case utf8
    case latin1
    case windows1252

    /// The charset of a MIME name; one that is not known is read as ISO-8859-1, in which ASCII is ASCII.
    init(named name: String?) {
        switch name?.lowercased() {
        case nil, "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit": self = .utf8
        case "windows-1252", "cp1252", "cp-1252", "x-cp1252": self = .windows1252
        default: self = .latin1
        }
    }

    /// The text of some octets; what is no UTF-8, and the five octets that Windows-1252 leaves out, are read as ISO-8859-1.
    func text(of bytes: [UInt8]) -> String {
        switch self {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
        case .windows1252:
            if let text = String(bytes: bytes, encoding: .windowsCP1252) { return text }
        case .latin1:
            break
        }
        return String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
    }
}
