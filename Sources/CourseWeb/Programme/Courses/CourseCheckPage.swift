import Correspondence
import Course
import CourseStore

/// What a course file would do, before it does.
struct CourseCheckPage: Page {
    static let template = "courses-check"

    let title: String
    let key: String
    let courseTitle: String
    let dates: String
    let municipalities: String
    let moduleCount: Int
    let letterCount: Int
    /// Whether there is no such course yet.
    let isNew: Bool
    /// Whether the course was changed after it had been shown.
    let isOutdated: Bool
    let changes: [Change]
    let kept: [String]
    let conflicts: [Conflict]
    let hasConflicts: Bool
    /// What it does to the plan of a course that is there.
    let difference: DifferenceView?
    let warnings: WarningsShown?
    let name: String
    let text: String
    let version: Int64

    /// Something that the file changes.
    struct Change: Sendable {
        let path: String
        let from: String
        let to: String
    }

    /// Something that the file and a person changed.
    struct Conflict: Sendable {
        let path: String
        let file: String
        let course: String
    }

    init(
        name: String,
        text: String,
        _ outcome: ImportOutcome,
        version: Int64,
        groups: [LeaderGroup.ID: String],
        isOutdated: Bool,
        in language: Language
    ) {
        let outline = outcome.merge.result
        let plan = outcome.plan.difference
        title =
            outcome.isNew
            ? language("Se forløbet igennem", "Look the course through")
            : language("Det ændrer filen", "What the file changes")
        (key, courseTitle) = (outline.key, outline.title)
        dates = language.dates.window(outline.starts, outline.ends)
        municipalities = outline.municipalities.map(\.name).joined(separator: ", ")
        moduleCount = outline.programme.modules.count
        letterCount = plan.added.count + plan.moved.count + plan.unchanged.count
        isNew = outcome.isNew
        self.isOutdated = isOutdated
        let nothing = language("ingenting", "nothing")
        changes =
            outcome.isNew
            ? []
            : outcome.merge.changes.map {
                Change(path: $0.path.joined(separator: " › "), from: $0.from ?? nothing, to: $0.to ?? nothing)
            }
        kept = outcome.isNew ? [] : outcome.merge.kept.map { $0.joined(separator: " › ") }
        conflicts = outcome.merge.conflicts.map {
            Conflict(
                path: $0.path.joined(separator: " › "),
                file: $0.file ?? nothing,
                course: $0.database ?? nothing
            )
        }
        hasConflicts = !conflicts.isEmpty
        difference =
            outcome.isNew
            ? nil : DifferenceView(outcome.plan, of: outline, groups: groups, warnings: [], in: language)
        warnings = WarningsShown(outcome.plan.warnings, of: outline, in: language)
        (self.name, self.text, self.version) = (name, text, version)
    }
}
