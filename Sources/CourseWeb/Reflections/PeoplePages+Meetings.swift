import Course
import CourseStore
import Hummingbird

extension PeoplePages {
    @Sendable
    func meeting(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, card) = try await groupCard(context)
        let module = try module(of: course, context)
        return context.page(MeetingPage(course: course, card: card, module: module, in: context.language))
    }

    /// Shows what a date changes; sets it where that was shown and agreed to.
    @Sendable
    func setMeeting(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let sent = try await Form.read(request)
        let form = MeetingForm(sent)
        let (course, card) = try await groupCard(context)
        let module = try module(of: course, context)
        func again(_ wrong: [(field: String, text: String)]) -> Response {
            context.page(
                MeetingPage(course: course, card: card, module: module, form: form, wrong: wrong, in: language),
                status: wrong.isEmpty ? .ok : .unprocessableContent
            )
        }
        if sent.has("back") { return again([]) }
        let isRemoval = sent.has("remove")
        let (typed, wrong) = form.time(lasting: module.minutes ?? 60, in: language)
        guard isRemoval || typed != nil else { return again(wrong) }
        let time = isRemoval ? nil : typed
        func plan(agreedTo seal: String?) async throws -> MeetingPlan? {
            try await unlessChanged {
                try await context.store.planMeeting(
                    of: card.group.id,
                    for: module.key,
                    in: context.course,
                    from: form.was,
                    to: time,
                    agreedTo: seal
                )
            }
        }
        let planned: MeetingPlan?
        var isOutdated = false
        do {
            let seal = sent.has("apply") ? sent["seal"] : nil
            if let seal, let done = try await plan(agreedTo: seal) {
                planned = done
            } else {
                isOutdated = seal != nil
                planned = try await plan(agreedTo: nil)
            }
        } catch is PlanFaults {
            return again([
                ("day", language("Med den dato går planen ikke op.", "With that date the plan does not work out."))
            ])
        }
        func difference(_ change: PlanChange, _ seal: String, isOutdated: Bool) -> MeetingDifferencePage {
            MeetingDifferencePage(
                course: course,
                card: card,
                module: module,
                form: form,
                time: time,
                change: change,
                seal: seal,
                isOutdated: isOutdated,
                in: language
            )
        }
        switch planned {
        case .unknown: throw DoorFault.notThere
        case nil:
            let (course, card) = try await groupCard(context)
            return context.page(
                MeetingPage(course: course, card: card, module: module, form: form, isOvertaken: true, in: language),
                status: .conflict
            )
        case .shown(let change, let seal):
            return context.page(
                difference(change, seal, isOutdated: isOutdated),
                status: isOutdated ? .conflict : .ok
            )
        case .done(let change):
            let hear =
                change.corrections?.values.contains { $0 > 0 } ?? false
                ? language(
                    " De, der har fået en anden dato at vide, får en rettelse.",
                    " Those who have been told another date get a correction."
                ) : ""
            return context.seeOther(
                "/courses/\(context.course)/groups/\(card.group.id)",
                saying: isRemoval
                    ? language("Datoen er fjernet.", "The date is removed.") + hear
                        + language(
                            " Vil du fortryde, så sæt den igen: \(MeetingPage.words(form.was, in: language)).",
                            " To undo that, set it again: \(MeetingPage.words(form.was, in: language))."
                        )
                    : language("Datoen er sat.", "The date is set.") + hear
                        + language(" Den kan flyttes igen her.", " It can be moved again here.")
            )
        }
    }

    private func module(of course: StoredCourse, _ context: CourseContext) throws -> Module {
        guard let module = course.outline.programme[try context.parameters.require("module")],
            module.kind == .reflection
        else { throw DoorFault.notThere }
        return module
    }
}
