public import Foundation

/// What a bounce address says of whose letter came back.
public enum BounceToken: Sendable, Hashable {
    /// The letter's token, under our own code.
    case genuine(UUID)
    /// One that we did not write.
    case forged
    /// None: the address is not one of these.
    case none
}
