import Course
import CourseStore
import HTTPTypes
import Hummingbird

/// Sees who asks: reads the cookies, and asks the store whose token that is.
struct Reception: RouterMiddleware {
    let door: Store
    let lobby: Lobby
    let templates: PageTemplates
    /// The course that is shown, where this is a demonstration.
    let demonstration: (any Demonstrating)?

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let cookies = request.cookies
        var context = context
        var visitor = Visitor(door: door, templates: templates, path: request.uri.path)
        visitor.chosenLanguage = (cookies[SiteCookie.language]?.value).flatMap(Language.init(rawValue:))
        visitor.capacities = cookies[SiteCookie.capacities].map { ChosenCapacities(cookie: $0.value) } ?? .init()
        visitor.notice = cookies[SiteCookie.notice].flatMap { Notice(cookie: $0.value) }
        if let token = (cookies[SiteCookie.session]?.value).flatMap(Token.init),
            let person = try await lobby.person(with: token, isSeen: !request.uri.path.hasSuffix("/figures"))
        {
            (visitor.token, visitor.person) = (token, person)
        }
        visitor.clock = try await demonstration?.clock()
        context.visitor = visitor
        var response = try await next(request, context)
        // What the page before had to say has been said.
        if visitor.notice != nil, response.status == .ok || response.status.code >= 400 {
            response.setCookie(SiteCookie.gone(SiteCookie.notice))
        }
        return response
    }
}
