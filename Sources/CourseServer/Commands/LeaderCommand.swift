import ArgumentParser
import CourseStore

/// The command `tandem leader …`.
struct LeaderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leader",
        abstract: "Takes a leader out of a course, or in again.",
        discussion: "Example: tandem leader withdraw --course digital-ledelse-2027 lone.kjaer@albertslund.example",
        subcommands: [Withdraw.self, Return.self]
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
            abstract: "Takes a withdrawn leader in again, who then gets what is still open.",
            discussion: "Example: tandem leader return --course digital-ledelse-2027 lone.kjaer@albertslund.example"
        )

        @OptionGroup var course: CourseOption
        @Argument(help: "The leader's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore { try await $0.returnLeader(mail, to: course.course) }
            Terminal.write("\(mail) is back.\n")
        }
    }
}
