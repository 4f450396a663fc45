import Correspondence
import Course
import CourseStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Signing in and out.
///
/// Nothing but a form that is sent changes anything: mail servers open links to look at them.
struct SignInPages {
    let desk: SignInDesk
    let logger: Logger

    /// Adds the pages, each behind its door.
    func add(
        pages: RouterGroup<SiteContext>,
        signedIn: RouterGroup<PersonContext>
    ) {
        let pages = pages.group(context: VisitorContext.self)
        pages.get("sign-in", use: askingPage)
        pages.post("sign-in", use: ask)
        pages.get("sign-in/code", use: codePage)
        pages.post("sign-in/code", use: useCode)
        pages.get("sign-in/link/:token", use: linkPage)
        pages.post("sign-in/link/:token", use: useLink)
        pages.post("sign-out", use: signOut)
        signedIn.get("sign-out/everywhere") { _, context in
            context.page(SignOutEverywherePage(in: context.visitor.language))
        }
        signedIn.post("sign-out/everywhere", use: signOutEverywhere)
    }

    // MARK: Asking

    @Sendable
    private func askingPage(_ request: Request, context: VisitorContext) async throws -> Response {
        let from = request.uri.queryParameters["from"].flatMap { LocalPath(String($0)) }
        if let person = context.visitor.person { return context.seeOther(from?.text ?? person.ownPage ?? "/") }
        return context.page(AskingPage(in: context.visitor.language, from: from))
    }

    @Sendable
    private func ask(_ request: Request, context: VisitorContext) async throws -> Response {
        let began = ContinuousClock.now
        let visitor = context.visitor
        let language = visitor.language
        let form = try await Form.read(request)
        let (typed, from) = (form["address"], LocalPath(form["from"]))
        guard Leader.isAddress(typed) else {
            let fault = language(
                "Det ligner ikke en mailadresse. Den skrives som navn@kommune.dk.",
                "That does not look like a mail address. One is written as name@council.example."
            )
            return context.page(
                AskingPage(in: language, from: from, typed: typed, fault: fault),
                status: .unprocessableContent
            )
        }
        var generator = SystemRandomNumberGenerator()
        let secrets = SignInSecrets(using: &generator)
        let answer = try await visitor.door.askToSignIn(
            typed,
            from: network(of: request, context),
            secrets: secrets,
            by: desk.routes,
            limits: desk.limits,
            writing: writing(secrets, language)
        )
        // Whoever asks is not to read from the time it takes what the page does not say.
        try await Task.sleep(until: began + desk.pace, clock: .continuous)
        if answer == .tooMany {
            let fault = language(
                "Der er bedt om for mange breve fra jeres netværk den sidste time. Prøv igen om lidt.",
                "Too many letters have been asked for from your network in the last hour. Try again in a while."
            )
            var response = context.page(
                AskingPage(in: language, from: from, typed: typed, fault: fault),
                status: .tooManyRequests
            )
            response.headers[.retryAfter] = "600"
            return response
        }
        // Where there have been enough letters, the last one's code stays good here.
        let kept = answer == .enough ? SignInCookies(request).browser : nil
        var response = context.seeOther("/sign-in/code")
        response.setCookie(
            SiteCookie.make(SiteCookie.asked, (kept ?? secrets.browser).text, lasting: desk.limits.seconds)
        )
        response.setCookie(SignInCookies.wanted(from, lasting: desk.limits.seconds))
        return response
    }

    /// Writes the letter, also for an address that is nobody's.
    private func writing(
        _ secrets: SignInSecrets,
        _ language: Language
    ) -> @Sendable (SignInAddressee, Instant) -> SignInLetter? {
        let token = UUID()
        return { [desk, logger] addressee, now in
            let letter = desk.press.letter(
                for: addressee,
                secrets: secrets,
                token: token,
                goodFor: desk.limits.seconds,
                language: language,
                at: now
            )
            if letter == nil { logger.warning("Letters to sign in by have no sender: set TANDEM_SENDER") }
            return letter
        }
    }

