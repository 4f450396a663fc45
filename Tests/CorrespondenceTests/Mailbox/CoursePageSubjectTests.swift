import Course
import CourseStore
import CourseTesting
import Foundation
import Testing

@testable import Correspondence

/// A message's subject on a page is the one that the letter had.
@Suite struct CoursePageSubjectTests {
    @Test(
        arguments: [
            ("Husk madpakke", nil), ("{first-name} {name} – {municipality}, {group}: {contact}", nil),
            ("{course} {title} {date} kl. {time}, {place}", "onsdag"),
            ("*{first-name}* [x](https://a.example) <b>", nil),
            ("{date} {time} {place}", nil),
        ] as [(String, String?)]
    )
    func `it is filled in as the letter's was`(subject: String, session: String?) async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let audience: MessageAudience = session.map { .session(module: "workshop-1", key: $0) } ?? .everybody
            _ = try await store.send(
                MessageDraft(to: audience, subject: subject, text: "Hej"),
                in: run.key,
                form: UUID()
            )
            let claim = try await store.claim(on: run.route, by: "one", limit: 50)
            #expect(claim.letters.count == 7)
            let page = CoursePage(try #require(try await store.courseBook(run.id)))
            let writer = LetterWriter(templates: try .load())
            for letter in claim.letters {
                let facts = try #require(LetterFacts(letter, in: page))
                let recipient = letter.recipient
                let reader = CoursePage.Reader(
                    name: recipient.name,
                    language: facts.language,
                    municipality: recipient.municipality,
                    group: recipient.groupName
                )
                let shown = page.subject(subject, about: session.map { ("workshop-1", $0) }, to: reader)
                #expect(shown == writer.write(facts).subject)
            }
        }
    }
}
