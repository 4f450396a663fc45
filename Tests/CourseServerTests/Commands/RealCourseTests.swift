import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// The real course, as its administrator runs it, from the file to the last letter.
struct RealCourseTests {
    /// A share of a letter, as preview and mailbox name it.
    private struct Share: Hashable, Sendable {
        var leader: String
        var day: String
        var prompt: String
    }

    private static let group = "Ledergruppen Dagtilbud 1"
    private static let chair = "helle.hansen@albertslund.example"
    private static let other = "lise.christensen@albertslund.example"

    private func imported(in house: House) async throws {
        let file = try house.write(try DemoCourse.bytes("digital-ledelse.yaml"), to: "course.yaml")
        #expect(try await house.run("course", "import", file).status == 0)
        for key in ["albertslund", "glostrup"] {
            let list = try house.write(try DemoCourse.bytes("\(key).csv"), to: "\(key).csv")
            let outcome = try await house.run("enrol", "--course", DemoCourse.key, "--municipality", key, list)
            #expect(outcome.status == 0)
        }
    }

    /// What became of every share that a letter or a decision closed, by why it was skipped.
    private func shares(_ house: House) async throws -> [String: Set<Share>] {
        let rows = try await house.owner.withSession { session in
            try await session.rows(
                Query<(skip: String?, share: Share)>(
                    """
                    SELECT i.skip, l.email, (i.released_at AT TIME ZONE 'Europe/Copenhagen')::date::text,
                           i.module || '.' || i.prompt
                    FROM letter_item i JOIN leader l ON l.id = i.leader
                    """
                ) { row in
                    (try row.next(), Share(leader: try row.next(), day: try row.next(), prompt: try row.next()))
                }
            )
        }
        return Dictionary(grouping: rows) { $0.skip ?? "sent" }.mapValues { Set($0.map(\.share)) }
    }

    @Test func `what was previewed is what is sent, and the ledger balances to the last letter`() async throws {
        try await withHouse { house in
            try await imported(in: house)
            let course = ["--course", DemoCourse.key]
            let set = try await house.start(
                ["meeting", "set"] + course
                    + [
                        "--module", "meeting-1", "--municipality", "albertslund", "--group", Self.group, "--start",
                        "2027-03-30T09:00",
                    ]
            ).outcome()
            #expect(set.status == 0 && set.output.contains("film-1.link (\(Self.group))"), "\(set.complaint)")
            let seat = try await house.start(
                ["seat", "set"] + course + ["--module", "workshop-1", "--session", "torsdag", Self.chair]
            ).outcome()
            #expect(seat.status == 0, "\(seat.complaint)")
            let done = try await house.start(
                ["done"] + course + ["--module", "film-1", "--leader", Self.other]
            ).outcome()
            #expect(done.status == 0, "\(done.complaint)")
            let preview = try JSON.read(
                try await house.start(["preview"] + course + ["--format", "json"]).outcome().output
            )
            var previewed: Set<Share> = []
            var letters: [Share: Int] = [:]
            for letter in preview.elements {
                let (leader, day) = (letter["leader"].text ?? "", letter["day"].text ?? "")
                for item in letter["items"].elements {
                    let prompt = "\(item["module"].text ?? "").\(item["prompt"].text ?? "")"
                    previewed.insert(Share(leader: leader, day: day, prompt: prompt))
                }
                letters[Share(leader: leader, day: day, prompt: ""), default: 0] += 1
            }

            let maildir = house.folder.appending(path: "letters").path
            let simulated = try await house.start(["simulate"] + course + ["--mail", "maildir:\(maildir)"]).outcome()
            #expect(simulated.status == 0, "\(simulated.complaint)")

            let shares = try await shares(house)
            // A preview knows whose meeting has its date, and not who has seen a film.
            let unmet = shares["done"] ?? []
            #expect(Set(unmet.map { "\($0.leader) \($0.prompt)" }) == ["\(Self.other) film-1.reminder"])
            let dated = Set((shares["date-chosen"] ?? []).map { "\($0.leader) \($0.prompt)" })
            #expect(dated == ["\(Self.chair) meeting-1.choose-date", "\(Self.chair) meeting-1.choose-date-reminder"])
            #expect(shares["sent"]?.symmetricDifference(previewed.subtracting(unmet)) == [])

            // To the bytes: who gets a letter on which day.
            let files = try FileManager.default.contentsOfDirectory(atPath: maildir + "/new")
            for file in files {
                let header = try Header(ofFile: "\(maildir)/new/\(file)")
                letters[Share(leader: header.address, day: header.day, prompt: ""), default: 0] -= 1
            }
            let differing = letters.filter { $0.value != 0 }.map(\.key)
            #expect(
                differing.allSatisfy { letter in unmet.contains { $0.leader == letter.leader && $0.day == letter.day } }
            )
            #expect(differing.allSatisfy { letters[$0] == 1 } && differing.count <= 1)

            let ledger = try JSON.read(
                try await house.start(["ledger"] + course + ["--format", "json"]).outcome().output
            )
            let rows = ledger["prompts"].elements
            #expect(!rows.isEmpty)
            for row in rows + [ledger["totals"]] {
                #expect(
                    row["planned"].total == ["sent", "pending", "skipped", "failed"].reduce(0) { $0 + row[$1].total }
                )
            }
            for key in ["planned", "sent", "pending", "skipped", "failed"] {
                #expect(ledger["totals"][key].total == ledger["prompts"].sum(of: key))
            }
            #expect(ledger["totals"]["pending"] == .number(0))
            // What is sent if needed is in no total: only its round figures are told.
            #expect(ledger["totals"]["sent"] == .number(Double(try await house.openItems())))
            #expect(ledger["totals"]["letters"] == .number(Double(try await house.openLetters())))
            #expect(simulated.output.contains("\(files.count) letters in all"))
        }
    }
}

extension House {
    /// Items sent, but for those that give away what their leader has done.
    fileprivate func openItems() async throws -> Int {
        try await owner.withSession {
            try await $0.one(Query<Int>("SELECT count(*) FROM letter_item WHERE state = 'sent' AND NOT discreet"))
        }
    }

    /// Letters sent that brought anything but such items.
    fileprivate func openLetters() async throws -> Int {
        try await owner.withSession {
            try await $0.one(
                Query<Int>(
                    """
                    SELECT count(*) FROM letter_history h WHERE outcome = 'sent'
                       AND EXISTS (SELECT FROM letter_item i WHERE i.letter = h.id AND NOT i.discreet)
                    """
                )
            )
        }
    }
}

/// The head of a letter in a Maildir.
private struct Header {
    var address: String
    /// The day of its Date, by the offset that it gives.
    var day: String

    init(ofFile path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let head = text[..<(text.firstRange(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)]
            .replacing("\r\n ", with: " ").replacing("\r\n\t", with: " ").split(separator: "\r\n")
        func value(_ name: String) throws -> Substring {
            try #require(head.first { $0.hasPrefix("\(name): ") }).dropFirst(name.count + 2)
        }
        let to = try value("To")
        address = to.firstMatch(of: #/<([^>]+)>$/#).map { String($0.1) } ?? String(to)
        let date = try #require(try value("Date").firstMatch(of: #/(\d{1,2}) (\w{3}) (\d{4}) /#))
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = try #require(months.firstIndex(of: String(date.2))) + 1
        day = "\(date.3)-\(month < 10 ? "0" : "")\(month)-\(date.1.count < 2 ? "0" : "")\(date.1)"
    }
}
