import ArgumentParser
import CourseStore

/// Which letters a command is about: one, a route's, or those of a prompt.
struct MailSelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The letter with this number, as tandem mail list has it.", valueName: "number"))
    var letter: Int64?
    @Option(help: ArgumentHelp("All letters of this route.", valueName: "route")) var route: String?
    @Option(help: ArgumentHelp("With --module and --prompt: the course's key.", valueName: "key")) var course: String?
    @Option(help: ArgumentHelp("The module's key.", valueName: "key")) var module: String?
    @Option(help: ArgumentHelp("The prompt's key.", valueName: "key")) var prompt: String?

    func validate() throws { _ = try selection }

    /// What was asked for.
    ///
    /// - Throws: `ValidationError` where that is not exactly one thing.
    var selection: MailSelection {
        get throws {
            switch (letter, route, course, module, prompt) {
            case (let letter?, nil, nil, nil, nil): return .letter(letter)
            case (nil, let route?, nil, nil, nil): return .route(route)
            case (nil, nil, let course?, let module?, let prompt?):
                return .prompt(course: course, module: module, prompt: prompt)
            default:
                throw ValidationError("give one of --letter, --route, or --course with --module and --prompt")
            }
        }
    }
}
