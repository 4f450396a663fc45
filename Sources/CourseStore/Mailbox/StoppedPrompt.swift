import Course
import Postgres

/// A prompt that somebody names to stop it, or to let it go on.
struct StoppedPrompt: Sendable {
    let course: StoredCourse
    let reference: Prompt.Reference
    let stop: PromptStanding.Stop?

    /// As the audit log has it.
    var key: String { "\(reference.module).\(reference.prompt)" }

    func refuseCancelled() throws(Refusal) {
        guard stop == .cancelled else { return }
        throw Refusal.conflict(
            "beskeden er annulleret: den, der ikke har fået den, får den aldrig",
            "\(key) is cancelled: whoever has not got it never will"
        )
    }
}

extension Transaction {
    /// The prompt of that key in its course, which is locked until the transaction ends.
    func promptOfLockedCourse(_ key: String, module: String, prompt: String) async throws -> StoppedPrompt {
        let course = try await lockedCourse(key)
        let reference = Prompt.Reference(module: module, prompt: prompt)
        let module = course.outline.programme[module]
        // A prompt that left the course file may still have letters.
        let isPlanned = try await one(StoppedPromptQueries.isPlanned(reference, in: course.id))
        guard isPlanned || module?.prompts.contains(where: { $0.key == prompt }) == true else {
            guard let module else {
                throw Refusal.unknownModule(reference.module, kind: Set(Module.Kind.allCases), in: course.outline)
            }
            let known = module.prompts.map(\.key).joined(separator: ", ")
            throw Refusal.unknown(
                "modulet \(module.key) har ikke nogen besked \"\(prompt)\"; det har \(known)",
                "\(module.key) has no prompt \"\(prompt)\"; it has \(known)"
            )
        }
        return StoppedPrompt(
            course: course,
            reference: reference,
            stop: try await first(StoppedPromptQueries.stop(of: reference, in: course.id))
        )
    }

    /// Takes back queued letters, never attempted, that carry a prompt; what else is in them is released again at once.
    func takeBack(_ prompt: StoppedPrompt) async throws -> MailChange {
        let course = prompt.course
        return try await acting(as: .post) {
            let taken = try await one(StoppingQueries.takeBack(prompt.reference, in: course.id, now: course.now))
            if taken.letters > 0 {
                try await execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
            }
            return taken.open
        }
    }
}
