/// What a mailman at work tells of itself once a round.
public struct MailmanNote: Sendable, Hashable {
    /// Its name, unique to its process.
    public let name: String
    /// The route that it serves.
    public let route: String
    /// Its rest, while the route has failed.
    public let pause: MailmanPause?

    /// A mailman on a route.
    public init(name: String, route: String, pause: MailmanPause? = nil) {
        self.name = name
        self.route = route
        self.pause = pause
    }
}

/// How a mailman rests after its route has failed; in seconds, so that machines' clocks are never compared.
public struct MailmanPause: Sendable, Hashable {
    /// Since the first failure that no success followed.
    public let secondsSoFar: Double
    /// Until it tries again.
    public let secondsLeft: Double
    /// Kind and phase of the fault and the server's code; never its text.
    public let cause: String

    /// A rest.
    public init(secondsSoFar: Double, secondsLeft: Double, cause: String) {
        self.secondsSoFar = secondsSoFar
        self.secondsLeft = secondsLeft
        self.cause = cause
    }
}
