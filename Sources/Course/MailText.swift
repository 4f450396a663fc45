/// Texts of a fixed form, judged with a sense of proportion: what is clearly none is refused, the rest the mail server knows.
enum MailText {
    /// Whether it can name a module, a prompt, a session, a municipality or a course: a-z, 0-9 and hyphens, at most 64.
    static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Whether it can be a mail address.
    ///
    /// One `@`, a dot in the domain, no empty label, no spaces, quotes, brackets or control characters, at most 254 bytes (RFC 5321 §4.5.3.1.3) with 64 of them before the `@`. Other letters than ASCII's are taken.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }),
            !parts[0].hasPrefix("."), !parts[0].hasSuffix("."), !parts[0].contains("..")
        else { return false }
        return text.unicodeScalars.allSatisfy {
            // Invisible characters come along when an address is copied from a page.
            !$0.properties.isWhitespace && !$0.isControl && $0.properties.generalCategory != .format
                && !forbidden.contains($0)
        }
    }

    /// Whether it is written `Name <address>`.
    static func isSender(_ text: String) -> Bool {
        guard text.utf8.count <= 500, text.hasSuffix(">"), let open = text.firstIndex(of: "<") else { return false }
        let name = text[..<open]
        return name.last == " " && !name.allSatisfy(\.isWhitespace)
            && !name.unicodeScalars.contains { $0.isControl || $0.breaksLine || "\"<>,;\\".unicodeScalars.contains($0) }
            && isAddress(String(text[text.index(after: open)...].dropLast()))
    }

    /// Whether it is an `http` or `https` address with a host.
    static func isLink(_ text: String) -> Bool {
        guard text.utf8.count <= 2000,
            let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
        else { return false }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return !host.isEmpty && !host.hasPrefix(":") && !host.contains("@")
            && text.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && !$0.isControl && !"\"<>\\^`{|}".unicodeScalars.contains($0)
            }
    }

    private static let forbidden = Set("\"(),:;<>[\\]".unicodeScalars)
}
