/// An address as it is shown to somebody who may not be its owner: enough for the owner to know it by.
struct MaskedAddress: Hashable, Sendable, CustomStringConvertible {
    /// As `m…@glostrup.example`: the first character, and where its post is.
    let description: String

    init(_ address: String) {
        let parts = address.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        description = "\(parts.first?.prefix(1) ?? "")…" + (parts.count == 2 ? "@\(parts[1])" : "")
    }
}
