import Correspondence
import Course
import CourseStore
import CourseTesting
import Foundation
import Logging
import Mail
import NIOPosix
import Testing

/// The calendar part of real letters, from a release to the file in the Maildir.
@Suite struct LetterAppointmentTests {
    @Test func `an invitation puts the session into the reader's calendar, and a correction moves it there`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            _ = try await store.beginSimulation(
                of: run.key,
                at: run.zone.instant(of: LocalDateTime(Day(2026, 12, 7), LocalTime(8, 0))),
                rate: 0
            )
            let invitations = try await letters(of: run, in: store)
            let first = try #require(invitations["helle.hansen@albertslund.example"])
            #expect(first.contains("METHOD:REQUEST"))
            #expect(first.contains("DTSTART;TZID=Europe/Copenhagen:20270118T130000"))
            #expect(first.contains("DTEND;TZID=Europe/Copenhagen:20270118T160000"))
            #expect(first.contains("LOCATION:Albertslund Rådhus"))

            _ = try await store.reschedule(
                course: run.key,
                module: "kick-off",
                session: nil,
                start: LocalDateTime(Day(2027, 1, 19), LocalTime(13, 0)),
                end: nil
            )
            try await run.setClock(to: LocalDateTime(Day(2026, 12, 8), LocalTime(8, 0)))
            let corrections = try await letters(of: run, in: store)
            let second = try #require(corrections["helle.hansen@albertslund.example"])
            #expect(second.contains("DTSTART;TZID=Europe/Copenhagen:20270119T130000"))
            #expect(line("UID", of: first) == line("UID", of: second))
            let (one, two) = (Int(line("SEQUENCE", of: first)), Int(line("SEQUENCE", of: second)))
            #expect(try #require(one) < #require(two))
        }
    }

    @Test func `a leader without a seat gets no appointment`() async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            _ = try await store.beginSimulation(
                of: run.key,
                at: run.zone.instant(of: LocalDateTime(Day(2027, 3, 3), LocalTime(8, 0))),
                rate: 0
            )
            let letters = try await letters(of: run, in: store)
            #expect(letters.count == 165)
            #expect(letters.values.allSatisfy { !$0.contains("BEGIN:VCALENDAR") })
        }
    }

    /// Releases and delivers what is due, and reads the new letters by their recipient's address, calendar parts unfolded.
    private func letters(of run: CourseRun, in store: Store) async throws -> [String: String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "letters-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let mailman = Mailman(
            store: store,
            writer: LetterWriter(templates: try .load()),
            carrier: try Carrier(Transport("maildir:\(folder)/mail"), on: MultiThreadedEventLoopGroup.singleton),
            settings: Mailman.Settings(route: run.route, name: "test", journalFolder: "\(folder)/journal"),
            bell: Doorbell(),
            logger: Logger(label: "test")
        )
        try FileManager.default.createDirectory(atPath: "\(folder)/journal", withIntermediateDirectories: true)
        _ = try await store.release(run.id)
        _ = try await mailman.drain()
        var letters: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/mail/new") {
            let text = Self.lines(of: try Data(contentsOf: URL(filePath: "\(folder)/mail/new/\(name)")))
            guard let to = text.firstMatch(of: /\nTo: [^<]*<([^>]+)>/)?.1 else { continue }
            letters[String(to)] = unfolded(decoded(text))
        }
        return letters
    }

    /// CR LF is one character to Swift: lines end in LF alone here.
    private static func lines(of bytes: Data) -> String {
        String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    }

    /// Base64 parts read; quoted-printable ones as they are.
    private func decoded(_ message: String) -> String {
        message.components(separatedBy: "\n\n").map { part in
            let body = part.components(separatedBy: "\n--")[0].replacing("\n", with: "")
            return Data(base64Encoded: body).map(Self.lines) ?? quotedPrintable(part)
        }.joined(separator: "\n\n")
    }

    private func quotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            let code = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "="), let value = UInt8(code, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func unfolded(_ calendar: String) -> String { calendar.replacing("\n ", with: "") }

    private func line(_ name: String, of calendar: String) -> String {
        calendar.components(separatedBy: "\n").first { $0.hasPrefix(name + ":") }.map {
            String($0.dropFirst(name.count + 1))
        } ?? ""
    }
}
