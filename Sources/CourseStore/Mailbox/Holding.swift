import Course
import Postgres

extension Store {
    /// Keeps a letter, a prompt or a route from leaving until it is retried or cancelled.
    ///
    /// A letter stays queued and is never due. A prompt is left out of releases, and taken back from letters that nobody has
    /// tried to send; what else they bring is released again. Of a route nothing is claimed; what is in flight goes on.
    /// Holding what is held changes nothing.
    /// - Throws: ``Refusal`` where there is nothing of that name, the letter is in flight or done, or the prompt is cancelled.
    @discardableResult
    public func holdMail(_ selection: MailSelection) async throws -> MailChange {
        let doer = acting.doer
        try requireStopping(selection)
        return try await act { transaction in
            switch selection {
            case .letter(let id): try await transaction.holdLetter(id, by: doer)
            case .prompt(let course, let module, let prompt):
                try await transaction.holdPrompt(
                    try await transaction.promptOfLockedCourse(course, module: module, prompt: prompt),
                    by: doer
                )
            case .route(let name): try await transaction.holdRoute(name, by: doer)
            }
        }
    }
}

extension Transaction {
    fileprivate func holdLetter(_ id: Int64, by doer: Doer) async throws -> MailChange {
        let letter = try await letter(id)
        try letter.refuseIfDone()
        try letter.refuseInFlight()
        var change = MailChange.nothing
        if letter.standing != .held {
            // A mailman may have claimed it since.
            let held = try await acting(as: .post) { try await first(StoppingQueries.holdLetter(id)) }
            guard let held else { throw Refusal.inFlight(id) }
            change = held
        }
        try await audit(.mailHold, of: "\(id)", in: letter.course, by: doer, detail: change.detail)
        return change
    }

    fileprivate func holdPrompt(_ prompt: StoppedPrompt, by doer: Doer) async throws -> MailChange {
        try prompt.refuseCancelled()
        try await execute(StoppedPromptQueries.setStop(.held, of: prompt.reference, in: prompt.course.id))
        let change = try await takeBack(prompt)
        try await audit(.mailHold, of: prompt.key, in: prompt.course.id, by: doer, detail: change.detail)
        return change
    }

    fileprivate func holdRoute(_ name: String, by doer: Doer) async throws -> MailChange {
        try await requireRoute(name)
        let change = try await acting(as: .post) {
            let isNew = try await execute(StoppingQueries.holdRoute(name)) > 0
            return isNew ? try await one(StoppingQueries.unclaimed(on: name)) : .nothing
        }
        try await audit(.mailHold, of: name, in: nil, by: doer, detail: change.detail)
        return change
    }

    /// Refuses a route that nothing is known of: a hold of a name mistyped would hold nothing.
    func requireRoute(_ name: String) async throws {
        let isKnown = try await acting(as: .post) { try await one(StandingQueries.isKnown(name)) }
        guard isKnown else {
            let known = try await rows(StandingQueries.knownRoutes).joined(separator: ", ")
            throw Refusal.unknown(
                "der er ikke nogen rute \"\(name)\"; der er \(known)",
                "there is no route \"\(name)\"; there is \(known)"
            )
        }
    }
}

extension MailChange {
    /// As the audit log has it.
    var detail: [AuditFigure: Int] { [.letters: letters, .items: items] }
}

extension Store {
    /// Refuses whoever may not stop that: a coordinator may stop a letter, those who run courses all; a letter that is not seen
    /// is refused when it is looked for.
    func requireStopping(_ selection: MailSelection) throws(Refusal) {
        switch selection {
        case .letter(let id):
            guard acting.role.runsCourses || acting.role.municipality != nil else { throw .unknownLetter(id) }
        case .prompt(let course, _, _): try requireRunning(course)
        case .route(let name):
            guard acting.role.runsCourses else {
                throw .unknown("der er ikke nogen rute \"\(name)\"", "there is no route \"\(name)\"")
            }
        }
    }
}
