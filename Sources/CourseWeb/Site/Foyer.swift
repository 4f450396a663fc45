import Course
import CourseStore
import HTTPTypes
import Hummingbird

/// The pages that are nobody's in particular: the front page, which sends everybody to their own, and the choice of language.
struct Foyer {
    /// Adds the pages for whoever asks.
    func add(to pages: RouterGroup<SiteContext>) {
        pages.get("/", use: front)
        pages.post("language", use: chooseLanguage)
    }

    @Sendable
    private func front(_ request: Request, context: SiteContext) async throws -> Response {
        let context = try PersonContext(context: context)
        if let path = context.person.ownPage { return context.seeOther(path) }
        return context.page(FrontPage(title: context.visitor.language("Velkommen", "Welcome")))
    }

    /// Keeps the language at this browser for a year.
    @Sendable
    private func chooseLanguage(_ request: Request, context: SiteContext) async throws -> Response {
        let form = try await Form.read(request)
        guard let language = Language(rawValue: form["language"]) else { throw FormFault.notAForm }
        var response = Response.redirect(to: LocalPath(form["back"])?.text ?? "/", type: .normal)
        response.setCookie(SiteCookie.make(SiteCookie.language, language.rawValue, lasting: 365 * 86_400))
        return response
    }
}

/// The front page of somebody who has no part in anything.
struct FrontPage: Page {
    static let template = "front"
    let title: String
}

extension Person {
    /// The page that this person comes for; `nil` where there is none.
    var ownPage: String? {
        if isAdministrator || !coordinates.isEmpty { return "/courses" }
        if !takesPart.isEmpty { return "/my" }
        return helps.isEmpty ? nil : "/bookings"
    }
}

/// A path of this site, as a form or a link gives it: never another site's address.
struct LocalPath: Hashable, Sendable {
    let text: String

    /// `nil` where the text could lead elsewhere.
    init?(_ text: String) {
        guard text.wholeMatch(of: /\/[A-Za-z0-9._~@!$&'()*+,;=:%\/-]*(?:\?[A-Za-z0-9._~@!$&'()*+,;=:%\/?-]*)?/) != nil,
            !text.prefix(while: { $0 != "?" }).contains("//")
        else { return nil }
        self.text = text
    }
}
