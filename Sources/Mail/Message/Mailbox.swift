/// A name and an address, as `Digital ledelse <kursus@example.dk>` (RFC 5322 §3.4).
public struct Mailbox: Sendable, Hashable {
    /// The name shown beside the address; may be empty.
    ///
    /// Anything may stand in it: the message makes it safe.
    public let name: String
    /// The address, valid by `Mailbox.validate`.
    public let address: String

    /// Pairs a name with an address.
    ///
    /// - Throws: `MailboxFault` where the address is none.
    public init(name: String = "", address: String) throws(MailboxFault) {
        try Self.validate(address)
        self.name = name
        self.address = address
    }

    /// Reads `Name <address>`, `"Name, with a comma" <address>`, `<address>` or `address`.
    ///
    /// - Throws: `MailboxFault`, with what was wrong and never with what was written.
    public init(parsing text: String) throws(MailboxFault) {
        let text = text.trimmed
        guard let open = text.lastIndex(of: "<") else {
            try self.init(address: String(text))
            return
        }
        guard text.last == ">" else { throw .unclosed }
        let address = text[text.index(after: open)..<text.index(before: text.endIndex)].trimmed
        try self.init(name: Self.unquoted(text[..<open].trimmed), address: String(address))
    }

    /// Whether the address needs SMTPUTF8 on its way (RFC 6531).
    public var isInternationalised: Bool { address.utf8.contains { $0 >= 0x80 } }

    /// The part after the @.
    public var domain: Substring {
        address[(address.lastIndex(of: "@").map { address.index(after: $0) } ?? address.endIndex)...]
    }

    /// Checks that an address can be written to: a local part of dot-separated words, an @, a host name.
    ///
    /// Letters beyond ASCII are let through (RFC 6532); quoted local parts and address literals are not.
    ///
    /// - Throws: `MailboxFault`.
    public static func validate(_ address: String) throws(MailboxFault) {
        guard !address.isEmpty else { throw .empty }
        guard let at = address.lastIndex(of: "@") else { throw .noAt }
        guard address.utf8.count <= 254 else { throw .tooLong }
        try validateLocalPart(address[..<at])
        try validateDomain(address[address.index(after: at)...])
    }

    // MARK: Parts

    private static func validateLocalPart(_ local: Substring) throws(MailboxFault) {
        guard (1...64).contains(local.utf8.count) else { throw .localPart }
        for word in local.split(separator: ".", omittingEmptySubsequences: false) {
            guard !word.isEmpty, word.unicodeScalars.allSatisfy(isAtom) else { throw .localPart }
        }
    }

    private static func validateDomain(_ domain: Substring) throws(MailboxFault) {
        guard (1...253).contains(domain.utf8.count) else { throw .domain }
        for label in domain.split(separator: ".", omittingEmptySubsequences: false) {
            let isWhole = (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            guard isWhole, label.unicodeScalars.allSatisfy(isHost) else { throw .domain }
        }
    }

    /// RFC 5322 §3.2.3 `atext`, and letters and signs beyond ASCII but for spaces and controls.
    private static func isAtom(_ scalar: Unicode.Scalar) -> Bool {
        if !scalar.isASCII { return isBeyond(scalar) }
        return isLetterOrDigit(scalar) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
    }

    private static func isHost(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isLetterOrDigit(scalar) || scalar == "-" : isBeyond(scalar)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func isBeyond(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: false
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func unquoted(_ name: Substring) -> String {
        guard name.count >= 2, name.first == "\"", name.last == "\"" else { return String(name) }
        var result = ""
        var isEscaped = false
        for character in name.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}

extension StringProtocol {
    /// Without white space at either end.
    fileprivate var trimmed: Substring {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}

/// What is wrong with an address; it never holds the address itself.
public enum MailboxFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is none.
    case empty
    /// It has no @.
    case noAt
    /// A `<` is not closed by a `>` at the end.
    case unclosed
    /// It is longer than 254 octets (RFC 5321 §4.5.3.1.3).
    case tooLong
    /// What stands before the @ is no local part.
    case localPart
    /// What stands after the @ is no host name.
    case domain

    /// One clause whose subject is the address.
    public var description: String {
        switch self {
        case .empty: "the address is empty"
        case .noAt: "the address has no @"
        case .unclosed: "the address begins with < and does not end with >"
        case .tooLong: "the address is longer than 254 octets"
        case .localPart:
            "what stands before the @ of the address is empty, too long, or has a character that cannot stand there"
        case .domain: "what stands after the @ of the address is no host name"
        }
    }
}
