import Correspondence
import CourseStore
import Hummingbird
import Logging

extension Site {
    /// Every address of the site, by whose door it is behind.
    static func router(
        _ store: Store,
        signIn desk: SignInDesk,
        demonstration: (any Demonstrating)? = nil,
        logger: Logger
    ) throws -> Router<SiteContext> {
        let door = store.acting(as: .door)
        let lobby = Lobby(store)
        let templates = try PageTemplates.load()

        let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestLog(logger: logger))
        router.add(middleware: SecurityHeaders(isSecure: desk.press.isSecure))
        let faults = FaultAnswers(logger: logger, stranger: Visitor(door: door, templates: templates))
        router.add(middleware: faults)
        router.add(middleware: SameOrigin())

        // For programs, and the same for everybody.
        router.get("health") { _, _ in try await Health(of: door).response }
        router.get("metrics") { request, context in
            // How much a municipality's route carries is for those who watch over the machine: nothing that comes through a proxy.
            guard context.isFromThisMachine, !request.isForwarded else { throw DoorFault.notThere }
            return try await MailMetrics(standing: store.acting(as: .post).mailStanding()).response
        }
        Assets.add(to: router)

        // For whoever asks.
        let pages = router.group().add(
            middleware: Reception(door: door, lobby: lobby, templates: templates, demonstration: demonstration)
        ).add(middleware: faults)
        Foyer().add(to: pages)
        if let demonstration { DemoPages(demonstration: demonstration, door: door).add(to: pages) }

        // For whoever is signed in, by part.
        let signedIn = pages.group(context: PersonContext.self)
        let staff = signedIn.group(context: StaffContext.self)
        let administrator = signedIn.group(context: AdministratorContext.self)
        let course = signedIn.group("courses/:course", context: CourseContext.self)
        let wholeCourse = course.group(context: WholeCourseContext.self)
        let leader = signedIn.group(context: LeaderContext.self)
        let helper = signedIn.group(context: HelperContext.self)
        SignInPages(desk: desk, logger: logger).add(pages: pages, signedIn: signedIn)
        CoursesPages().add(staff: staff, administrator: administrator, course: course, wholeCourse: wholeCourse)
        CapacityPages().add(course: course)
        PlanPages().add(course: course, wholeCourse: wholeCourse)
        PeoplePages().add(course: course)
        SeatPages().add(course: course)
        // Each page reads its course anew: nothing is worth remembering.
        let writer = LetterWriter(templates: try .load(), remembering: 1)
        PreviewPages(writer: writer, routes: desk.routes).add(course: course)
        MessagePages(routes: desk.routes, writer: writer).add(course: course, wholeCourse: wholeCourse)
        LedgerPages(logger: logger).add(course: course, administrator: administrator)
        LeaderPages(shelf: CourseShelf(store: store.acting(as: .post))).add(leader: leader, helper: helper)
        return router
    }
}
