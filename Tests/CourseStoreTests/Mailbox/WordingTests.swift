import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// The words of prompts: the course's in its programme, a municipality's own beside it.
struct WordingTests {
    private static let link = Prompt.Reference(module: "film-1", prompt: "link")
    private static let own = LetterWords(subject: "Se {title}", text: "Kære {first-name}\n\n{link}")

    @Test func `the course's words stand in its programme, grow its version, and are in the audit log`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let before = try await store.course(run.key)
            let shipped = try #require(before.outline.programme.prompt("link", of: "film-1"))
            let old = LetterWords(of: shipped.prompt)
            #expect(try await store.setWords(Self.own, of: Self.link, in: run.key, replacing: old) == .set)

            let after = try await store.course(run.key)
            #expect(after.outline.programme.prompt("link", of: "film-1").map { LetterWords(of: $0.prompt) } == Self.own)
            #expect(after.version > before.version)
            #expect(
                try await store.setWords(Self.own, of: Self.link, in: run.key, replacing: Self.own) == .unchanged
            )
            let entry = try #require(try await store.auditTrail(course: run.key).first)
            #expect((entry.action, entry.subject, entry.doer) == ("words.set", "film-1.link", "clerk"))

            #expect(try await store.resetWords(of: Self.link, in: run.key, replacing: Self.own) == .set)
            let reset = try await store.course(run.key).outline.programme.prompt("link", of: "film-1")
            #expect(reset.map { LetterWords(of: $0.prompt) } == LetterWords.none)
            #expect(try await store.auditTrail(course: run.key).first?.action == "words.reset")
        }
    }

    @Test func `a municipality's words are its own, grow the course's version, and go with a copy of it`() async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let before = try await store.course(run.key).version
            let outcome = try await store.setWords(
                Self.own,
                of: Self.link,
                in: run.key,
                for: "glostrup",
                replacing: .none
            )
            #expect(outcome == .set)
            #expect(try await store.course(run.key).version > before)

            let words = try await store.words(of: run.key)
            #expect(words.words(of: "glostrup", for: Self.link)?.words == Self.own)
            #expect(words.words(of: "glostrup", for: Self.link)?.setBy == "clerk")
            #expect(words.words(of: "albertslund", for: Self.link) == nil)
            #expect(words.course.outline == (try await store.course(run.key).outline))

            try await store.copyCourse(run.key, as: "trial")
            #expect(try await store.words(of: "trial").words(of: "glostrup", for: Self.link)?.words == Self.own)

            #expect(
                try await store.resetWords(of: Self.link, in: run.key, for: "glostrup", replacing: Self.own) == .set
            )
            #expect(try await store.words(of: run.key).ofMunicipalities.isEmpty)
        }
    }

    @Test(arguments: [nil, "glostrup"])
    func `the second of two who write at once is shown what the first wrote, and writes nothing`(
        municipality: String?
    ) async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let old = try await present(of: Self.link, for: municipality, in: run)
            _ = try await store.setWords(Self.own, of: Self.link, in: run.key, for: municipality, replacing: old)
            let mine = LetterWords(subject: "Mit", text: "Mit")
            let set = await #expect(throws: Refusal.self) {
                try await store.setWords(mine, of: Self.link, in: run.key, for: municipality, replacing: old)
            }
            #expect(try await present(of: Self.link, for: municipality, in: run) == Self.own)
            let reset = await #expect(throws: Refusal.self) {
                try await store.resetWords(of: Self.link, in: run.key, for: municipality, replacing: mine)
            }
            #expect([set?.kind, reset?.kind] == [.changed, .changed])
            #expect(try await present(of: Self.link, for: municipality, in: run) == Self.own)
        }
    }

    @Test func `words that cannot stand in a letter, and prompts that there are not, are refused`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let version = try await store.course(run.key).version
            for (words, prompt, municipality) in [
                (LetterWords(subject: "{titel}", text: nil), Self.link, "glostrup"),
                (LetterWords(subject: "Se {", text: nil), Self.link, nil),
                (Self.own, Prompt.Reference(module: "film-1", prompt: "none"), nil),
                (Self.own, Prompt.Reference(module: "none", prompt: "link"), nil),
                (Self.own, Self.link, "nowhere"),
            ] as [(LetterWords, Prompt.Reference, String?)] {
                await #expect(throws: Refusal.self) {
                    try await store.setWords(
                        words,
                        of: prompt,
                        in: run.key,
                        for: municipality,
                        replacing: try await present(of: prompt, for: municipality, in: run)
                    )
                }
            }
            #expect(try await store.course(run.key).version == version)
            #expect(try await store.words(of: run.key).ofMunicipalities.isEmpty)
        }
    }

    @Test func `a coordinator writes the own municipality's words, and nobody else's`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let rows = try await store.course(run.key).municipalities
            let karim = store.acting(
                as: Acting(.coordinator(try #require(rows["glostrup"])), doer: Doer("karim.lund@glostrup.example"))
            )
            let mette = store.acting(
                as: Acting(
                    .coordinator(try #require(rows["albertslund"])),
                    doer: Doer("mette.holm@albertslund.example")
                )
            )
            let version = try await store.course(run.key).version
            #expect(
                try await karim.setWords(Self.own, of: Self.link, in: run.key, for: "glostrup", replacing: .none)
                    == .set
            )
            #expect(try await store.course(run.key).version > version)
            #expect(try await karim.words(of: run.key).ofMunicipalities.count == 1)
            #expect(try await mette.words(of: run.key).ofMunicipalities.isEmpty)
            for municipality in [nil, "glostrup"] {
                await #expect(throws: Refusal.self) {
                    try await mette.setWords(
                        LetterWords(subject: "Mit", text: nil),
                        of: Self.link,
                        in: run.key,
                        for: municipality,
                        replacing: .none
                    )
                }
            }
            #expect(try await store.words(of: run.key).words(of: "glostrup", for: Self.link)?.words == Self.own)
            // Nor below the verbs: the policy itself.
            let municipality = try #require(rows["glostrup"])
            let forged = Statement("UPDATE prompt_words SET subject = 'x' WHERE municipality = \(municipality)")
            let count = try await store.database.transaction(as: "coordinator:\(try #require(rows["albertslund"]))") {
                try await $0.execute(forged)
            }
            #expect(count == 0)
        }
    }

    private func present(
        of prompt: Prompt.Reference,
        for municipality: String?,
        in run: CourseRun
    ) async throws -> LetterWords {
        let words = try await run.store.words(of: run.key)
        if let municipality { return words.words(of: municipality, for: prompt)?.words ?? .none }
        return words.course.outline.programme.prompt(prompt.prompt, of: prompt.module)
            .map { LetterWords(of: $0.prompt) } ?? .none
    }
}
