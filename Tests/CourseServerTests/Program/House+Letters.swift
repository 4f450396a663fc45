import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Logging
import Mail
import NIOPosix
import Postgres

extension House {
    /// The real course, with so many invented leaders of Albertslund, under a clock that stands at its first midnight.
    func openCourse(leaders count: Int) async throws -> CourseRun {
        let outline = try DemoCourse.outline()
        let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
        var list = "Navn;E-mail;Område;Ledergruppe;Mødeleder\n"
        for number in 1...count {
            list +=
                "Leder \(number);leder\(number)@albertslund.example;Jobcenter;Gruppe \(number / 10);\(number % 10 == 0 ? "ja" : "")\n"
        }
        _ = try await store.enrol(
            try LeaderList.read(Array(list.utf8), name: "list"),
            in: run.key,
            municipality: "albertslund"
        )
        _ = try await store.goLive(run.key)
        return run
    }

    /// Moves a course's clock to the morning of its first letters and releases them.
    func releaseInvitations(of run: CourseRun) async throws {
        try await run.setClock(to: LocalDateTime(Day(2026, 12, 7), LocalTime(8, 0)))
        _ = try await store.release(run.id)
    }

    /// Queues an invitation to each of so many leaders, as a release does, on the route that `serve` works for.
    ///
    /// - Returns: The letters' tokens.
    func queueLetters(_ count: Int) async throws -> Set<UUID> {
        let run = try await openCourse(leaders: count)
        try await releaseInvitations(of: run)
        return try await owner.withSession { session in
            try await session.execute("DELETE FROM course_clock")
            try await session.execute(
                "UPDATE letter SET route = \(CourseClock.ordinaryRoute), next_at = now(), useful_until = now() + interval '1 day'"
            )
            return Set(try await session.rows(Query<UUID>("SELECT token FROM letter")))
        }
    }

    /// An undelivered letter as the mailbox has it.
    struct QueuedRow: Sendable {
        var attempt: Int32
        var failures: Int32
        var isClaimed: Bool
        var replyCode: Int16?
        var nextAt: Instant
    }

    /// All undelivered letters, in the order of their keys.
    func queued() async throws -> [QueuedRow] {
        try await owner.withSession { session in
            try await session.rows(
                Query("SELECT attempt, failures, claimed_by IS NOT NULL, reply_code, next_at FROM letter ORDER BY id") {
                    row in
                    QueuedRow(
                        attempt: try row.next(),
                        failures: try row.next(),
                        isClaimed: try row.next(),
                        replyCode: try row.next(),
                        nextAt: try row.next()
                    )
                }
            )
        }
    }

    /// How many letters are not settled yet.
    func unsettled() async throws -> Int {
        try await owner.withSession { try await $0.one(Query<Int>("SELECT count(*) FROM letter")) }
    }

    /// How often letters that are not settled have been claimed.
    func attempts() async throws -> Int {
        try await owner.withSession { try await $0.one(Query<Int>("SELECT coalesce(sum(attempt), 0) FROM letter")) }
    }

    /// How often the history says that each letter was sent.
    func sent() async throws -> [UUID: Int] {
        let tokens = try await owner.withSession {
            try await $0.rows(Query<UUID>("SELECT token FROM letter_history WHERE outcome = 'sent'"))
        }
        return tokens.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// What the journals of this house's dead mailmen hold now.
    func journaled() throws -> Set<UUID> {
        Set(try AcceptJournal.abandoned(in: journals).flatMap { $0.records.map(\.token) })
    }

    /// A mailman in this process.
    func mailman(
        on route: String = CourseClock.ordinaryRoute,
        to url: String,
        settings change: (inout Mailman.Settings) -> Void = { _ in }
    ) throws -> Mailman {
        try mailman(on: route, to: try Transport(url), settings: change)
    }

    func mailman(
        on route: String = CourseClock.ordinaryRoute,
        to transport: Transport,
        settings change: (inout Mailman.Settings) -> Void = { _ in }
    ) throws -> Mailman {
        try FileManager.default.createDirectory(atPath: journals, withIntermediateDirectories: true)
        var settings = Mailman.Settings(
            route: route,
            name: "test.\(UUID().uuidString.lowercased())",
            journalFolder: journals,
            batch: 20
        )
        change(&settings)
        return Mailman(
            store: store,
            writer: LetterWriter(templates: try LetterTemplates.load()),
            carrier: try Carrier(transport, on: MultiThreadedEventLoopGroup.singleton),
            settings: settings,
            bell: Doorbell(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }
}

extension SMTPStub {
    /// Itself as a transport.
    var url: String { "smtp://127.0.0.1:\(port)?starttls=none" }

    /// The tokens of letters taken, in order.
    var tokens: [UUID] { received.map(\.token) }
}

extension SMTPStub.Received {
    /// The token in its Message-ID; a fresh one where there is none.
    var token: UUID {
        UUID(uuidString: String(messageID.dropFirst().prefix { $0 != "@" })) ?? UUID()
    }
}

/// Waits for something that another process brings about.
///
/// - Throws: ``Waited`` when it does not come about in a minute.
func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while !(try await isSo()) {
        guard ContinuousClock.now < end else { throw Waited(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Something did not come about in a minute.
struct Waited: Error {
    let what: String
}
