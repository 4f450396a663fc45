import Foundation
import Testing

@testable import Course

@Suite struct `Enrolling from a list` {
    private let areas = EquivalentAreas(rows: [["a": "Skoler", "b": "Skole"], ["a": "Miljø"]])

    private func entry(
        _ name: String,
        group: String? = "G",
        chair: Bool = false,
        title: String? = nil,
        area: String = "Skoler"
    ) -> LeaderEntry {
        LeaderEntry(
            name: name,
            email: "\(name.lowercased())@a.dk",
            area: area,
            group: group,
            isChair: chair,
            title: title
        )
    }

    private func list(_ entries: LeaderEntry..., rejected: [LeaderList.Rejection] = []) -> LeaderList {
        let rows = entries.enumerated().map { LeaderList.Row(number: $0 + 2, entry: $1) }
        return LeaderList(columns: Set(LeaderList.Column.allCases), rows: rows, rejected: rejected)
    }

    private func enrolled(
        _ id: Int64,
        _ entry: LeaderEntry,
        listed: LeaderEntry? = nil,
        withdrawn: Bool = false,
        in municipality: String = "a"
    ) -> EnrolledLeader {
        EnrolledLeader(
            id: .init(rawValue: id),
            municipality: municipality,
            entry: entry,
            withdrawn: withdrawn,
            listed: listed
        )
    }

    private func compare(_ list: LeaderList, _ current: [EnrolledLeader] = [], overwrite: Bool = false) -> Enrolment {
        Enrolment(list: list, municipality: "a", current: current, areas: areas, overwrite: overwrite)
    }

    @Test func `enrols everybody of a first list`() throws {
        let file = try CourseFile.read(RealCourse.bytes("digital-ledelse.yaml"), name: "")
        for (key, count) in [("albertslund", 165), ("glostrup", 121)] {
            let list = try LeaderList.read(RealCourse.bytes("\(key).csv"), name: key)
            let enrolment = Enrolment(
                list: list,
                municipality: key,
                current: [],
                areas: file.outline.equivalentAreas
            )
            #expect(enrolment.count(.new) == count && enrolment.insertions.count == count)
            #expect(enrolment.isAcceptable && enrolment.updates.isEmpty && enrolment.missing.isEmpty)
            let warnings =
                key == "glostrup" ? [ListWarning(row: 121, "the area \"Hospicesamarbejdet\" has no counterpart")] : []
            #expect(enrolment.warnings == warnings)
        }
    }

    @Test func `changes nothing with the same list again`() throws {
        let list = try LeaderList.read(RealCourse.bytes("albertslund.csv"), name: "")
        let current = list.rows.enumerated().map { enrolled(Int64($0), $1.entry, listed: $1.entry) }
        let enrolment = compare(list, current)
        #expect(enrolment.count(.unchanged) == 165 && enrolment.insertions.isEmpty && enrolment.updates.isEmpty)
    }

