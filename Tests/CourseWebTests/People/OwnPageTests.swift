import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

@testable import CourseWeb

/// A leader's own page, as the leader's browser has it.
struct OwnPageTests {
    @Test func `what came is named as it read: a message by its subject, a copy as one, a correction by its date`()
        async throws
    {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let (run, store) = (cast.run, site.store)
            let browser = try await site.browser(of: SmallCourse.address("bo"))
            try await run.run(until: LocalDateTime(Day(2027, 3, 8), LocalTime(12, 0)))
            _ = try await store.send(
                MessageDraft(
                    to: .session(module: "workshop-1", key: "onsdag"),
                    subject: "{first-name}, tag <din> madpakke med {date} i {municipality}",
                    text: "Hemmelig tekst"
                ),
                in: run.key,
                form: UUID()
            )
            try await run.step()
            let subject = "Bo, tag &lt;din&gt; madpakke med onsdag den 14. april i Albertslund Kommune"
            let first = try await browser.get("/my").text
            #expect(first.contains("<strong>\(subject)</strong>"))
            #expect(!first.contains("Hemmelig") && !first.contains("Et brev") && !first.contains("{first-name}"))

            let letter = try await cast.number(
                Query("SELECT max(h.id) FROM letter_history h JOIN leader l ON l.id = h.leader WHERE l.name = 'Bo'")
            )
            _ = try await store.copyLetter(letter, of: run.key, form: UUID())
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: LocalDateTime(Day(2027, 4, 21), LocalTime(9, 0)),
                end: nil
            )
            try await run.run(until: LocalDateTime(Day(2027, 3, 10), LocalTime(12, 0)))
            let page = try await browser.get("/my").text
            // The fields are filled in as the course stands.
            #expect(page.contains("<strong>Kopi af: Bo, tag &lt;din&gt; madpakke med onsdag den 21. april i"))
            let workshop = try #require(try SmallCourse.outline().programme["workshop-1"]?.title)
            #expect(page.contains("Ny dato for \(workshop): onsdag den 21. april 2027 kl. 9.00"))
            #expect(!page.contains("Et brev"))
            let bo = Acting(.leader(try await cast.leader("bo")), doer: Doer("bo"))
            try await store.acting(as: bo).chooseLanguage(.english)
            let read = try await browser.get("/my").text
            #expect(read.contains("Copy of: Bo, tag &lt;din&gt; madpakke med Wednesday 21 April"))
        }
    }
}
