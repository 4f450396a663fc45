import Course
import Testing

struct LetterLoadTests {
    private func letters(on days: [String], items: Int = 1) throws -> [PreviewLetter] {
        let prompt = try #require(try DigitalLedelse.plan().row("handbook", "link"))
        return days.map {
            PreviewLetter(
                recipient: Leader.ID(rawValue: 1),
                municipality: "glostrup",
                day: day($0),
                sendAt: Zone.copenhagen.instant("\($0)T09:30"),
                welcomes: false,
                items: Array(repeating: .init(prompt: prompt, reasons: []), count: items)
            )
        }
    }

    @Test func `more letters in a week than meant are counted by leaders`() throws {
        var load = LetterLoad(lettersAWeek: 3)
        // Monday to Thursday is one week; Thursday to the Tuesday after it are two.
        load.add(lettersOfOneLeader: try letters(on: ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"]))
        load.add(
            lettersOfOneLeader: try letters(
                on: ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-05", "2027-03-07"])
        )
        load.add(lettersOfOneLeader: try letters(on: ["2027-03-04", "2027-03-05", "2027-03-08", "2027-03-09"]))
        #expect(
            load.findings == [
                Finding(
                    .warning,
                    .lettersAWeek(
                        municipality: "glostrup",
                        week: day("2027-03-01"),
                        most: 5,
                        leaders: 2,
                        meant: 3
                    ),
                    at: ["letters-a-week"]
                )
            ]
        )
    }

    @Test(arguments: [(3, 0), (4, 1)])
    func `more than three items in a letter are a warning`(_ items: Int, _ warnings: Int) throws {
        var load = LetterLoad(lettersAWeek: 3)
        load.add(lettersOfOneLeader: try letters(on: ["2027-03-01"], items: items))
        #expect(load.findings.count == warnings)
    }

    @Test func `the course of 2027 asks for no more than it means to`() throws {
        var load = LetterLoad(lettersAWeek: 3)
        let plan = try DigitalLedelse.plan()
        let preview = Preview(
            of: plan.prompts,
            municipalities: DigitalLedelse.outline.municipalities,
            in: .copenhagen,
            now: Zone.copenhagen.instant("2026-12-01T08:00")
        )
        for (number, municipality) in ["albertslund", "glostrup"].enumerated() {
            load.add(
                lettersOfOneLeader: preview.letters(
                    for: Recipient(
                        id: Leader.ID(rawValue: Int64(number)),
                        address: "",
                        municipality: municipality,
                        group: LeaderGroup.ID(rawValue: 1),
                        isChair: true,
                        seats: ["workshop-1": "onsdag", "workshop-2": "torsdag"],
                        enrolledAt: Zone.copenhagen.instant("2026-12-01T08:00")
                    )
                )
            )
        }
        #expect(load.findings == [])
    }
}
