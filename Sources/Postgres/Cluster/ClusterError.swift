/// Why a private cluster could not be made, started or stopped.
public struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, with the last lines of the server's log where they help.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
