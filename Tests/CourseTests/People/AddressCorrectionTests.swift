import Testing

@testable import Course

@Suite struct `An address corrected by the list` {
    private func entry(_ name: String, _ email: String, title: String? = nil) -> LeaderEntry {
        LeaderEntry(name: name, email: email, area: "Skoler", group: nil, title: title)
    }

    private func enrolled(
        _ id: Int64,
        _ entry: LeaderEntry,
        listed: LeaderEntry? = nil,
        withdrawn: Bool = false,
        isDead: Bool = true,
        in municipality: String = "a"
    ) -> EnrolledLeader {
        EnrolledLeader(
            id: .init(rawValue: id),
            municipality: municipality,
            entry: entry,
            withdrawn: withdrawn,
            unreachable: isDead,
            listed: listed ?? entry
        )
    }

    private func compare(
        _ entries: [LeaderEntry],
        _ current: [EnrolledLeader],
        columns: Set<LeaderList.Column> = Set(LeaderList.Column.allCases)
    ) -> Enrolment {
        let rows = entries.enumerated().map { LeaderList.Row(number: $0 + 2, entry: $1) }
        return Enrolment(
            list: LeaderList(columns: columns, rows: rows),
            municipality: "a",
            current: current,
            areas: EquivalentAreas(rows: [["a": "Skoler"]])
        )
    }

    @Test func `a missing leader of the name, whom mail does not reach, is found again`() throws {
        let before = entry("Ann  Lund", "an@a.dk", title: "Leder")
        let now = entry("ann lund", "ann@a.dk", title: "Chef")
        let enrolment = compare([now], [enrolled(7, before)])
        #expect(enrolment.missing == [] && enrolment.insertions == [] && enrolment.isAcceptable)
        let update = try #require(enrolment.updates.first)
        #expect(update.leader.rawValue == 7 && update.correctsAddress && !update.returns)
        #expect(update.entry == now && update.listed == now)
        #expect(update.changed == [.email, .name, .title])
        let verdict = try #require(enrolment.rows.first)
        #expect(enrolment.rows.count == 1 && verdict.status == .changed)
        #expect(verdict.why == "another address in place of an@a.dk, which mail is refused for; E-mail, Navn, Stilling")
    }

    /// What keeps a row from being taken for a leader who is enrolled.
    @Test(arguments: [
        "the address is alive", "the leader has left", "another municipality's", "two leaders of that name",
        "two leaders of that name, one alive", "two rows of that name", "another name", "the old address is listed too",
    ])
    func `otherwise the row is somebody new`(because: String) {
        let ann = entry("Ann", "an@a.dk")
        var rows = [entry("Ann", "ann@a.dk")]
        var current = [enrolled(1, ann)]
        switch because {
        case "the address is alive": current = [enrolled(1, ann, isDead: false)]
        case "the leader has left": current = [enrolled(1, ann, withdrawn: true)]
        case "another municipality's": current = [enrolled(1, ann, in: "b")]
        case "two leaders of that name": current.append(enrolled(2, entry("Ann", "annie@a.dk")))
        case "two leaders of that name, one alive":
            current.append(enrolled(2, entry("Ann", "annie@a.dk"), isDead: false))
        case "two rows of that name": rows.append(entry("Ann", "annie@a.dk"))
        case "another name": rows = [entry("Anna", "ann@a.dk")]
        default: rows.append(ann)
        }
        let enrolment = compare(rows, current)
        #expect(enrolment.updates.allSatisfy { !$0.correctsAddress })
        #expect(enrolment.insertions.map(\.entry) == rows.filter { $0 != ann })
    }

    @Test func `an address corrected by hand is kept while the list has the old one`() throws {
        let listed = entry("Ann", "an@a.dk")
        let record = entry("Ann", "ann@a.dk")
        let enrolment = compare([listed], [enrolled(7, record, listed: listed, isDead: false)])
        #expect(enrolment.rows == [.init(row: 2, status: .unchanged, why: "changed by hand and kept: E-mail")])
        #expect(enrolment.missing == [] && enrolment.updates == [] && enrolment.insertions == [])
        // The list has caught up.
        let caughtUp = compare([record], [enrolled(7, record, listed: listed, isDead: false)])
        #expect(caughtUp.rows == [.init(row: 2, status: .unchanged)])
        #expect(caughtUp.updates.map(\.listed) == [record])
    }

    @Test func `whoever gets the old address of a leader corrected by hand, who is listed too, is somebody new`() {
        let listed = entry("Ann", "an@a.dk")
        let record = entry("Ann", "ann@a.dk")
        let enrolment = compare([listed, record], [enrolled(7, record, listed: listed)])
        #expect(enrolment.insertions.map(\.entry) == [listed])
        #expect(enrolment.missing == [])
    }
}
