import Course
import CourseStore
import CourseTesting
import Foundation
import Logging
import Mail
import NIOPosix
import Testing

@testable import Correspondence

/// What is looked at beforehand is what the mailman sends, but for its links.
@Suite struct LetterRehearsalTests {
    @Test(arguments: [Day(2026, 12, 7), Day(2027, 1, 25), Day(2027, 3, 3), Day(2027, 4, 12)])
    func `each letter of a day reads as it was rehearsed, link by link dead`(day: Day) async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            _ = try await store.beginSimulation(
                of: run.key,
                at: run.zone.instant(of: LocalDateTime(day, .midnight)),
                rate: 0
            )
            // What was due on the days before has left.
            _ = try await delivered(of: run, in: store)

            let preview = try await store.preview(of: run.key)
            let rehearsal = LetterRehearsal(store: store, writer: LetterWriter(templates: try .load()))
            var rehearsed: [String: [RehearsedLetter]] = [:]
            for recipient in preview.recipients.enumerated().filter({ $0.offset % 12 == 0 }).map(\.element) {
                let letters = try #require(try await rehearsal.letters(to: recipient.id, on: day, in: run.key))
                if !letters.isEmpty { rehearsed[recipient.address] = letters }
            }

            try await run.setClock(to: LocalDateTime(day, LocalTime(8, 0)))
            var sent = try await delivered(of: run, in: store)
            try await run.setClock(to: LocalDateTime(day, LocalTime(9, 30)))
            sent += try await delivered(of: run, in: store)
            #expect(sent.count > 20)

