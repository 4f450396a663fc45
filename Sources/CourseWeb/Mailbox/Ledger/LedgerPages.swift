import Course
import CourseStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// What became of everything, and who did what.
struct LedgerPages {
    private let desk: LedgerDesk

    init(logger: Logger) {
        desk = LedgerDesk(logger: logger)
    }

    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>,
        administrator: RouterGroup<AdministratorContext>
    ) {
        course.get("ledger", use: ledger)
        course.get("ledger/figures", use: figures)
        course.get("ledger.csv", use: table)
        course.get("ledger/:planned", use: prompt)
        course.get("ledger/corrections/:municipality/:released", use: correction)
        course.get("letters/:letter", use: letter)
        administrator.get("audit", use: audit)
    }

    @Sendable
    private func ledger(_ request: Request, context: CourseContext) async throws -> Response {
        let selection = LedgerPage.Selection(request, context)
        let figures = try await desk.figures(
            of: context.course,
            municipality: selection.municipality,
            for: context.store
        )
        let progress =
            try await context.store.filmCounts(in: context.course) + context.store.bookingCounts(in: context.course)
            + context.store.notesCounts(in: context.course)
        return context.page(
            LedgerPage(
                figures,
                progress: progress,
                selection: selection,
                isWhole: context.isWhole,
                in: context.visitor.language
            )
        )
    }

    @Sendable
    private func figures(_ request: Request, context: CourseContext) async throws -> Response {
        let selection = LedgerPage.Selection(request, context)
        let figures = try await desk.figures(
            of: context.course,
            municipality: selection.municipality,
            for: context.store
        )
        let language = context.visitor.language
        let part = LedgerFiguresPart(figures, module: selection.module, state: selection.state, in: language)
        return Response(
            text: context.visitor.templates.render(part, withTemplate: LedgerFiguresPart.template, in: language),
            type: "text/html; charset=utf-8"
        )
    }

    @Sendable
    private func table(_ request: Request, context: CourseContext) async throws -> Response {
        let selection = LedgerPage.Selection(request, context)
        let figures = try await context.store.ledgerFigures(
            of: context.course,
            municipality: selection.municipality,
            // What is taken away is to be whole, however long that takes.
            waiting: context.store.ledgerWaiting(of: context.course)
        )
        var response = Response(
            text: LedgerTable(figures, selection: selection, in: context.visitor.language).text,
            type: "text/csv; charset=utf-8; header=present"
        )
        response.headers[.contentDisposition] = "attachment; filename=\"ledger.csv\""
        return response
    }

    @Sendable
    private func prompt(_ request: Request, context: CourseContext) async throws -> Response {
        guard let number = context.parameters.get("planned", as: Int64.self) else { throw DoorFault.notThere }
        let selection = LetterList.Selection(request)
        guard
            let ledger = try await context.store.promptLedger(
                PlannedPrompt.ID(rawValue: number),
                of: context.course,
                selection
            )
        else { throw DoorFault.notThere }
        try context.require(municipality: ledger.line.municipality)
        return context.page(PromptPage(ledger, selection, isWhole: context.isWhole, in: context.visitor.language))
    }

    @Sendable
    private func correction(_ request: Request, context: CourseContext) async throws -> Response {
        let municipality = try context.parameters.require("municipality")
        try context.require(municipality: municipality)
        guard let released = context.parameters.get("released", as: Int64.self),
            Self.moments.contains(released)
        else { throw DoorFault.notThere }
        let selection = LetterList.Selection(request)
        guard
            let corrections = try await context.store.correctionLedger(
                of: context.course,
                municipality: municipality,
                releasedAt: Instant(microseconds: released),
                selection
            )
        else { throw DoorFault.notThere }
        return context.page(CorrectionPage(corrections, selection, in: context.visitor.language))
    }

    /// Moments that the database knows, in microseconds since 1970: of the years 1970 to 2999.
    private static let moments: Range<Int64> = 0..<32_503_680_000_000_000

    @Sendable
    private func letter(_ request: Request, context: CourseContext) async throws -> Response {
        let letter = try await context.letter()
        return context.page(LetterRecordPage(letter, form: UUID().uuidString, in: context.visitor.language))
    }

    @Sendable
    private func audit(_ request: Request, context: AdministratorContext) async throws -> Response {
        let query = request.uri.queryParameters
        func given(_ name: String) -> String? { query.get(name).flatMap { $0.isEmpty ? nil : $0 } }
        let selection = AuditTrail.Selection(
            course: given("course"),
            person: given("person"),
            action: given("action"),
            before: query.get("before", as: Int64.self)
        )
        return context.page(
            AuditPage(
                try await context.store.auditTrail(selection),
                selection: selection,
                courses: try await context.store.courseKeys(),
                zone: Zone("Europe/Copenhagen"),
                in: context.visitor.language
            )
        )
    }
}

extension LedgerPage.Selection {
    fileprivate init(_ request: Request, _ context: CourseContext) {
        let query = request.uri.queryParameters
        func key(_ name: String) -> String? {
            query.get(name).flatMap { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,80}/) == nil ? nil : $0 }
        }
        self.init(
            municipality: context.ownMunicipality?.key ?? key("municipality"),
            module: key("module"),
            state: query.get("state").flatMap(PromptStanding.State.init)
        )
    }
}

extension CourseContext {
    /// The letter that the path names, where it is this person's to see.
    func letter() async throws -> LetterRecord {
        guard let number = parameters.get("letter", as: Int64.self),
            let letter = try await store.letterRecord(number, of: course)
        else { throw DoorFault.notThere }
        try require(municipality: letter.row.municipality)
        return letter
    }
}