    @Test func `changes what the list changes`() {
        let before = entry("Ann", chair: true, title: "Leder")
        let now = entry("Ann", group: "H", chair: true, title: "Chef")
        let enrolment = compare(list(now), [enrolled(7, before, listed: before)])
        #expect(enrolment.rows == [.init(row: 2, status: .changed, why: "Ledergruppe, Stilling")])
        #expect(
            enrolment.updates == [
                .init(
                    row: 2,
                    leader: .init(rawValue: 7),
                    entry: now,
                    listed: now,
                    changed: [.group, .title],
                    returns: false
                )
            ]
        )
    }

    @Test func `keeps what was changed by hand`() {
        let listed = entry("Ann", chair: true, title: "Leder")
        let byHand = entry("Ann", chair: true, title: "Konstitueret leder")
        let enrolment = compare(list(listed), [enrolled(7, byHand, listed: listed)])
        #expect(enrolment.rows == [.init(row: 2, status: .unchanged, why: "changed by hand and kept: Stilling")])
        #expect(enrolment.updates.isEmpty && enrolment.isAcceptable)
    }

    @Test func `is in conflict where both sides changed, unless it may overwrite`() {
        let listed = entry("Ann", chair: true, title: "Leder")
        let byHand = entry("Ann", chair: true, title: "Konstitueret leder")
        let now = entry("Ann", chair: true, title: "Chef")
        let current = [enrolled(7, byHand, listed: listed)]
        let refused = compare(list(now), current)
        #expect(refused.rows == [.init(row: 2, status: .conflict, why: "changed by hand and on the list: Stilling")])
        #expect(!refused.isAcceptable && refused.updates.isEmpty)
        let taken = compare(list(now), current, overwrite: true)
        #expect(taken.isAcceptable && taken.updates.map(\.entry.title) == ["Chef"])
        let enrolledByHand = compare(list(now), [enrolled(7, byHand)])
        #expect(enrolledByHand.count(.conflict) == 1)
        let agreed = compare(list(now), [enrolled(7, now, listed: listed)])
        #expect(agreed.rows.map(\.status) == [.unchanged])
        #expect(agreed.updates.map(\.listed) == [now] && agreed.updates.allSatisfy { $0.changed.isEmpty })
    }

    @Test func `leaves alone what the list has no column for`() {
        let before = entry("Ann", chair: true, title: "Leder")
        var now = list(LeaderEntry(name: "Ann", email: "ANN@a.dk", area: "Skoler", group: "G"))
        now.columns = [.name, .email, .area, .group]
        let enrolment = compare(now, [enrolled(7, before, listed: before)])
        #expect(enrolment.rows.map(\.status) == [.unchanged])
        #expect(enrolment.updates.allSatisfy { $0.entry == before && $0.listed.title == "Leder" })
    }

    @Test func `compares addresses without regard to case`() {
        var now = entry("Ann", chair: true)
        now.email = "Ann@A.DK"
        let enrolment = compare(list(now), [enrolled(7, entry("Ann", chair: true), listed: entry("Ann", chair: true))])
        #expect(enrolment.rows.map(\.status) == [.unchanged] && enrolment.missing.isEmpty)
    }

    @Test func `is in conflict with another municipality, and between two rows`() {
        let enrolment = compare(
            list(entry("Ann", chair: true), entry("Bo", title: "Chef"), entry("Bo")),
            [enrolled(1, entry("Ann", chair: true), in: "b")]
        )
        #expect(
            enrolment.rows == [
                .init(row: 2, status: .conflict, why: "ann@a.dk is enrolled in b"),
                .init(row: 3, status: .conflict, why: "row 4 says otherwise of bo@a.dk"),
                .init(row: 4, status: .conflict, why: "row 3 says otherwise of bo@a.dk"),
            ]
        )
        #expect(!enrolment.isAcceptable)
    }

    @Test func `warns of a repeated row, a group without a chair and an area without a counterpart, once each`() {
        let enrolment = compare(
            list(
                entry("Ann", chair: true),
                entry("Bo", group: "H", area: "Miljø"),
                entry("Cy", group: "H", area: "Miljø"),
                entry("Ann", chair: true)
            )
        )
        #expect(enrolment.rows.map(\.status) == [.new, .new, .new, .unchanged])
        #expect(enrolment.insertions.count == 3)
        #expect(
            enrolment.warnings == [
                ListWarning(row: 5, "the row repeats row 2"), ListWarning(row: 3, "the group \"H\" has no chair"),
                ListWarning(row: 3, "the area \"Miljø\" has no counterpart"),
            ]
        )
        let chaired = compare(list(entry("Bo", group: "H")), [enrolled(1, entry("Di", group: "H", chair: true))])
        #expect(chaired.warnings.isEmpty)
    }

    @Test func `brings back who was withdrawn, and reports who is missing`() {
        let (ann, bo, cy, di) = (entry("Ann", chair: true), entry("Bo"), entry("Cy"), entry("Di"))
        let enrolment = compare(
            list(ann, rejected: [.init(row: 3, why: "Område is empty", address: "di@a.dk")]),
            [
                enrolled(1, ann, listed: ann, withdrawn: true), enrolled(2, bo, listed: bo),
                enrolled(3, cy, listed: cy, withdrawn: true), enrolled(4, di, listed: di),
                enrolled(5, entry("Eva"), in: "b"),
            ]
        )
        #expect(
            enrolment.rows == [
                .init(row: 2, status: .changed, why: "returns"),
                .init(row: 3, status: .rejected, why: "Område is empty"),
                .init(row: nil, status: .missing, why: "bo@a.dk is not on the list"),
            ]
        )
        #expect(enrolment.updates.map(\.returns) == [true])
        #expect(enrolment.missing.map(\.id.rawValue) == [2])
    }

    @Test func `is told as JSON`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let enrolment = compare(list(entry("Ann", chair: true)), [enrolled(2, entry("Bo"))])
        #expect(
            String(decoding: try encoder.encode(enrolment), as: UTF8.self)
                == #"{"changed":0,"conflict":0,"missing":1,"new":1,"rejected":0,"rows":[{"row":2,"status":"new","why":null},"#
                + #"{"row":null,"status":"missing","why":"bo@a.dk is not on the list"}],"unchanged":0}"#
        )
    }

    @Test func `takes fifty thousand rows`() throws {
        var text = "Navn;E-mail;Område;Ledergruppe;Mødeleder;Stilling\n"
        for number in 0..<50_000 {
            text +=
                "Åse \(number);leder.\(number)@kommune.dk;Skoler;Gruppe \(number / 10);\(number % 10 == 0 ? "ja" : "");Chef\n"
        }
        let list = try LeaderList.read(Array(text.utf8), name: "")
        #expect(list.rows.count == 50_000)
        let enrolment = compare(list, list.rows.map { enrolled(Int64($0.number), $0.entry, listed: $0.entry) })
        #expect(enrolment.count(.unchanged) == 50_000 && enrolment.warnings.isEmpty)
    }
}
