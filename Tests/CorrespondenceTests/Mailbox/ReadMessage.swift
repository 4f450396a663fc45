import Foundation

/// A message as a mail program reads it: its headers, and its parts by their types.
struct ReadMessage {
    let headers: [String: String]
    private(set) var parts: [String: String] = [:]

    var text: String { parts["text/plain"] ?? "" }
    var html: String { parts["text/html"] ?? "" }
    var subject: String { headers["subject"] ?? "" }
    /// The address in the `To` header.
    var recipient: String {
        let to = headers["to"] ?? ""
        return to.firstMatch(of: /<([^>]+)>/).map { String($0.1) } ?? to
    }

    init(_ bytes: some Sequence<UInt8>) {
        // CR LF is one character to Swift: lines end in LF alone here.
        let message = String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        headers = Self.headers(of: message)
        add(message)
    }

    private mutating func add(_ entity: String) {
        let headers = Self.headers(of: entity)
        let body = entity.firstRange(of: "\n\n").map { String(entity[$0.upperBound...]) } ?? ""
        let type = headers["content-type"] ?? "text/plain"
        if let boundary = type.firstMatch(of: /boundary="?([^";]+)"?/)?.1 {
            for part in body.components(separatedBy: "--\(boundary)").dropFirst() where !part.hasPrefix("--") {
                add(String(part.drop { $0 == "\n" }))
            }
            return
        }
        let content =
            switch headers["content-transfer-encoding"]?.lowercased() {
            case "base64":
                Data(base64Encoded: body.filter { !$0.isWhitespace }).map { String(decoding: $0, as: UTF8.self) } ?? ""
            case "quoted-printable": Self.quotedPrintable(body)
            default: body
            }
        let name = String(type.prefix { $0 != ";" })
        parts[name] = content.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
    }

    private static func headers(of entity: String) -> [String: String] {
        var headers: [String: String] = [:]
        let head = entity.firstRange(of: "\n\n").map { entity[..<$0.lowerBound] } ?? entity[...]
        for line in head.replacing("\n ", with: " ").replacing("\n\t", with: " ").split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = decodedWords(String(value))
        }
        return headers
    }

    /// A header without encoded words (RFC 2047); white space between two of them is none.
    private static func decodedWords(_ value: String) -> String {
        value.replacing(/\?=\s+=\?/, with: "?==?").replacing(/(?i)=\?utf-8\?([bq])\?([^?]*)\?=/) { match in
            let text = String(match.output.2)
            return match.output.1.lowercased() == "b"
                ? Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) } ?? ""
                : quotedPrintable(text.replacing("_", with: " "))
        }
    }

    private static func quotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            let code = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "="), let value = UInt8(code, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