    private func network(of request: Request, _ context: VisitorContext) -> ClientNetwork {
        let forwarded = HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] } ?? []
        let client = ClientAddress.of(peer: context.peer?.ipAddress, forwarded: forwarded, proxies: desk.proxies)
        return ClientNetwork(of: client?.text ?? "")
    }

    // MARK: Coming in

    @Sendable
    private func codePage(_ request: Request, context: VisitorContext) async throws -> Response {
        context.page(CodePage(in: context.visitor.language, minutes: minutes, present: context.visitor.person?.address))
    }

    @Sendable
    private func useCode(_ request: Request, context: VisitorContext) async throws -> Response {
        let visitor = context.visitor
        let language = visitor.language
        let typed = try await Form.read(request)["code"]
        func again(_ fault: String) -> Response {
            context.page(
                CodePage(
                    in: language,
                    minutes: minutes,
                    typed: typed,
                    fault: fault,
                    present: visitor.person?.address
                ),
                status: .unprocessableContent
            )
        }
        guard let code = SignInCode(typed: typed) else {
            return again(language("Koden er seks cifre.", "The code is six digits."))
        }
        guard let browser = SignInCookies(request).browser else { return spent(isUsed: false, context) }
        var generator = SystemRandomNumberGenerator()
        let session = Token(using: &generator)
        let outcome = try await visitor.door.signIn(
            byCode: code,
            at: browser,
            beginning: session,
            ending: visitor.token,
            lasting: desk.length,
            limits: desk.limits
        )
        switch outcome {
        case .signedIn: return try await welcome(session, request, context)
        case .wrongCode:
            return again(
                language(
                    "Det er ikke koden fra det nyeste brev.",
                    "That is not the code of the latest letter."
                )
            )
        case .noMoreCodes:
            return again(
                language(
                    "Der er skrevet for mange forkerte koder. Følg linket i brevet i stedet.",
                    "Too many wrong codes have been typed. Follow the link in the letter instead."
                )
            )
        case .used: return spent(isUsed: true, context)
        case .expired: return spent(isUsed: false, context)
        }
    }

    @Sendable
    private func linkPage(_ request: Request, context: VisitorContext) async throws -> Response {
        let visitor = context.visitor
        guard let link = Token(try context.parameters.require("token")) else { return spent(isUsed: false, context) }
        let found = try await visitor.door.look(at: link)
        switch found.standing {
        case .open:
            let present = visitor.person?.address
            return context.page(LinkPage(link, of: found.address ?? "", present: present, in: visitor.language))
        case .used:
            // The same letter opened again by whom it let in.
            if let person = visitor.person { return context.seeOther(person.ownPage ?? "/") }
            return spent(isUsed: true, context)
        case .expired: return spent(isUsed: false, context)
        }
    }

    @Sendable
    private func useLink(_ request: Request, context: VisitorContext) async throws -> Response {
        let visitor = context.visitor
        guard let link = Token(try context.parameters.require("token")) else { return spent(isUsed: false, context) }
        var generator = SystemRandomNumberGenerator()
        let session = Token(using: &generator)
        let outcome = try await visitor.door.signIn(
            byLink: link,
            beginning: session,
            ending: visitor.token,
            lasting: desk.length
        )
        guard outcome == .signedIn else { return spent(isUsed: outcome == .used, context) }
        return try await welcome(session, request, context)
    }

    /// Gives the browser its session, and sends it where somebody wanted to go.
    private func welcome(_ session: Token, _ request: Request, _ context: VisitorContext) async throws -> Response {
        let person = try await context.visitor.door.person(with: session)
        let wanted = SignInCookies(request).wanted?.text
        var response = context.seeOther(wanted ?? person?.ownPage ?? "/")
        response.setCookie(SiteCookie.make(SiteCookie.session, session.text, lasting: desk.length.longest))
        response.setCookie(SiteCookie.gone(SiteCookie.capacities))
        response.setCookie(SiteCookie.gone(SiteCookie.asked))
        response.setCookie(SiteCookie.gone(SiteCookie.wanted))
        return response
    }

    private func spent(isUsed: Bool, _ context: VisitorContext) -> Response {
        context.page(SpentPage(isUsed: isUsed, in: context.visitor.language), status: .gone)
    }

    private var minutes: Int { desk.limits.seconds / 60 }

    // MARK: Going

    @Sendable
    private func signOut(_ request: Request, context: VisitorContext) async throws -> Response {
        let visitor = context.visitor
        if let token = visitor.token { try await visitor.door.endSession(with: token) }
        return gone(context)
    }

    @Sendable
    private func signOutEverywhere(_ request: Request, context: PersonContext) async throws -> Response {
        try await context.visitor.door.endSessions(ofPersonWith: context.token)
        return gone(context)
    }

    private func gone(_ context: some Visited) -> Response {
        let language = context.visitor.language
        var response = context.seeOther("/sign-in", saying: language("Du er logget ud.", "You are signed out."))
        response.setCookie(SiteCookie.gone(SiteCookie.session))
        response.setCookie(SiteCookie.gone(SiteCookie.capacities))
        return response
    }
}
