import Course
import CourseStore
import HTTPTypes
import Hummingbird

extension PeoplePages {
    /// The longest list that is taken, in octets: some 150,000 rows.
    static let longestList = 16_777_216

    /// The form for a list; with a draft, what the list would do.
    @Sendable
    func enrolment(_ request: Request, context: CourseContext) async throws -> Response {
        let course = try await context.store.course(context.course)
        let municipality = try context.municipality(of: course)
        let query = request.query
        guard query.has("draft") else {
            return context.page(UploadPage(course: course, municipality: municipality, in: context.language))
        }
        // The form of choices that is sent says what is ticked; what is not, is not sent at all.
        guard let id = Int64(query["draft"]),
            let draft = try await context.store.enrolmentDraft(
                EnrolmentDraft.ID(rawValue: id),
                in: context.course,
                municipality: municipality.key,
                choices: EnrolmentDraft.Choices(query)
            )
        else { throw DoorFault.notThere }
        return context.page(
            EnrolmentPage(
                course: course,
                municipality: municipality,
                draft: draft,
                shown: Enrolment.Status(rawValue: query["show"]),
                page: query.page,
                in: context.language
            )
        )
    }

    /// Keeps a list, and shows what it would do; or says what is wrong with the file.
    @Sendable
    func upload(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let course = try await context.store.course(context.course)
        let municipality = try context.municipality(of: course)
        func again(
            _ sentence: String,
            isDoubtful: Bool = false,
            status: HTTPResponse.Status = .unprocessableContent
        ) -> Response {
            context.page(
                UploadPage(
                    course: course,
                    municipality: municipality,
                    wrong: sentence,
                    isDoubtful: isDoubtful,
                    in: language
                ),
                status: status
            )
        }
        let form: Form
        do {
            form = try await Form.read(request, atMost: Self.longestList)
        } catch FormFault.tooLong {
            return again(
                language(
                    "Filen er for stor til at være en liste; den må højst fylde 16 MB.",
                    "The file is too large for a list, which has 16 MB at most."
                ),
                status: .contentTooLarge
            )
        }
        guard let file = form.file("list") else {
            return again(language("Vælg filen med listen.", "Choose the file with the list."))
        }
        let list: LeaderList
        do {
            list = try LeaderList.read(file.bytes, name: file.name)
        } catch {
            return again(error.sentence(in: language))
        }
        let draft = try await context.store.draftEnrolment(
            of: list,
            file: (file.bytes, file.name),
            in: context.course,
            municipality: municipality.key
        )
        if let suspicion = draft.suspicion, !form.has("anyway") {
            return again(suspicion.sentence(for: municipality, of: course, in: language), isDoubtful: true)
        }
        return context.seeOther("/courses/\(context.course)/enrolment/\(municipality.key)?draft=\(draft.id)")
    }

    /// Applies a list as it was shown.
    @Sendable
    func apply(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let course = try await context.store.course(context.course)
        let municipality = try context.municipality(of: course)
        let form = try await Form.read(request)
        guard let id = Int64(form["draft"]).map(EnrolmentDraft.ID.init(rawValue:)) else { throw DoorFault.notThere }
        let choices = EnrolmentDraft.Choices(form)
        func outdated(_ draft: EnrolmentDraft) -> Response {
            let page = EnrolmentPage(
                course: course,
                municipality: municipality,
                draft: draft,
                isOutdated: true,
                in: language
            )
            return context.page(page, status: .conflict)
        }
        let application = try await unlessChanged {
            try await context.store.applyDraft(
                id,
                in: context.course,
                municipality: municipality.key,
                choices: choices,
                seal: form["seal"]
            )
        }
        switch application {
        case .unknown: throw DoorFault.notThere
        case nil:
            let draft = try await context.store.enrolmentDraft(
                id,
                in: context.course,
                municipality: municipality.key,
                choices: choices
            )
            guard let draft else { throw DoorFault.notThere }
            return outdated(draft)
        case .unacceptable(let draft): return outdated(draft)
        case .done(let draft):
            let (new, changed) = (draft.enrolment.count(.new), draft.enrolment.count(.changed))
            let leaving = draft.choices.withdrawMissing ? draft.enrolment.missing.count : 0
            return context.seeOther(
                Pager.path(
                    "/courses/\(context.course)/people",
                    [("municipality", context.isWhole ? municipality.key : "")]
                ),
                saying: language(
                    "Listen er anvendt: \(new) nye, \(changed) ændret, \(leaving) udmeldt.",
                    "The list is applied: \(new) new, \(changed) changed, \(leaving) withdrawn."
                )
            )
        }
    }
}

extension EnrolmentDraft.Choices {
    fileprivate init(_ form: Form) {
        self.init(overwrite: form["overwrite"] == "yes", withdrawMissing: form["withdraw"] == "yes")
    }
}
