import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What was previewed is what is sent, when nothing changes in between.
struct PreviewTests {
    /// A letter as both sides have it.
    private struct Letter: Hashable {
        var address: String
        var at: Instant
        var items: Set<Prompt.Reference>
        var isWelcome: Bool
    }

    /// The letters previewed.
    private func previewed(of run: CourseRun) async throws -> Set<Letter> {
        // The post knows who has got what is sent if needed.
        let preview = try await run.store.acting(as: .post).preview(of: run.key)
        var letters: Set<Letter> = []
        for recipient in preview.recipients {
            for letter in preview.preview.letters(for: recipient) {
                letters.insert(
                    Letter(
                        address: recipient.address,
                        at: letter.sendAt,
                        items: Set(letter.items.map(\.prompt.scope.reference)),
                        isWelcome: letter.welcomes
                    )
                )
            }
        }
        return letters
    }

    private func sent(_ deliveries: [CourseRun.Delivery]) -> Set<Letter> {
        Set(
            deliveries.filter { !$0.items.isEmpty }.map {
                Letter(address: $0.address, at: $0.at, items: $0.items, isWelcome: $0.isWelcome)
            }
        )
    }

    @Test func `the real course sends each leader what was previewed, on the day and at the hour`() async throws {
        try await withStore { store, owner in
            let run = try await DemoCourse.run(in: store)
            let groups: [String] = try await owner.ask(
                "SELECT m.key || '/' || g.name FROM leader_group g JOIN municipality m ON m.id = g.municipality ORDER BY g.id"
            )
            for (number, group) in groups.enumerated() where number % 3 == 0 {
                let parts = group.split(separator: "/", maxSplits: 1).map(String.init)
                let (module, start) =
                    number % 2 == 0 ? ("meeting-1", at("2027-03-30T10:00")) : ("meeting-2", at("2027-05-26T13:00"))
                _ = try await store.setMeeting(
                    course: run.key,
                    module: module,
                    municipality: parts[0],
                    group: parts[1],
                    start: start,
                    end: nil,
                    place: nil
                )
            }
            let addresses: [String] = try await owner.ask("SELECT email FROM leader WHERE id % 5 < 3 ORDER BY id")
            for (session, part) in [("onsdag", addresses.prefix(60)), ("torsdag", addresses.suffix(60))] {
                for module in ["workshop-1", "workshop-2"] {
                    try await store.setSeats(
                        course: run.key,
                        leaders: Array(part),
                        module: module,
                        session: session,
                        table: session == "onsdag" ? .named("bord 1") : .kept
                    )
                }
            }
            let expected = try await previewed(of: run)
            _ = try await store.goLive(run.key)
            let deliveries = try await run.run(until: at("2027-10-01T00:00"))
            #expect(expected.count > 4_000)
            #expect(sent(deliveries) == expected)
            #expect(deliveries.allSatisfy { !$0.items.isEmpty && $0.corrections.isEmpty })
        }
    }

    @Test(arguments: Array(UInt64(1)...24))
    func `a random course sends what was previewed, before and after people come and dates are set`(
        seed: UInt64
    ) async throws {
        var course = try RandomCourse(seed: seed)
        guard course.hasPlan else { return }
        let outline = course.outline
        try await withStore { store, _ in
            let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
            for (municipality, leaders) in course.leaders {
                _ = try await store.enrol(SmallCourse.list(leaders), in: run.key, municipality: municipality)
            }
            try await course.decide(in: run)
            // Somebody stops a prompt of two courses in three.
            let stopped = outline.programme.modules.flatMap { module in
                module.prompts.map { MailSelection.prompt(course: run.key, module: module.key, prompt: $0.key) }
            }
            if let prompt = stopped.dropFirst(Int(seed) / 3).first, seed % 3 > 0 {
                _ = try await seed % 3 == 1 ? store.cancelMail(prompt) : store.holdMail(prompt)
            }
            let expected = try await previewed(of: run)
            _ = try await store.goLive(run.key)
            let early = try await run.run(until: course.late)
            #expect(sent(early) == expected.filter { $0.at < run.zone.instant(of: course.late) })

            for (municipality, leaders) in course.latecomers {
                _ = try await store.enrol(SmallCourse.list(leaders), in: run.key, municipality: municipality)
            }
            try await course.decide(in: run)
            let rest = try await previewed(of: run)
            let deliveries = try await run.run(until: LocalDateTime(outline.ends.adding(days: 60), .midnight))
            #expect(sent(deliveries) == rest)
            #expect(!rest.isEmpty)
        }
    }

    @Test func `at most a few random courses are refused`() throws {
        let planned = try (UInt64(1)...24).filter { try RandomCourse(seed: $0).hasPlan }
        #expect(planned.count >= 12)
    }
}
