import CourseStore
import Mail
import NIOPosix

/// Looks at every route's way out, and at the secret of bounce addresses.
struct MailCheck {
    let settings: Settings

    /// - Returns: What keeps letters from leaving or bounces from being known, a sentence each.
    func run() async -> [String] {
        var faults: [String] = []
        if settings.routes.isEmpty { faults.append("TANDEM_MAIL is not set: no letter can leave") }
        for route in settings.routes {
            let name = route.name == CourseClock.ordinaryRoute ? "mail" : "mail of \(route.name)"
            switch route.transport {
            case .maildir(let folder): Terminal.write("\(name): into the Maildir \(folder)\n")
            case .smtp(let relay):
                do {
                    try await SMTPSession.open(relay, on: MultiThreadedEventLoopGroup.singleton).close()
                    let welcome = relay.credentials == nil ? "greets us" : "greets us and lets us in"
                    Terminal.write("\(name): \(relay.host):\(relay.port) \(welcome)\n")
                } catch {
                    faults.append("\(name): \(relay.host):\(relay.port): \(error)")
                }
            }
        }
        do {
            if !(try settings.bounceAddresses().isEmpty) {
                Terminal.write("bounces: come back with a signed address\n")
            }
            if let folder = settings.bounceMaildir {
                _ = try MaildirInbox(folder: folder).waiting()
                Terminal.write("bounces: read from the Maildir \(folder)\n")
            }
        } catch let fault as SettingsFault {
            faults.append(fault.description)
        } catch {
            faults.append("the Maildir of TANDEM_BOUNCE_MAILDIR cannot be read: \(error)")
        }
        return faults
    }
}
