import ArgumentParser
import Course
import CourseStore

/// The command `tandem meeting …`.
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting",
        abstract: "Sets the dates of leader groups' meetings.",
        discussion: """
            Example: tandem meeting set --course digital-ledelse-2027 --module meeting-1 --municipality albertslund \
            --group "Ledergruppen Jobcenter" --start 2027-03-30T09:00
            """,
        subcommands: [Set.self, Remove.self]
    )

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Removes the date of a group's meeting; the group is asked for one again.",
            discussion: """
                Example: tandem meeting remove --course digital-ledelse-2027 --module meeting-1 --municipality albertslund \
                --group "Ledergruppen Jobcenter" --dry-run
                """
        )

        @OptionGroup var course: CourseOption
        @Option(help: "The reflection module's key.") var module: String
        @Option(help: ArgumentHelp("The municipality's key.", valueName: "key")) var municipality: String
        @Option(help: "The group's name.") var group: String
        @Flag(help: "Show what would change, and change nothing.") var dryRun = false
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let report = try await database.withStore { store in
                let change = try await store.removeMeeting(
                    course: course.course,
                    module: module,
                    municipality: municipality,
                    group: group,
                    dryRun: dryRun
                )
                return try await PlanChangeReport(change).text(of: course.course, in: store, dryRun: dryRun)
            }
            Terminal.write(report)
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets the date of a group's meeting, and moves what hangs on it.",
            discussion: """
                Example: tandem meeting set --course digital-ledelse-2027 --module meeting-1 --municipality albertslund \
                --group "Ledergruppen Jobcenter" --start 2027-03-30T09:00
                """
        )

        @OptionGroup var course: CourseOption
        @Option(help: "The reflection module's key.") var module: String
        @Option(help: ArgumentHelp("The municipality's key.", valueName: "key")) var municipality: String
        @Option(help: "The group's name.") var group: String
        @Option(help: ArgumentHelp("Its beginning, as 2027-03-30T09:00.", valueName: "moment")) var start: LocalDateTime
        @Option(help: ArgumentHelp("Its end; else as long as the module says.", valueName: "moment")) var end:
            LocalDateTime?
        @Option(help: "Where it is held.") var place: String?
        @Flag(help: "Show what would change, and change nothing.") var dryRun = false
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let report = try await database.withStore { store in
                let change = try await store.setMeeting(
                    course: course.course,
                    module: module,
                    municipality: municipality,
                    group: group,
                    start: start,
                    end: end,
                    place: place,
                    dryRun: dryRun
                )
                return try await PlanChangeReport(change).text(of: course.course, in: store, dryRun: dryRun)
            }
            Terminal.write(report)
        }
    }
}

/// The command `tandem seat …`.
struct SeatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seat",
        abstract: "Gives leaders seats in sessions.",
        discussion: """
            Example: tandem seat set --course digital-ledelse-2027 --module workshop-1 --session torsdag \
            lone.kjaer@albertslund.example
            """,
        subcommands: [Set.self]
    )

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a leader a seat in a session.",
            discussion: """
                Example: tandem seat set --course digital-ledelse-2027 --module workshop-1 --session torsdag \
                lone.kjaer@albertslund.example
                """
        )

        @OptionGroup var course: CourseOption
        @Option(help: "The module's key.") var module: String
        @Option(help: "The session's key.") var session: String
        @Option(help: ArgumentHelp("The table there, as “table 4”.", valueName: "name")) var table: String?
        @Argument(help: "The leaders' addresses.") var mails: [String]
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            _ = try await database.withStore { store in
                try await store.setSeats(
                    course: course.course,
                    leaders: mails,
                    module: module,
                    session: session,
                    table: table.map(SeatTable.named) ?? .kept
                )
            }
            let place = [module, session, table].compactMap(\.self).joined(separator: ", ")
            Terminal.write("\(mails.count == 1 ? mails[0] : "\(mails.count) leaders") → \(place)\n")
        }
    }
}

/// The command `tandem done`.
struct DoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done",
        abstract: "Records that a leader has seen a film, or a group has written its notes.",
        discussion: """
            Example: tandem done --course digital-ledelse-2027 --module film-1 --leader lone.kjaer@albertslund.example
            Example: tandem done --course digital-ledelse-2027 --module meeting-1 --municipality albertslund \
            --group "Ledergruppen Jobcenter"
            """
    )

    @OptionGroup var course: CourseOption
    @Option(help: "The module's key.") var module: String
    @Option(help: ArgumentHelp("The leader's address, for a film.", valueName: "mail")) var leader: String?
    @Option(help: ArgumentHelp("The municipality's key, for a reflection.", valueName: "key")) var municipality: String?
    @Option(help: "The group's name, for a reflection.") var group: String?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (leader != nil) != (group != nil), (group != nil) == (municipality != nil) else {
            throw ValidationError("give --leader for a film, or --municipality and --group for a reflection")
        }
    }

    func run() async throws {
        try await database.withStore { store in
            if let leader {
                try await store.markFilmDone(course: course.course, module: module, leader: leader)
            } else if let municipality, let group {
                try await store.markReflectionDone(
                    course: course.course,
                    module: module,
                    municipality: municipality,
                    group: group
                )
            }
        }
        Terminal.write("\(module): noted.\n")
    }
}

/// The command `tandem reschedule`.
struct RescheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule",
        abstract: "Moves a session, and all that hangs on it.",
        discussion: """
            Shows which prompts are added, moved, withdrawn and unchanged. What has been delivered stays; those who were told \
            another date get one correction.

            Example: tandem reschedule --course digital-ledelse-2027 --module workshop-1 --session onsdag \
            --start 2027-04-21T09:00 --dry-run
            """
    )

    @OptionGroup var course: CourseOption
    @Option(help: "The module's key.") var module: String
    @Option(help: "The session's key; may be left out where there is one.") var session: String?
    @Option(help: ArgumentHelp("Its new beginning, as 2027-04-21T09:00.", valueName: "moment")) var start: LocalDateTime
    @Option(help: ArgumentHelp("Its new end; else it lasts as long as before.", valueName: "moment")) var end:
        LocalDateTime?
    @Flag(help: "Show what would change, and change nothing.") var dryRun = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let report = try await database.withStore { store in
            let change = try await store.reschedule(
                course: course.course,
                module: module,
                session: session,
                start: start,
                end: end,
                dryRun: dryRun
            )
            return try await PlanChangeReport(change).text(of: course.course, in: store, dryRun: dryRun)
        }
        Terminal.write(report)
    }
}
