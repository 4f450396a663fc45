public import ArgumentParser
public import Course

extension Day: ExpressibleByArgument {
    /// Reads `2027-01-18`.
    public init?(argument: String) {
        self.init(iso: argument)
    }
}

extension LocalDateTime: ExpressibleByArgument {
    /// Reads `2027-01-18T13:00`.
    public init?(argument: String) {
        self.init(iso: argument)
    }
}

/// The course that a command is about.
struct CourseOption: ParsableArguments {
    @Option(help: ArgumentHelp("The course's key.", valueName: "key"))
    var course: String
}
