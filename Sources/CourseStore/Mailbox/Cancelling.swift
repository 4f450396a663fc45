import Course
import Postgres

extension Store {
    /// Takes back a letter, a prompt or all that waits on a route: it is never sent, and the ledger says so.
    ///
    /// Letters in flight are left. Of a prompt, letters that nobody has tried to send are taken back and what else they bring is
    /// released again; from then on whoever has not got the prompt is recorded as `cancelled`, and nobody is told.
    /// Cancelling what is cancelled changes nothing.
    /// - Throws: ``Refusal`` where there is nothing of that name, or the letter is in flight or done otherwise.
    @discardableResult
    public func cancelMail(_ selection: MailSelection) async throws -> MailChange {
        let doer = acting.doer
        try requireStopping(selection)
        return try await act { transaction in
            switch selection {
            case .letter(let id): try await transaction.cancelLetter(id, by: doer)
            case .prompt(let course, let module, let prompt):
                try await transaction.cancelPrompt(
                    try await transaction.promptOfLockedCourse(course, module: module, prompt: prompt),
                    by: doer
                )
            case .route(let name): try await transaction.cancelRoute(name, by: doer)
            }
        }
    }
}

extension Transaction {
    fileprivate func cancelLetter(_ id: Int64, by doer: Doer) async throws -> MailChange {
        let letter = try await letterOfLockedCourse(id)
        try letter.refuseInFlight()
        var change = MailChange.nothing
        if letter.standing != .done(outcome: "cancelled", isBounced: false) {
            try letter.refuseIfDone()
            change = try await acting(as: .post) {
                let change = try await one(StoppingQueries.cancelLetter(id))
                if letter.leader == .ofNobody { try await execute(DirectLetterQueries.forgetSettled) }
                return change
            }
            guard change.letters == 1 else { throw Refusal.inFlight(id) }
        }
        try await audit(.mailCancel, of: "\(id)", in: letter.course, by: doer, detail: change.detail)
        return change
    }

    fileprivate func cancelPrompt(_ prompt: StoppedPrompt, by doer: Doer) async throws -> MailChange {
        try await execute(StoppedPromptQueries.setStop(.cancelled, of: prompt.reference, in: prompt.course.id))
        let change = try await takeBack(prompt)
        // The release records whoever has not got it.
        if prompt.stop != .cancelled {
            let course = prompt.course
            try await execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
        }
        try await audit(.mailCancel, of: prompt.key, in: prompt.course.id, by: doer, detail: change.detail)
        return change
    }

    fileprivate func cancelRoute(_ name: String, by doer: Doer) async throws -> MailChange {
        try await requireRoute(name)
        let change = try await acting(as: .post) {
            let courses = try await rows(StoppingQueries.lockCourses(on: name))
            try await execute(ReleaseQueries.planAnew)
            let change = try await one(StoppingQueries.cancelRoute(name, of: courses))
            try await execute(DirectLetterQueries.forgetSettled)
            return change
        }
        try await audit(.mailCancel, of: name, in: nil, by: doer, detail: change.detail)
        return change
    }
}
