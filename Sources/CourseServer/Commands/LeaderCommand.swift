import ArgumentParser
import Course
import CourseStore

/// The command `tandem leader …`.
struct LeaderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leader",
        abstract: "Takes a leader out of a course, or in again, and tells and corrects addresses that refuse mail.",
        discussion: "Example: tandem leader withdraw --course digital-ledelse-2027 lone.kjaer@albertslund.example",
        subcommands: [Withdraw.self, Return.self, Correct.self, Unreachable.self]
    )

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a leader out: nothing more is sent, what was sent stays in the ledger.",
            discussion: "Example: tandem leader withdraw --course digital-ledelse-2027 lone.kjaer@albertslund.example"
        )

        @OptionGroup var course: CourseOption
        @Argument(help: "The leader's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore { try await $0.withdrawLeader(mail, from: course.course) }
            Terminal.write("\(mail) is withdrawn.\n")
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a withdrawn leader in again, or has an address tried again that refused mail.",
            discussion: """
                The leader then gets what is still open. An address that was wrong wants tandem leader correct instead.

                Example: tandem leader return --course digital-ledelse-2027 lone.kjaer@albertslund.example
                """
        )

        @OptionGroup var course: CourseOption
        @Argument(help: "The leader's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let before = try await database.withStore { try await $0.returnLeader(mail, to: course.course) }
            let answer =
                switch (before.wasWithdrawn, before.wasUnreachable) {
                case (true, true): "is back, and the address is tried again"
                case (false, true): "is tried again"
                default: "is back"
                }
            Terminal.write("\(mail) \(answer).\n")
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Corrects a leader's address; what did not arrive and is still of use is sent again.",
            discussion: """
                Example: tandem leader correct --course digital-ledelse-2027 lone.kjaer@albertslund.example \
                lone.kjaer2@albertslund.example
                """
        )

        @OptionGroup var course: CourseOption
        @Argument(help: "The address as it is.") var old: String
        @Argument(help: "The address as it is to be.") var new: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let change = try await database.withStore {
                try await $0.correctAddress(of: old, to: new, in: course.course)
            }
            Terminal.write(
                "\(old) is now \(new); \(Counted(change.letters, "letter")) and \(Counted(change.items, "prompt")) go there.\n"
            )
        }
    }

    struct Unreachable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists leaders whose address mail is refused for, since when, and what the server said.",
            discussion: "Example: tandem leader unreachable --course digital-ledelse-2027 --municipality albertslund"
        )

        @OptionGroup var course: CourseOption
        @Option(help: ArgumentHelp("Only leaders of the municipality with this key.", valueName: "key"))
        var municipality: String?
        @OptionGroup var format: FormatOption
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let (leaders, zone) = try await database.withStore { store in
                (
                    try await store.unreachableLeaders(in: course.course, municipality: municipality),
                    try await store.course(course.course).outline.timeZone
                )
            }
            let listing = UnreachableListing(leaders: leaders, course: course.course, zone: zone)
            Terminal.write(try listing.written(as: format.format))
        }
    }
}
