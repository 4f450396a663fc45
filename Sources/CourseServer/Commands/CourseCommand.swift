import ArgumentParser
import Course
import CourseStore

/// The command `tandem course …`.
struct CourseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course",
        abstract: "Imports a course, copies it, lets its letters leave.",
        discussion: "Example: tandem course import digital-ledelse.yaml",
        subcommands: [Import.self, Copy.self, Live.self, Pause.self, List.self, SchemaOfFile.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports a course file, or what has changed in it.",
            discussion: """
                The file is compared three ways: with what it said last time and with the course as it stands. What was \
                changed by hand is kept; what was changed on both sides is refused unless --overwrite is given.

                Example: tandem course import digital-ledelse.yaml --dry-run
                """
        )

        @Argument(help: "The course file (YAML).") var file: String
        @Flag(help: "Show what would change, and change nothing.") var dryRun = false
        @Flag(help: "Take the file's side where both changed.") var overwrite = false
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let bytes = try InputFile.read(self.file, limit: 1_000_000)
            // The plan is tried before any database is asked, so that its faults come with line and column.
            let (file, plan) = try FileFaults.saying { () throws(CourseFileFaults) in
                let file = try CourseFile.read(bytes, name: self.file)
                return (file, try file.plan())
            }
            let outcome = try await database.withStore { store in
                try await store.importCourse(file.outline, overwrite: overwrite, dryRun: dryRun)
            }
            for warning in plan.findings { Terminal.say("warning: \(file.placed(warning))") }
            Terminal.write(ImportReport(outcome, key: file.outline.key, dryRun: dryRun).text)
        }
    }

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies a course with its people, as a draft to try on.",
            discussion: "Example: tandem course copy digital-ledelse-2027 trial"
        )

        @Argument(help: "The course to copy.") var source: String
        @Argument(help: "The copy's key.") var copy: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore { try await $0.copyCourse(source, as: copy) }
            Terminal.write("\(copy) is a draft with the people and dates of \(source) and none of its letters.\n")
        }
    }

    struct Live: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets letters leave; says how many leave at once.",
            discussion: "Example: tandem course live digital-ledelse-2027 --dry-run"
        )

        @Argument(help: "The course's key.") var course: String
        @Flag(help: "Only say what would leave at once.") var dryRun = false
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let letters = try await database.withStore { try await $0.goLive(course, dryRun: dryRun) }
            let verb = dryRun ? "would leave" : letters == 1 ? "leaves" : "leave"
            Terminal.write(
                "\(course) \(dryRun ? "would be" : "is") live. \(letters == 0 ? "Nothing is due yet" : "\(Counted(letters, "letter")) \(verb) at once").\n"
            )
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Releases nothing more until the course is live again.",
            discussion: "Example: tandem course pause digital-ledelse-2027"
        )

        @Argument(help: "The course's key.") var course: String
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withStore { try await $0.pause(course) }
            Terminal.write("\(course) is paused. Letters already queued still leave.\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the courses.",
            discussion: "Example: tandem course list --format json"
        )

        @OptionGroup var format: FormatOption
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let courses = try await database.withStore { store in
                var courses: [StoredCourse] = []
                for key in try await store.courseKeys() { courses.append(try await store.course(key)) }
                return courses
            }
            Terminal.write(try CoursesListing(courses: courses).written(as: format.format))
        }
    }

    struct SchemaOfFile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema",
            abstract: "Prints a JSON Schema of the course file, for editors.",
            discussion: "Example: tandem course schema > course.schema.json"
        )

        func run() async throws {
            Terminal.write(CourseFile.jsonSchema + "\n")
        }
    }
}

extension CourseFile {
    /// The plan that follows from the file alone.
    ///
    /// - Throws: `CourseFileFaults` with line and column.
    func plan() throws(CourseFileFaults) -> Plan {
        do throws(PlanFaults) {
            return try Plan(of: outline, milestones: Milestones(sessions: outline.sessions))
        } catch {
            throw faults(
                error.findings.filter { $0.severity == .error }.map { (path: $0.place, sentence: $0.sentences) }
            )
        }
    }

    /// A finding with its line and column.
    func placed(_ finding: Finding) -> String {
        "\(name):\(fault(at: finding.place, finding.sentences))"
    }
}
