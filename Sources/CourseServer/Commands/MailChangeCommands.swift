import ArgumentParser
import CourseStore

/// The command `tandem mail retry`.
struct MailRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has letters tried again at once, and lets go on what was held.",
        discussion: """
            Letters in a mailman's hands are left to it. A route that rests after a fault tries again by itself, within a
            minute; one that is held goes on only when it is named, and quiet hours stand.

            Example: tandem mail retry --route albertslund
            """
    )

    @OptionGroup var selection: MailSelectionOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let selection = try selection.selection
        let change = try await database.withStore { try await $0.retryMail(selection) }
        Terminal.write("\(change.text) due again; \(change.departure).\n")
    }
}

/// The command `tandem mail hold`.
struct MailHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Holds letters back until tandem mail retry.",
        discussion: """
            A route or prompt that is held stays so for letters to come. What is no longer of use meanwhile is not sent.

            Example: tandem mail hold --course digital-ledelse-2027 --module film-1 --prompt link
            """
    )

    @OptionGroup var selection: MailSelectionOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let selection = try selection.selection
        let change = try await database.withStore { try await $0.holdMail(selection) }
        Terminal.write("\(change.text) held.\n")
    }
}

/// The command `tandem mail cancel`.
struct MailCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Takes letters back for good; the ledger shows them as cancelled.",
        discussion: """
            A prompt that is cancelled is not sent to those who have not got it. Letters in a mailman's hands are on their way.

            Example: tandem mail cancel --letter 4711
            """
    )

    @OptionGroup var selection: MailSelectionOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let selection = try selection.selection
        let change = try await database.withStore { try await $0.cancelMail(selection) }
        Terminal.write("\(change.text) cancelled.\n")
    }
}

extension MailChange {
    /// How much it changed, in words.
    fileprivate var text: String {
        "\(Counted(letters, "letter")) with \(Counted(items, "prompt"))"
    }

    /// When what is due leaves.
    ///
    /// Quiet hours are in the settings of the mailmen, who may be elsewhere.
    fileprivate var departure: String {
        guard !heldRoutes.isEmpty else { return "what is due leaves now, in a route's quiet hours after them" }
        return heldRoutes.map { "the route \($0) is held until tandem mail retry --route \($0)" }.joined(
            separator: "; "
        )
    }
}
