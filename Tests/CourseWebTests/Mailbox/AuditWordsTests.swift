import Course
import Testing

@testable import CourseStore
@testable import CourseWeb

/// What people have done, in words that people read.
struct AuditWordsTests {
    private var names: AuditNames {
        var names = AuditNames()
        names.courses["small"] = LedgerExample.course
        names.leaders = [7: "Bo Bæk", 8: "Nina Nord"]
        names.groups[7] = "Ledergruppen Nord"
        names.messages[7] = "Husk madpakken"
        names.administrators[7] = "admin@tandem.example"
        names.helpers[7] = "Hans Hjælper"
        return names
    }

    private func entry(_ action: AuditAction, _ subject: String, _ detail: [AuditFigure: Int] = [:]) -> AuditEntry {
        AuditEntry(
            at: LedgerExample.now,
            doer: "kirsten@glostrup.example",
            action: action.rawValue,
            course: "small",
            subject: subject,
            detail: Dictionary(uniqueKeysWithValues: detail.map { ($0.key.rawValue, $0.value) })
        )
    }

    private func sentence(_ entry: AuditEntry, _ language: Language) -> String {
        AuditWords(language: language, names: names).sentence(entry)
    }

    /// As the verbs write them.
    private static let deeds: [(AuditAction, String, danish: String, english: String)] = [
        (.sessionMove, "workshop-1.onsdag", "flyttede ”Første fælles workshop”", "moved “Første fælles workshop”"),
        (
            .meetingSet, "7 meeting-1", "satte datoen for ”Første refleksion i ledergruppen” i Ledergruppen Nord",
            "of Ledergruppen Nord"
        ),
        (.filmDone, "film-1", "noterede, at en leder har set", "noted that a leader has seen"),
        (.wordsSet, "film-1.link", ": link", ": link"),
        (.mailHold, "film-1.link", ": link", ": link"),
        (.mailCancel, "17", "annullerede brev 17", "cancelled letter 17"),
        (.mailRetry, "ordinary", "lod alt på ruten ordinary gå ud igen", "let all on the route ordinary go again"),
        (.leaderWithdraw, "7", "meldte Bo Bæk ud af forløbet", "took Bo Bæk out of the course"),
        (
            .groupRename, "7", "gav ledergruppen Ledergruppen Nord et nyt navn",
            "renamed the leader group Ledergruppen Nord"
        ),
        (.messageSend, "7", "sendte beskeden ”Husk madpakken”", "sent the message “Husk madpakken”"),
        (.messageMissed, "7 film-1.link", ": link til Bo Bæk", ": link to Bo Bæk"),
        (.administratorRemove, "7", "fra admin@tandem.example", "from admin@tandem.example"),
        (.helperAdd, "7", "føjede Hans Hjælper til som hjælper", "added Hans Hjælper as a helper"),
        (
            .calendarSet, "glostrup", "rettede lukkedagene i Glostrup Kommune",
            "changed the closing days of Glostrup Kommune"
        ),
        (
            .courseLiveWithoutAgreement, "albertslund glostrup", "før Albertslund Kommune og Glostrup Kommune havde",
            "before Albertslund Kommune and Glostrup Kommune had"
        ),
    ]

    @Test(arguments: deeds.indices)
    func `a deed is told with what its things are called`(index: Int) {
        let deed = Self.deeds[index]
        let entry = entry(deed.0, deed.1)
        #expect(sentence(entry, .danish).contains(deed.danish), "\(sentence(entry, .danish))")
        #expect(sentence(entry, .english).contains(deed.english), "\(sentence(entry, .english))")
    }

    @Test(arguments: AuditAction.allCases)
    func `every action has words of its own in both languages, and no key is left in them`(action: AuditAction) {
        for subject in [
            "7", "small", "glostrup", "film-1", "film-1.link", "7 meeting-1", "workshop-1 onsdag", "7 film-1.link",
        ] {
            let entry = entry(action, subject)
            let (danish, english) = (sentence(entry, .danish), sentence(entry, .english))
            #expect(danish != english)
            #expect(!danish.contains("{") && !english.contains("{"))
            #expect(!danish.contains(action.rawValue))
        }
        #expect(AuditWords.name(of: action.rawValue, in: .danish) != AuditWords.name(of: action.rawValue, in: .english))
        #expect(AuditWords.name(of: action.rawValue, in: .danish) != action.rawValue)
    }

    @Test(arguments: AuditFigure.allCases)
    func `every figure is told in words, one and many`(figure: AuditFigure) {
        // Which version a coordinator saw, and how many are named anyway, say nothing to anybody.
        let isSilent = [.version, .municipalities].contains(figure)
        for count in [1, 7] {
            let entry = entry(.enrolmentApply, "glostrup", [figure: count])
            let danish = AuditWords(language: .danish, names: names).detail(of: entry)
            let english = AuditWords(language: .english, names: names).detail(of: entry)
            #expect(danish.isEmpty == isSilent && english.isEmpty == isSilent)
            #expect(isSilent || danish != english)
            #expect(!danish.contains(":") || [.successor, .leader].contains(figure), "\(danish)")
        }
    }

    @Test func `what came of it reads as a sentence`() {
        let words = AuditWords(language: .danish, names: names)
        let moved = entry(.sessionMove, "workshop-1.onsdag", [.moved: 1200, .told: 1, .cancelled: 2])
        #expect(
            words.detail(of: moved) == "1.200 udsendelser flyttet, 1 leder får en rettelse, 2 breve taget tilbage"
        )
        #expect(words.detail(of: entry(.leaderSuccession, "7", [.successor: 8])) == "efterfølger: Nina Nord")
        #expect(words.detail(of: entry(.wordsSet, "film-1.link", [.municipality: 2])) == "kun for Glostrup Kommune")
        #expect(words.detail(of: entry(.calendarSet, "glostrup", [.added: 1])) == "1 lukkeperiode kom til")
    }

    @Test func `what a later program wrote is shown as it is`() {
        let entry = AuditEntry(
            at: LedgerExample.now,
            doer: "me",
            action: "something.new",
            course: nil,
            subject: "thing",
            detail: ["turns": 3]
        )
        let words = AuditWords(language: .danish, names: names)
        #expect(words.sentence(entry) == "something.new thing")
        #expect(words.detail(of: entry) == "turns: 3")
    }
}
