import Course
public import Foundation
import Postgres

/// A message as somebody has written it.
public struct MessageDraft: Hashable, Sendable {
    /// Whom it is for.
    public var audience: MessageAudience
    /// Its subject, with `{fields}`.
    public var subject: String
    /// Its text, with `{fields}`.
    public var text: String

    /// A message to somebody.
    public init(to audience: MessageAudience, subject: String, text: String) {
        (self.audience, self.subject, self.text) = (audience, subject, text)
    }
}

/// How many a message reaches, and how many of its audience it does not.
public struct MessageReach: Hashable, Sendable {
    /// Leaders who get a letter.
    public let recipients: Int
    /// Leaders whose address mail is refused for.
    public let unreachable: Int

    /// So many of both.
    public init(recipients: Int, unreachable: Int) {
        (self.recipients, self.unreachable) = (recipients, unreachable)
    }
}

extension Store {
    /// How many a message would reach now.
    ///
    /// - Parameters:
    ///   - audience: Whom it is for; those who have left the course are none of them.
    ///   - key: The course.
    ///   - municipality: The key of the only municipality whose leaders are meant.
    /// - Returns: How many, and how many of them not.
    /// - Throws: ``Refusal`` where there is no such course, or nothing of that name in it.
    public func messageReach(
        _ audience: MessageAudience,
        in key: String,
        municipality: String? = nil
    ) async throws -> MessageReach {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let target = try await transaction.target(of: audience, in: course, municipality: municipality)
            return try await transaction.one(MessageQueries.reach(of: target, in: course.id))
        }
    }

    /// Sends a message: a letter to each leader of its audience, written by the mailman from what is stored here.
    ///
    /// The same form sends once, however often it comes. Nobody is written to who has left, or whose address mail is refused for.
    /// - Parameters:
    ///   - draft: The message.
    ///   - key: The course.
    ///   - municipality: The key of the only municipality whose leaders are meant.
    ///   - form: What tells this sending from every other.
    ///   - ownRoutes: The keys of municipalities whose letters take a route of that name.
    /// - Returns: The message's number, and how many it reaches.
    /// - Throws: ``Refusal`` where there is nobody to send it to, the course is a draft, or a field is unknown.
    public func send(
        _ draft: MessageDraft,
        in key: String,
        municipality: String? = nil,
        form: UUID,
        ownRoutes: Set<String> = []
    ) async throws -> (id: Int64, reach: MessageReach) {
        let acting = acting
        return try await act { transaction in
            let locked = try await transaction.acting(as: .post) { try await transaction.lockedCourse(key).id }
            let course = try await transaction.course(key)
            guard course.id == locked else { throw Refusal.unknownCourse(key) }
            let target = try await transaction.target(of: draft.audience, in: course, municipality: municipality)
            if let known = try await transaction.first(MessageQueries.sent(with: form)) {
                return (known, try await transaction.one(MessageQueries.reached(by: known)))
            }
            try course.refuseDraft()
            for text in [draft.subject, draft.text] {
                if let unknown = LetterField.occurrences(in: text).first(where: { $0.field == nil }) {
                    throw Refusal("der er ikke noget felt {\(unknown.name)}", "there is no field {\(unknown.name)}")
                }
            }
            let reach = try await transaction.one(MessageQueries.reach(of: target, in: course.id))
            guard reach.recipients > 0 else {
                throw Refusal("der er ingen at sende det til", "there is nobody to send it to")
            }
            let message = try await transaction.one(
                MessageQueries.insert(
                    draft,
                    to: target,
                    in: course.id,
                    by: acting.doer.name,
                    form: form,
                    now: course.now
                )
            )
            let routes = course.routes(own: ownRoutes)
            let used = try await transaction.acting(as: .post) {
                try await transaction.execute(ReleaseQueries.planAnew)
                return try await transaction.rows(
                    MessageQueries.address(message, to: target, in: course.id, routes: routes, now: course.now)
                )
            }
            for route in Set(used).sorted() { try await transaction.execute(ReleaseQueries.ring(route: route)) }
            try await transaction.audit(
                .messageSend,
                of: "\(message)",
                in: course.id,
                by: acting.doer,
                detail: [.letters: reach.recipients, .unreachable: reach.unreachable]
            )
            return (message, reach)
        }
    }
}

/// An audience by the numbers of its rows.
struct MessageTarget: Sendable {
    let kind: String
    var municipality: Municipality.ID?
    var area: Int64?
    var group: LeaderGroup.ID?
    var module: String?
    var session: String?
    /// Whether a module has one session, in which everybody has a seat.
    var isOnlySession = false
}

extension Transaction {
    /// The rows that an audience is.
    ///
    /// - Throws: ``Refusal`` where there is nothing of that name in the course, or in the municipality.
    func target(
        of audience: MessageAudience,
        in course: StoredCourse,
        municipality key: String?
    ) async throws -> MessageTarget {
        let only = try key.map { try course.municipality($0) }
        switch audience {
        case .everybody:
            return MessageTarget(kind: only == nil ? "everybody" : "municipality", municipality: only)
        case .municipality(let named):
            guard key == nil || key == named else {
                throw Refusal(
                    "der er ikke nogen kommune \"\(named)\" her",
                    "there is no municipality \"\(named)\" here"
                )
            }
            return MessageTarget(kind: "municipality", municipality: try course.municipality(named))
        case .area(let area):
            guard let home = try await first(MessageQueries.home(ofArea: area, in: course.id)),
                only == nil || only == home
            else { throw Refusal("det fagområde findes ikke", "there is no such area") }
            return MessageTarget(kind: "area", municipality: home, area: area)
        case .group(let group):
            guard let home = try await first(MessageQueries.home(of: group, in: course.id)), only == nil || only == home
            else { throw Refusal("den gruppe findes ikke", "there is no such group") }
            return MessageTarget(kind: "group", municipality: home, group: group)
        case .session(let module, let session):
            let sessions = course.outline.sessions(of: module)
            guard sessions.contains(where: { $0.key == session }) else {
                throw Refusal("den gang findes ikke", "there is no such session")
            }
            return MessageTarget(
                kind: "session",
                municipality: only,
                module: module,
                session: session,
                isOnlySession: sessions.count == 1
            )
        }
    }
}

extension StoredCourse {
    /// The route that each municipality's letters take.
    func routes(own: Set<String>) -> [(municipality: Municipality.ID, route: String)] {
        municipalities.map { key, id in
            (id, clock?.route ?? (own.contains(key) ? key : CourseClock.ordinaryRoute))
        }.sorted { $0.municipality < $1.municipality }
    }

    /// The route that letters to the leaders of a municipality take.
    func route(to municipality: Municipality.ID, own: Set<String>) -> String {
        routes(own: own).first { $0.municipality == municipality }?.route ?? CourseClock.ordinaryRoute
    }
}

extension StoredCourse {
    /// Refuses to send anything of a course to which nobody has said yes.
    func refuseDraft() throws(Refusal) {
        guard state != .draft else {
            throw Refusal.conflict(
                "forløbet er ikke i gang: fra en kladde sendes der intet",
                "the course \(outline.key) is not live: nothing is sent from a draft"
            )
        }
    }
}
