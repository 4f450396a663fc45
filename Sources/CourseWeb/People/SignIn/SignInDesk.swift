public import Correspondence
public import CourseStore

/// How people come in: who writes their letters, and how often.
public struct SignInDesk: Sendable {
    let press: SignInPress
    let routes: LetterRoutes
    let proxies: Set<String>
    let limits: SignInLimits
    let length: SessionLength
    let pace: Duration

    /// A desk at the door.
    ///
    /// - Parameters:
    ///   - press: Makes the letters.
    ///   - routes: The ways that letters take.
    ///   - proxies: Peers, beside those on this machine, whose `X-Forwarded-For` is believed; each as ``ClientAddress`` writes it.
    ///   - limits: How often.
    ///   - length: How long somebody stays signed in.
    ///   - pace: How long an answer to whoever asks for a letter takes at least, so that it takes as long for an address that is
    ///     nobody's.
    public init(
        press: SignInPress,
        routes: LetterRoutes = LetterRoutes(),
        proxies: Set<String> = [],
        limits: SignInLimits = .ordinary,
        length: SessionLength = .ordinary,
        pace: Duration = .milliseconds(300)
    ) {
        (self.press, self.routes, self.proxies) = (press, routes, proxies)
        (self.limits, self.length, self.pace) = (limits, length, pace)
    }
}
