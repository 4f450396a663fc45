import Course
import Postgres

extension Store {
    /// Has a letter, a prompt or a route tried again now, and lifts its hold.
    ///
    /// A queued letter is due at once. Of a letter that failed or bounced, what is still of use goes into a new letter. Of a
    /// prompt, what failed or bounced is released again to those whom mail reaches, and letters that wait for another
    /// attempt are due; so are all waiting letters of a route. A letter that is held by itself stays held until it is named itself.
    /// A route that is held stays so, too, until it is named itself: see ``MailChange/heldRoutes``. Quiet hours stand.
    /// - Throws: ``Refusal`` where there is nothing of that name, the letter is in flight or done otherwise, mail to its address
    ///   is refused, or the prompt is cancelled.
    @discardableResult
    public func retryMail(_ selection: MailSelection) async throws -> MailChange {
        let doer = acting.doer
        try requireStopping(selection)
        return try await act { transaction in
            switch selection {
            case .letter(let id): try await transaction.retryLetter(id, by: doer)
            case .prompt(let course, let module, let prompt):
                try await transaction.retryPrompt(
                    try await transaction.promptOfLockedCourse(course, module: module, prompt: prompt),
                    by: doer
                )
            case .route(let name): try await transaction.retryRoute(name, by: doer)
            }
        }
    }
}

extension Transaction {
    fileprivate func retryLetter(_ id: Int64, by doer: Doer) async throws -> MailChange {
        let letter = try await letterOfLockedCourse(id)
        try letter.refuseInFlight()
        if case .done(let outcome, let isBounced) = letter.standing, outcome != "failed", !isBounced {
            try letter.refuseIfDone()
        }
        try letter.refuseUnreachable()
        let change: MailChange
        if case .done = letter.standing {
            guard letter.leader != .ofNobody else {
                throw Refusal(
                    "brev \(id) stod for sig selv: det, der stod i det, er ikke gemt",
                    "letter \(id) was a letter by itself: what it said is not kept"
                )
            }
            guard let course = try await course(letter.course) else {
                throw Refusal.conflict(
                    "forløbet, som brev \(id) hører til, er væk",
                    "the course of letter \(id) is gone"
                )
            }
            change = try await acting(as: .post) {
                try await writeAgain(id, to: letter.leader, of: letter.municipality, in: course)
            }
        } else {
            let due = try await acting(as: .post) { try await first(StoppingQueries.retryLetter(id)) }
            guard let due else { throw Refusal.inFlight(id) }
            change = due
            try await execute(ReleaseQueries.ring(route: letter.route))
        }
        try await audit(.mailRetry, of: "\(id)", in: letter.course, by: doer, detail: change.detail)
        return try await naming(holdsOf: [letter.route], in: change)
    }

    /// The change with those of these routes that are held.
    private func naming(holdsOf routes: Set<String>, in change: MailChange) async throws -> MailChange {
        let held = try await acting(as: .post) {
            try await rows(StoppingQueries.heldRoutes(among: routes.sorted()))
        }
        return MailChange(letters: change.letters, items: change.items, heldRoutes: held)
    }

    fileprivate func retryPrompt(_ prompt: StoppedPrompt, by doer: Doer) async throws -> MailChange {
        try prompt.refuseCancelled()
        let course = prompt.course
        let (due, open) = try await acting(as: .post) {
            if prompt.stop == .held { try await execute(StoppedPromptQueries.lift(prompt.reference, in: course.id)) }
            let (freed, open) = try await one(
                UndeliveredQueries.free(.prompt(prompt.reference), of: nil, in: course.id, now: course.now)
            )
            if freed > 0 || prompt.stop == .held {
                try await execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
            }
            return (
                try await rows(StoppingQueries.retryPrompt(prompt.reference, in: course.id, now: course.now)), open
            )
        }
        let routes = Set(due.map(\.route))
        for route in routes.sorted() { try await execute(ReleaseQueries.ring(route: route)) }
        let change = MailChange(letters: due.count { !$0.isDiscreet }, items: open)
        try await audit(.mailRetry, of: prompt.key, in: course.id, by: doer, detail: change.detail)
        // Which routes are municipalities' own is the release's to know: what is released again may take any of these.
        let possible = course.clock.map { [$0.route] } ?? [CourseClock.ordinaryRoute] + course.municipalities.keys
        return try await naming(holdsOf: routes.union(possible), in: change)
    }

    fileprivate func retryRoute(_ name: String, by doer: Doer) async throws -> MailChange {
        try await requireRoute(name)
        let change = try await acting(as: .post) {
            let isLifted = try await execute(StoppingQueries.liftRoute(name)) > 0
            let change = try await one(StoppingQueries.retryRoute(name))
            // Of a route that was held, all that waits may leave now, be it due already.
            return isLifted ? try await one(StoppingQueries.unclaimed(on: name)) : change
        }
        // Mailmen who wait for letters look for them now. One whose route rests after a fault tries again by itself, within a minute.
        try await execute(ReleaseQueries.ring(route: name))
        try await audit(.mailRetry, of: name, in: nil, by: doer, detail: change.detail)
        return change
    }
}
