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
        let language = language
        let frame = Frame(
            page: page,
            site: .init(
                language: language.rawValue,
                title: page.title,
                path: path,
                notice: notice?.text,
                isSignedIn: person != nil,
                address: person?.address,
                navigation: Navigation(for: self, at: page.place),
                otherLanguage: language == .danish ? ("en", "English") : ("da", "Dansk"),
                stylesheet: Assets.stylesheet.path,
                script: Assets.script.path,
                clock: clock.map { ClockWords($0, in: language) }
            )
        )
        return Response(
            text: templates.render(frame, in: language),
            type: "text/html; charset=utf-8",
            status: status
        )
    }
}
