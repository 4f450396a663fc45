import Course
import CourseStore
import HTTPTypes
import Hummingbird
import NIOCore

extension Visited {
    /// A page as an answer.
    func page<Content: Page>(_ page: Content, status: HTTPResponse.Status = .ok) -> Response {
        visitor.answer(page, status: status)
    }

    /// Sends the browser on to another page of ours, which is to say that it is done.
    func seeOther(_ path: String, saying notice: String? = nil) -> Response {
        var response = Response.redirect(to: path, type: .normal)
        if let notice { response.setCookie(SiteCookie.make(SiteCookie.notice, Notice(notice).cookie, lasting: 60)) }
        return response
    }
}

extension Visitor {
    /// A page as an answer.
    func answer<Content: Page>(_ page: Content, status: HTTPResponse.Status) -> Response {
        Response(text: text(of: page), type: "text/html; charset=utf-8", status: status)
    }

    /// A page with all that stands around it, in the visitor's language; `address` instead of the visitor's own, where it is given.
    func text<Content: Page>(of page: Content, address: String? = nil) -> String {
        let language = language
        let frame = Frame(
            page: page,
            site: .init(
                language: language.rawValue,
                template: Content.template,
                title: page.title,
                path: path,
                notice: notice?.text,
                isSignedIn: person != nil,
                address: address ?? person?.address,
                navigation: Navigation(for: self, at: page.place),
                otherLanguage: language == .danish ? ("en", "English") : ("da", "Dansk"),
                stylesheet: Assets.stylesheet.path,
                script: Assets.script.path,
                clock: clock.map { ClockWords($0, in: language) }
            )
        )
        return templates.render(frame, in: language)
    }
}
