import Course
import CourseStore
import Hummingbird

extension PeoplePages {
    /// The leaders that are asked for; on a sheet for printing where that is wanted.
    @Sendable
    func directory(_ request: Request, context: CourseContext) async throws -> Response {
        let query = request.query
        let filter = LeaderFilter(query)
        let isSheet = query.has("sheet")
        let course = try await context.store.course(context.course)
        let directory = try await context.store.leaderDirectory(
            of: context.course,
            matching: filter,
            page: query.page,
            size: isSheet ? PeopleSheetPage.size : PeopleListPage.size
        )
        if isSheet {
            return context.page(
                PeopleSheetPage(
                    course: course,
                    directory: directory,
                    filter: filter,
                    page: query.page,
                    in: context.language
                )
            )
        }
        return context.page(
            PeopleListPage(
                course: course,
                municipalities: context.municipalities(of: course),
                isWhole: context.isWhole,
                directory: directory,
                filter: filter,
                page: query.page,
                in: context.language
            )
        )
    }
}
