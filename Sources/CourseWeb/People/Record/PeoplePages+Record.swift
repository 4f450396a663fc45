import Course
import CourseStore
import Hummingbird

extension PeoplePages {
    @Sendable
    func leader(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, card) = try await card(context)
        return context.page(LeaderPage(course: course, card: card, in: context.language))
    }

    /// Writes what was changed, unless somebody else was quicker.
    @Sendable
    func edit(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let form = LeaderForm(try await Form.read(request))
        let (course, card) = try await card(context)
        func again(_ wrong: [LeaderList.Column: String]) -> Response {
            context.page(
                LeaderPage(course: course, card: card, form: form, wrong: wrong, in: language),
                status: .unprocessableContent
            )
        }
        var wrong = form.faults(in: language)
        if wrong[.area] == nil, !card.areas.contains(form.typed.area) {
            wrong[.area] = language("Vælg et af kommunens fagområder.", "Choose one of the municipality's areas.")
        }
        guard wrong.isEmpty else { return again(wrong) }
        let edit = try await unlessChanged {
            try await context.store.editLeader(card.leader.id, in: context.course, from: form.was, to: form.typed)
        }
        switch edit {
        case .unknown: throw DoorFault.notThere
        case .addressTaken:
            return again([
                .email: language("En anden leder har den adresse.", "Another leader has that address.")
            ])
        case nil:
            // As it is by now, whatever was loaded before.
            let (course, card) = try await self.card(context)
            return context.page(
                LeaderPage(course: course, card: card, form: form, isOvertaken: true, in: language),
                status: .conflict
            )
        case .done(let changed, let mail):
            let path = path(of: card.leader, context)
            guard !changed.isEmpty else {
                return context.seeOther(
                    path,
                    saying: language("Der var intet at ændre.", "There was nothing to change.")
                )
            }
            let again =
                mail.items > 0
                ? language(
                    " Det, der manglede, bliver sendt til den nye adresse.",
                    " What was missing is sent to the new address."
                ) : ""
            return context.seeOther(path, saying: language("Gemt.", "Saved.") + again)
        }
    }

    @Sendable
    func askWithdrawal(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, card) = try await card(context)
        guard card.leader.withdrawnAt == nil else { return context.seeOther(path(of: card.leader, context)) }
        return context.page(WithdrawalPage(course: course, leader: card.leader, in: context.language))
    }

    @Sendable
    func withdraw(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let (_, card) = try await card(context)
        let name = card.leader.entry.name
        switch try await context.store.withdrawLeader(card.leader.id, from: context.course) {
        case nil: throw DoorFault.notThere
        case .some(let isNews):
            let path = path(of: card.leader, context)
            return context.seeOther(
                path,
                saying: isNews
                    ? language(
                        "\(name) er udmeldt. Fortryd med “Tag lederen ind igen”.",
                        "\(name) is withdrawn. Undo it with “Take the leader in again”."
                    ) : language("\(name) var allerede udmeldt.", "\(name) was withdrawn already.")
            )
        }
    }

    @Sendable
    func takeBack(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let (_, card) = try await card(context)
        let name = card.leader.entry.name
        guard let before = try await context.store.returnLeader(card.leader.id, to: context.course) else {
            throw DoorFault.notThere
        }
        let sentence =
            switch (before.wasWithdrawn, before.wasUnreachable) {
            case (true, _):
                language(
                    "\(name) er med igen, og får det, der stadig er åbent.",
                    "\(name) is back, and gets what is still open."
                )
            case (false, true): language("Adressen bliver prøvet igen.", "The address is tried again.")
            case (false, false): language("\(name) er med i forvejen.", "\(name) takes part already.")
            }
        return context.seeOther(path(of: card.leader, context), saying: sentence)
    }

    @Sendable
    func succession(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, card) = try await card(context)
        guard card.leader.withdrawnAt == nil else { return context.seeOther(path(of: card.leader, context)) }
        return context.page(SuccessionPage(course: course, leader: card.leader, in: context.language))
    }

    @Sendable
    func handOver(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let form = try await Form.read(request)
        let (course, card) = try await card(context)
        let leader = card.leader
        let successor = Successor(
            name: form["name"],
            email: form["email"],
            title: form["title"].isEmpty ? nil : form["title"],
            language: Language(rawValue: form["language"])
        )
        func again(_ wrong: [LeaderList.Column: String]) -> Response {
            context.page(
                SuccessionPage(course: course, leader: leader, successor: successor, wrong: wrong, in: language),
                status: .unprocessableContent
            )
        }
        var entry = leader.entry
        (entry.name, entry.email, entry.title) = (successor.name, successor.email, successor.title)
        let wrong = entry.folded.complaints.reduce(into: [LeaderList.Column: String]()) { wrong, complaint in
            if let column = complaint.column { wrong[column] = complaint.sentence(in: language).capitalizedFirst + "." }
        }
        guard wrong.isEmpty else { return again(wrong) }
        let succession = try await unlessChanged {
            try await context.store.handOver(from: leader.id, in: context.course, to: successor)
        }
        switch succession {
        case .unknown: throw DoorFault.notThere
        case .addressTaken:
            return again([
                .email: language("En anden leder har den adresse.", "Another leader has that address.")
            ])
        case nil:
            let (course, card) = try await self.card(context)
            return context.page(LeaderPage(course: course, card: card, in: language), status: .conflict)
        case .done(let new):
            return context.seeOther(
                "/courses/\(context.course)/people/\(new)",
                saying: language(
                    "\(successor.name) har overtaget rollen og får et velkomstbrev med det, der er åbent.",
                    "\(successor.name) has taken over the role, and gets a letter of welcome with what is open."
                )
            )
        }
    }

    private func card(_ context: CourseContext) async throws -> (StoredCourse, LeaderCard) {
        let id: Leader.ID = try context.number("leader")
        let course = try await context.store.course(context.course)
        guard let card = try await context.store.leaderCard(id, in: context.course) else { throw DoorFault.notThere }
        return (course, card)
    }

    private func path(of leader: LeaderRecord, _ context: CourseContext) -> String {
        "/courses/\(context.course)/people/\(leader.id)"
    }
}