            #expect(rehearsed.count >= 2)
            for (address, letters) in rehearsed {
                let real = sent.filter { $0.recipient == address }
                #expect(real.count == letters.count)
                let (one, other) = (try #require(letters.first), try #require(real.first))
                #expect(one.text.subject == DeadLinks.text(other.subject))
                #expect(one.text.text.trimmingCharacters(in: .newlines) == DeadLinks.text(other.text))
                #expect(one.text.html.trimmingCharacters(in: .newlines) == DeadLinks.html(other.html))
                #expect(one.hasCalendarPart == (other.parts["text/calendar"] != nil))
                #expect(other.headers["from"]?.contains(one.from.address) == true)
                #expect(other.headers["reply-to"]?.contains(one.replyTo?.address ?? "–") == true)
                // Whatever could be followed is not there.
                for part in [one.text.text, one.text.html] {
                    let links = part.matches(of: /https?:[^\s<>"]*/).map { String($0.output) }
                    #expect(links.allSatisfy { $0.hasPrefix("https://link.invalid/") }, "\(links)")
                }
                #expect(one.text.html.matches(of: /href="([^"]*)"/).allSatisfy { $0.output.1 == "#" })
                #expect(!one.text.html.contains("mailto:"))
            }
        }
    }

    @Test func `a municipality's own words are in its letters and in no other's, rehearsed and sent`() async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            let day = Day(2026, 12, 7)
            let invitation = Prompt.Reference(module: "kick-off", prompt: "invitation")
            let mailman = try Maildirman(store: store, route: run.route)
            _ = try await store.beginSimulation(
                of: run.key,
                at: run.zone.instant(of: LocalDateTime(day, .midnight)),
                rate: 0
            )
            // The mailman has read the course before the words are written.
            try await run.setClock(to: LocalDateTime(day, LocalTime(8, 0)))
            let before = try await mailman.deliver(run)
            #expect(before.count == 165)
            #expect(before.allSatisfy { $0.recipient.hasSuffix("@albertslund.example") })

            let words = LetterWords(
                subject: "Glostrup kalder: {title}",
                text: "Kære {first-name}\n\nVi kører sammen <script>alert(1)</script> fra {place}."
            )
            _ = try await store.setWords(words, of: invitation, in: run.key, for: "glostrup", replacing: .none)
            let rehearsal = LetterRehearsal(store: store, writer: LetterWriter(templates: try .load()))
            let preview = try await store.preview(of: run.key)
            let leader = try #require(preview.recipients.first { $0.municipality == "glostrup" })
            let rehearsed = try #require(try await rehearsal.letters(to: leader.id, on: day, in: run.key)?.first)
            #expect(rehearsed.text.subject.hasPrefix("Glostrup kalder: "))

            try await run.setClock(to: LocalDateTime(day, LocalTime(9, 30)))
            let after = try await mailman.deliver(run)
            #expect(after.count == 121)
            #expect(after.allSatisfy { $0.recipient.hasSuffix("@glostrup.example") })
            for letter in after {
                #expect(letter.subject.hasPrefix("Glostrup kalder: "))
                #expect(letter.text.contains("Vi kører sammen <script>alert(1)</script>"))
                #expect(letter.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
                #expect(!letter.html.contains("<script"))
            }
            let real = try #require(after.first { $0.recipient == leader.address })
            #expect(real.text == rehearsed.text.text.trimmingCharacters(in: .newlines))
            #expect(before.allSatisfy { !$0.subject.contains("Glostrup kalder") })
        }
    }

    @Test
    func `a sample says the words typed, before anybody saves them, and to somebody invented where nobody is enrolled`()
        async throws
    {
        try await withStore { store, _ in
            let outline = try SmallCourse.outline()
            _ = try await store.importCourse(outline)
            let rehearsal = LetterRehearsal(store: store, writer: LetterWriter(templates: try .load()))
            let link = Prompt.Reference(module: "film-1", prompt: "link")
            let words = LetterWords(subject: "{title}!", text: "Hej {first-name}. {contact}")
            let empty = try #require(try await store.sample(of: link, in: outline.key))
            #expect(empty.isInvented)
            let first = try #require(rehearsal.letter(saying: words, in: empty, ofMunicipality: false))
            #expect(first.text.text.contains("Hej Kim."))

            _ = try await store.enrol(SmallCourse.list(of: "glostrup"), in: outline.key, municipality: "glostrup")
            let sample = try #require(try await store.sample(of: link, in: outline.key, municipality: "glostrup"))
            #expect(!sample.isInvented)
            let second = try #require(rehearsal.letter(saying: words, in: sample, ofMunicipality: true))
            #expect(second.text.text.contains("Hej Gro.") || second.text.text.contains("Hej Han."))
            #expect(second.text.text.contains("Karim Lund"))
            #expect(second.html(withSubjectAfter: "Emne:").contains("<strong>Emne:</strong> \(second.text.subject)"))
            // Nothing is written.
            #expect(try await store.words(of: outline.key).ofMunicipalities.isEmpty)
            // The course's words are laid under a municipality's.
            let half = LetterWords(subject: nil, text: "Kun {municipality}")
            _ = try await store.setWords(
                LetterWords(subject: "Forløbets emne", text: "Forløbets tekst"),
                of: link,
                in: outline.key,
                replacing: try #require(
                    outline.programme.prompt("link", of: "film-1").map { LetterWords(of: $0.prompt) }
                )
            )
            let third = try #require(try await store.sample(of: link, in: outline.key, municipality: "glostrup"))
            let own = try #require(rehearsal.letter(saying: half, in: third, ofMunicipality: true))
            #expect(own.text.subject == "Forløbets emne")
            #expect(own.text.text.contains("Kun Glostrup Kommune"))
        }
    }

    @Test func `a test copy goes to who asks for it, says that it is one, and brings no appointment`() async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            let preview = try await store.preview(of: run.key)
            let leader = try #require(preview.recipients.first)
            let rehearsal = LetterRehearsal(store: store, writer: LetterWriter(templates: try .load()))
            let letter = try #require(
                try await rehearsal.letters(to: leader.id, on: Day(2026, 12, 7), in: run.key)?.first
            )
            #expect(letter.hasCalendarPart)
            let token = UUID()
            let copy = try #require(letter.copy(to: "admin@tandem.example", marked: "Prøve", token: token))
            #expect(copy.recipient == "admin@tandem.example")
            #expect(copy.token == token)
            let read = ReadMessage(copy.message)
            #expect(read.recipient == "admin@tandem.example")
            #expect(read.subject == "[Prøve] \(letter.text.subject)")
            #expect(read.text == letter.text.text.trimmingCharacters(in: .newlines))
            #expect(read.html == letter.text.html.trimmingCharacters(in: .newlines))
            #expect(read.parts["text/calendar"] == nil)
            #expect(read.headers["message-id"]?.contains(token.uuidString.lowercased()) == true)
            #expect(letter.copy(to: "nobody", marked: "Prøve", token: token) == nil)
        }
    }

    /// Releases and delivers what is due, and reads it.
    private func delivered(of run: CourseRun, in store: Store) async throws -> [ReadMessage] {
        try await Maildirman(store: store, route: run.route).deliver(run)
    }
}

/// A real mailman of a Maildir.
private final class Maildirman: Sendable {
    private let store: Store
    private let mailman: Mailman
    private let folder: String

    init(store: Store, route: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rehearsal-\(UUID())").path
        try FileManager.default.createDirectory(atPath: "\(folder)/journal", withIntermediateDirectories: true)
        mailman = Mailman(
            store: store,
            writer: LetterWriter(templates: try .load()),
            carrier: try Carrier(Transport("maildir:\(folder)/mail"), on: MultiThreadedEventLoopGroup.singleton),
            settings: Mailman.Settings(route: route, name: "test.\(UUID())", journalFolder: "\(folder)/journal"),
            bell: Doorbell(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        (self.store, self.folder) = (store, folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func deliver(_ run: CourseRun) async throws -> [ReadMessage] {
        _ = try await store.release(run.id)
        _ = try await mailman.drain()
        let new = "\(folder)/mail/new"
        return try ((try? FileManager.default.contentsOfDirectory(atPath: new)) ?? []).sorted().map { name in
            let file = URL(filePath: "\(new)/\(name)")
            defer { try? FileManager.default.removeItem(at: file) }
            return ReadMessage(try Data(contentsOf: file))
        }
    }
}
