import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// What is sent by hand, through a mailman into a Maildir.
struct MessageDeliveryTests {
    /// What has arrived, by the address it is to.
    private func arrived(in folder: URL) throws -> [String: DeliveredMessage] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "new").path)
        let messages = try names.map { name -> DeliveredMessage in
            let bytes = try Data(contentsOf: folder.appending(path: "new/\(name)"))
            return DeliveredMessage(name: name, bytes: bytes.filter { $0 != 13 })
        }
        return Dictionary(messages.map { ($0.header("To") ?? "", $0) }, uniquingKeysWith: { one, _ in one })
    }

    @Test func `a message arrives in each leader's own words, and a copy of it says that it is one`() async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: 3)
            try await house.owner.withSession { session in
                _ = try await session.execute("UPDATE leader SET language = 'en' WHERE name = 'Leder 2'")
            }
            _ = try await house.store.send(
                MessageDraft(
                    to: .municipality("albertslund"),
                    subject: "Til {first-name}",
                    text: "Vi ses i {municipality}, {name}. <b>Tag</b> noget med."
                ),
                in: run.key,
                form: UUID()
            )
            let letters = house.folder.appending(path: "letters")
            let mailman = try house.mailman(on: run.route, to: "maildir:\(letters.path)")
            #expect(try await mailman.drain() == 3)
            let messages = try arrived(in: letters)
            #expect(messages.count == 3)
            let texts = messages.values.map(\.text)
            #expect(
                texts.allSatisfy {
                    $0.contains("Vi ses i Albertslund Kommune, Leder") && $0.contains("Subject: Til Leder")
                }
            )
            // The greeting around the words is in the language that the leader chose.
            #expect(texts.filter { $0.contains("Dear Leder") }.count == 1)
            #expect(Set(messages.values.map(\.messageID)).count == 3)

            let sent = try #require(try await house.store.messages(of: run.key).first)
            #expect(sent.count.sent == 3)
            let letter = try await house.owner.withSession {
                try await $0.one(Query<Int64>("SELECT min(letter) FROM message_share"))
            }
            _ = try await house.store.copyLetter(letter, of: run.key, form: UUID())
            let copies = house.folder.appending(path: "copies")
            #expect(try await house.mailman(on: run.route, to: "maildir:\(copies.path)").drain() == 1)
            let copy = try #require(try arrived(in: copies).values.first)
            #expect(copy.header("Subject")?.hasPrefix("Kopi: Til Leder") == true)
            #expect(copy.body.contains("Det her er en kopi af et brev"))
            #expect(messages.values.allSatisfy { $0.messageID != copy.messageID })
        }
    }
}
