import ArgumentParser

/// The program: one binary with a command for everything.
@main
struct Tandem: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tandem",
        abstract: "Runs a leadership course that municipalities hold together.",
        discussion: """
            Begin with a course file and a list of leaders from each municipality:

              tandem migrate
              tandem course import digital-ledelse.yaml
              tandem enrol --course digital-ledelse-2027 --municipality albertslund albertslund.csv
              tandem preview --course digital-ledelse-2027
              tandem course live digital-ledelse-2027
              tandem serve

            Exit codes: 0 done; 1 refused, nothing changed; 64 wrong usage.
            """,
        subcommands: [
            CourseCommand.self, EnrolCommand.self, LeaderCommand.self, PlanCommand.self, PreviewCommand.self,
            LedgerCommand.self, MailCommand.self, BounceCommand.self, AuditCommand.self, MeetingCommand.self,
            SeatCommand.self, DoneCommand.self, RescheduleCommand.self,
            AdministratorCommand.self, HelperCommand.self, SimulateCommand.self, DemoCommand.self, ServeCommand.self,
            MigrateCommand.self, CheckCommand.self,
        ]
    )
}
