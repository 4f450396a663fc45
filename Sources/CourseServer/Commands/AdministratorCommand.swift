import ArgumentParser
import CourseStore

/// The command `tandem administrator …`.
struct AdministratorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "administrator",
        abstract: "Says who runs courses on the site, and makes links for them to come in by.",
        discussion: "Example: tandem administrator add mette.holm@albertslund.example",
        subcommands: [Add.self, Link.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets somebody run courses, and prints a link to come in by; again, and it prints another.",
            discussion: """
                The link is good for 15 minutes, once. TANDEM_ADDRESS is where it leads.

                Example: tandem administrator add mette.holm@albertslund.example
                """
        )

        @Argument(help: "The administrator's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let link = try await SignInLinkMaker(database).link { store, token in
                try await store.addAdministrator(mail)
                try await store.makeAdministratorLink(for: mail, with: token)
            }
            Terminal.say("\(mail) is an administrator. This link lets them in, once, for 15 minutes:")
            Terminal.write("\(link)\n")
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a link for an administrator to come in by.",
            discussion: """
                It is good for 15 minutes, once. Nothing is sent.

                Example: tandem administrator link mette.holm@albertslund.example
                """
        )

        @Argument(help: "The administrator's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let link = try await SignInLinkMaker(database).link { store, token in
                try await store.makeAdministratorLink(for: mail, with: token)
            }
            Terminal.write("\(link)\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists who runs courses.",
            discussion: "Example: tandem administrator list"
        )

        @OptionGroup var format: FormatOption
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let administrators = try await database.withStore { try await $0.administrators() }
            let listing = AdministratorsListing(administrators: administrators, zone: try database.timeZone())
            Terminal.write(try listing.written(as: format.format))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes somebody's right to run courses away, at once; not the last one's.",
            discussion: "Example: tandem administrator remove mette.holm@albertslund.example"
        )

        @Argument(help: "The administrator's address.") var mail: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore { try await $0.removeAdministrator(mail) }
            Terminal.write("\(mail) is no administrator any more.\n")
        }
    }
}
