import Course
import CourseStore
import Mail

/// What the program must be told to run.
struct Settings: Sendable {
    /// The service's libpq connection string.
    var database: String
    /// The migrating one's; the service's where none is given.
    var owner: String
    /// The folder of the accept journals of this machine.
    var journal: String
    /// The ways that letters take, the default one first; empty where no transport is given.
    var routes: [Route] = []
    /// The address that bounces come back to where a route has none of its own; known without a transport too.
    var bounces: String?
    /// The Maildir that bounces are delivered to, where there is one.
    var bounceMaildir: String?
    /// The file with the secret that bounce addresses are signed with.
    var secretFile: String?
    /// Where pages are served; `nil` for nowhere.
    var listen: ListenAddress? = .ordinary
    /// Where people find the site.
    var address = SiteAddress(servedAt: .ordinary)
    /// Who sign-in letters to administrators are from; a municipality where it is `nil`.
    var sender: Mailbox?
    /// Proxies elsewhere than on this machine whose word is taken for whom they ask for.
    var proxies: Set<String> = []
    /// How long a stop may take.
    var shutdown = Duration.seconds(20)
    /// The zone of quiet hours and of moments in listings.
    var timeZone: Zone

    /// The way that letters take, all that have no other or a municipality's.
    struct Route: Sendable {
        /// `post`, or the municipality's key.
        var name: String
        /// Where its letters go.
        var transport: Transport
        /// Deliveries at once.
        var sessions: Int
        /// Letters a minute at most, all machines together.
        var lettersAMinute: Int?
        /// The hours in which its letters stay in the house.
        var quiet: QuietHours?
        /// The address that its bounces come back to.
        var bounces: String?
    }

    /// The municipalities whose letters have a route of their own.
    var ownRoutes: Set<String> { Set(routes.map(\.name)).subtracting([CourseClock.ordinaryRoute]) }

    /// The routes, for a command that cannot do without.
    ///
    /// - Throws: ``SettingsFault`` where there is none.
    func requiredRoutes() throws(SettingsFault) -> [Route] {
        guard !routes.isEmpty else {
            throw .missing("TANDEM_MAIL", "give a transport URL, as smtp://relay.example:25 or maildir:/folder")
        }
        return routes
    }
}
