import ArgumentParser
import CourseStore

/// The command `tandem helper …`.
struct HelperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "helper",
        abstract: "Says who gives service checks to a municipality's leaders.",
        discussion: """
            Example: tandem helper add --course digital-ledelse-2027 --municipality glostrup "Ida Lund" ida.lund@glostrup.example
            """,
        subcommands: [Add.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has somebody give service checks.",
            discussion: """
                Example: tandem helper add --course digital-ledelse-2027 --municipality glostrup "Ida Lund" \
                ida.lund@glostrup.example
                """
        )

        @OptionGroup var course: CourseOption
        @Option(help: ArgumentHelp("The municipality's key.", valueName: "key")) var municipality: String
        @Argument(help: "The helper's name, as leaders see it.") var name: String
        @Argument(help: "The helper's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore {
                try await $0.addHelper(mail, name: name, course: course.course, municipality: municipality)
            }
            Terminal.write("\(mail) gives service checks in \(municipality).\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists who gives service checks in a course.",
            discussion: "Example: tandem helper list --course digital-ledelse-2027"
        )

        @OptionGroup var course: CourseOption
        @OptionGroup var format: FormatOption
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let helpers = try await database.withStore { try await $0.helpers(of: course.course) }
            Terminal.write(try HelpersListing(helpers: helpers).written(as: format.format))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has somebody give no service checks any more.",
            discussion: """
                Example: tandem helper remove --course digital-ledelse-2027 --municipality glostrup ida.lund@glostrup.example
                """
        )

        @OptionGroup var course: CourseOption
        @Option(help: ArgumentHelp("The municipality's key.", valueName: "key")) var municipality: String
        @Argument(help: "The helper's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore {
                try await $0.removeHelper(mail, course: course.course, municipality: municipality)
            }
            Terminal.write("\(mail) gives no service checks in \(municipality) any more.\n")
        }
    }
}
