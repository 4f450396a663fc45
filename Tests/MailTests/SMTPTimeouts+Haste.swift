import CourseTesting

@testable import Mail

extension SMTPTimeouts {
    /// The usual patience, but little of it at the phase where the stub is going to stall.
    init(hastyAt phase: SMTPStub.Phase) {
        self.init()
        let little = Duration.seconds(1)
        switch phase {
        case .connect, .banner: greeting = little
        case .hello: hello = little
        case .startTLS: handshake = little
        case .auth: authentication = little
        case .mail: mail = little
        case .recipient: recipient = little
        case .data: data = little
        case .content: content = little
        case .quit: quit = little
        }
    }
}
