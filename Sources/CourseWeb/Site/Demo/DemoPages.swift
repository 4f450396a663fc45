import Correspondence
import Course
import CourseStore
import Hummingbird

/// What only a demonstration serves: doors that are open, and a clock.
struct DemoPages {
    let demonstration: any Demonstrating
    let door: Store

    /// Adds the pages for whoever asks.
    func add(to everybody: RouterGroup<SiteContext>) {
        let pages = everybody.group(context: VisitorContext.self)
        pages.get("demo", use: list)
        pages.get("demo/guests/:guest", use: ask)
        pages.post("demo/guests/:guest", use: letIn)
        pages.post("demo/clock", use: move)
    }

    @Sendable
    private func list(_ request: Request, context: VisitorContext) async throws -> Response {
        context.page(DemoPage(demonstration.guests, in: context.visitor.language))
    }

    @Sendable
    private func ask(_ request: Request, context: VisitorContext) async throws -> Response {
        context.page(DemoPage([try guest(context)], in: context.visitor.language))
    }

    @Sendable
    private func letIn(_ request: Request, context: VisitorContext) async throws -> Response {
        let guest = try guest(context)
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        try await door.beginSession(of: guest.address, with: token)
        var response = Response.redirect(to: "/", type: .normal)
        response.setCookie(SiteCookie.make(SiteCookie.session, token.text))
        return response
    }

    @Sendable
    private func move(_ request: Request, context: VisitorContext) async throws -> Response {
        let form = try await Form.read(request)
        guard let step = DemoStep(rawValue: form["step"]) else { throw FormFault.notAForm }
        try await demonstration.move(step)
        return .redirect(to: LocalPath(form["back"])?.text ?? "/", type: .normal)
    }

    private func guest(_ context: VisitorContext) throws -> DemoGuest {
        let key = try context.parameters.require("guest")
        guard let guest = demonstration.guests.first(where: { $0.key == key }) else { throw DoorFault.notThere }
        return guest
    }
}

/// Who can be looked over the shoulder of.
struct DemoPage: Page {
    static let template = "demo"

    let title: String
    let guests: [Guest]

    /// Somebody whom everybody may be.
    struct Guest {
        let action: String
        let part: String
        /// The part within a sentence.
        let asPart: String
        let address: String
    }

    init(_ guests: [DemoGuest], in language: Language) {
        title = language("Prøv et forløb", "Try a course")
        self.guests = guests.map { guest in
            let part =
                switch guest.part {
                case .administrator: language("Kursusadministrator", "Course administrator")
                case .coordinator(let name): language("Koordinator i \(name)", "Coordinator in \(name)")
                case .chair: language("Mødeleder", "Chair")
                case .leader: language("Leder", "Leader")
                case .helper: language("Hjælper ved servicetjek", "Helper at service checks")
                }
            return Guest(
                action: "/demo/guests/\(guest.key)",
                part: part,
                asPart: part.prefix(1).lowercased() + part.dropFirst(),
                address: guest.address
            )
        }
    }
}

/// The clock as a page shows it.
struct ClockWords: Sendable {
    let now: String
    let isRunning: Bool
    let isMoving: Bool

    init(_ clock: DemoClock, in language: Language) {
        now = language.dates.dayAndTime(clock.now)
        (isRunning, isMoving) = (clock.isRunning, clock.isMoving)
    }
}
