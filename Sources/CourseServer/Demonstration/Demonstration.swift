import Correspondence
import Course
import CourseStore
import CourseWeb
import Foundation
import Logging
import Mail
import NIOPosix
import ServiceLifecycle

/// A course that is shown: set up from its material, run through, or run on a clock.
struct Demonstration: Sendable {
    private let store: Store
    private let household: Household
    private let material: DemoMaterial
    private let key: String

    init(store: Store, household: Household, material: DemoMaterial) {
        self.store = store
        self.household = household
        self.material = material
        key = material.file.outline.key
    }

    /// Imports the course and enrols its leaders, where that has not been done.
    func setUp() async throws {
        let outline = material.file.outline
        guard !(try await store.courseKeys().contains(key)) else {
            Terminal.write("\(outline.title): already here, \(try await store.leaderCount(in: key)) leaders.\n")
            return
        }
        _ = try material.file.plan()
        let imported = try await store.importCourse(outline)
        Terminal.write(
            "\(outline.title): imported, \(outline.programme.modules.count) modules, \(imported.plan.difference.added.count) planned prompts.\n"
        )
        for (municipality, list) in material.lists {
            let enrolment = try await store.enrol(list, in: key, municipality: municipality)
            Terminal.write("\(municipality): \(EnrolmentListing(enrolment: enrolment).summary).\n")
        }
    }

    /// Runs to the last letter and says what was done.
    func runThrough() async throws {
        let course = try await store.course(key)
        let zone = course.outline.timeZone
        let end = zone.instant(of: LocalDateTime(course.outline.ends.adding(days: 1), .midnight))
        if course.clock == nil || course.now < end {
            let start = zone.instant(of: LocalDateTime(course.outline.starts, .midnight))
            let begun = try await store.beginSimulation(
                of: key,
                at: course.clock == nil ? start : course.now,
                rate: 0
            )
            let mailman = try await self.mailman(for: begun)
            let letters = try await Simulation(
                store: store,
                mailman: mailman,
                course: begun,
                end: end,
                report: { day, letters in Terminal.write("\(day)  \(Counted(letters, "letter"))\n") }
            ).run()
            Terminal.write("\nThe course is over: \(Counted(letters, "letter")).\n")
        } else {
            Terminal.write("The course has been run to its end already; --fresh begins again.\n")
        }
        try await conclude()
    }

    /// Serves the course's pages and lets its clock run, until the program is stopped.
    func serve(at address: Site.Address, dayLasts seconds: Double) async throws {
        _ = try await store.addAdministrator(DemoMaterial.administrator)
        if let helper = material.helper, try await store.helpers(of: key).isEmpty {
            try await store.addHelper(helper.address, name: helper.name, course: key, municipality: helper.municipality)
        }
        let course = try await store.course(key)
        let zone = course.outline.timeZone
        let start = zone.instant(of: LocalDateTime(course.outline.starts, .midnight))
        let begun = try await store.beginSimulation(
            of: key,
            at: course.clock == nil ? start : course.now,
            rate: 86_400 / seconds
        )
        var logger = Logger(label: "tandem.demo")
        logger.logLevel = .warning
        let bell = Doorbell()
        let mailman = try await self.mailman(for: begun, bell: bell)
        let clockwork = Clockwork(
            store: store,
            course: begun,
            guests: material.guests,
            rate: 86_400 / seconds,
            isRunning: true,
            logger: logger
        )
        let desk = SignInDesk(
            press: SignInPress(
                templates: try LetterTemplates.load(),
                site: "http://localhost:\(address.port)",
                sender: nil,
                zone: zone
            )
        )
        let site = try Site(store: store, at: address, signIn: desk, demonstration: clockwork, logger: logger) {
            [material] served in
            Terminal.write(material.invitation(to: served))
        }
        Terminal.write(
            "Letters go into \(household.maildir); a day lasts \(seconds.formatted()) s. Ctrl-C stops, the next run goes on from there.\n"
        )
        let stop = await StopSignals(shutdown: .seconds(20), logger: logger)
        try await stop.run(
            [
                MailService(mailmen: [(mailman, bell)], conninfo: household.serviceConninfo),
                // Once an hour of the course: what is due on a day must not be found a day late.
                ReleaseService(
                    store: store,
                    courses: .one(begun.id),
                    interval: .seconds(seconds / 24),
                    logger: logger
                ),
                clockwork,
                site,
                DayTeller(store: store, course: begun, interval: .seconds(seconds)),
            ],
            closing: {}
        )
        // The clock stands until the next run.
        _ = try await store.setPace(of: begun.id, to: 0)
        try await conclude()
    }

    private func mailman(for course: StoredCourse, bell: Doorbell = Doorbell()) async throws -> Mailman {
        let post = Post(
            store: store,
            journal: household.journal,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "tandem.demo")
        )
        return try await post.mailman(
            onClockOf: course,
            to: try Transport("maildir:\(household.maildir)"),
            wokenBy: bell
        )
    }

    private func conclude() async throws {
        let ledger = LedgerListing(ledger: try await store.acting(as: .post).ledger(of: key)).json
        let totals = ledger.totals.count
        let program = CommandLine.arguments.first ?? "tandem"
        Terminal.write(
            """
            \(Counted(ledger.totals.letters, "letter")) sent; of \(totals.planned) shares of prompts \(totals.sent) were sent, \
            \(totals.pending) are pending, \(totals.failed) failed, \(totals.bounced) bounced, \(totals.skipped.values.reduce(0, +)) were skipped for a reason.

            The letters are in \(household.maildir)/new (any mail reader opens a Maildir; each file is one letter).
            How to go on:
              \(program) ledger --data \(household.folder) --course \(key)
              \(program) plan --data \(household.folder) --course \(key)
              \(program) demo --data \(household.folder) --course FOLDER --fresh

            """
        )
    }
}

/// Says on the terminal which day of the course it is, and how many letters have left.
private struct DayTeller: Service {
    let store: Store
    let course: StoredCourse
    let interval: Duration

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var told: Day?
            while !Task.isCancelled {
                let day = course.outline.timeZone.local(try await store.now(of: course.id)).day
                if day != told {
                    told = day
                    Terminal.progress(
                        "\(day)  \(try await store.acting(as: .post).sentLetters(of: course.id)) letters so far"
                    )
                }
                // Cancelled is the end.
                try? await Task.sleep(for: interval)
            }
            Terminal.endProgress()
        }
    }
}
