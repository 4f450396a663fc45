import Course
import CourseStore
import Hummingbird

extension PeoplePages {
    @Sendable
    func groups(_ request: Request, context: CourseContext) async throws -> Response {
        let query = request.query
        let municipality = query["municipality"].isEmpty ? nil : query["municipality"]
        let lack: GroupLack? =
            query["lacking"] == "chair"
            ? .chair
            : query["lacking"].hasPrefix("date-") ? .date(module: String(query["lacking"].dropFirst(5))) : nil
        let course = try await context.store.course(context.course)
        let directory = try await context.store.groupDirectory(
            of: context.course,
            municipality: municipality,
            lacking: lack,
            page: query.page,
            size: GroupsPage.size
        )
        return context.page(
            GroupsPage(
                course: course,
                municipalities: context.municipalities(of: course),
                isWhole: context.isWhole,
                directory: directory,
                municipality: municipality,
                lack: query["lacking"],
                page: query.page,
                in: context.language
            )
        )
    }

    @Sendable
    func group(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, card) = try await groupCard(context)
        return context.page(GroupPage(course: course, card: card, in: context.language))
    }

    @Sendable
    func editGroup(_ request: Request, context: CourseContext) async throws -> Response {
        let language = context.language
        let typed = GroupPage.Typed(try await Form.read(request))
        let (course, card) = try await groupCard(context)
        func again(_ field: String, _ text: String) -> Response {
            context.page(
                GroupPage(course: course, card: card, typed: typed, wrong: [(field, text)], in: language),
                status: .unprocessableContent
            )
        }
        let name = LeaderEntry(name: typed.name, email: "", area: "").folded
        if let complaint = name.complaints.first(where: { $0.column == .name }) {
            return again("name", complaint.sentence(in: language).capitalizedFirst + ".")
        }
        let edit = try await unlessChanged {
            try await context.store.editGroup(
                card.group.id,
                in: context.course,
                from: (typed.wasName, typed.wasChairs),
                name: typed.name,
                chair: typed.chairs
            )
        }
        switch edit {
        case .unknown: throw DoorFault.notThere
        case .nameTaken: return again("name", language("En anden gruppe hedder sådan.", "Another group has that name."))
        case .noMember:
            return again("chair", language("Vælg et af gruppens medlemmer.", "Choose one of the group's members."))
        case nil:
            let (course, card) = try await groupCard(context)
            return context.page(
                GroupPage(course: course, card: card, typed: typed, isOvertaken: true, in: language),
                status: .conflict
            )
        case .done(let changed):
            return context.seeOther(
                "/courses/\(context.course)/groups/\(card.group.id)",
                saying: changed
                    ? language("Gemt.", "Saved.") : language("Der var intet at ændre.", "There was nothing to change.")
            )
        }
    }

    func groupCard(_ context: CourseContext) async throws -> (StoredCourse, GroupCard) {
        let id: LeaderGroup.ID = try context.number("group")
        let course = try await context.store.course(context.course)
        guard let card = try await context.store.groupCard(id, in: context.course) else { throw DoorFault.notThere }
        return (course, card)
    }
}
