/// Why something is no signing key; it never holds any of it.
public enum SigningKeyFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// It has fewer than 32 octets.
    case tooShort
    /// It has more than 4096 octets.
    case tooLong
    /// Its file cannot be read.
    case unreadable(FileFault)

    /// One clause.
    public var description: String {
        switch self {
        case .tooShort: "a signing key has at least 32 octets"
        case .tooLong: "a signing key has at most 4096 octets"
        case .unreadable(let fault): "the signing key's file: \(fault)"
        }
    }
}
