import Correspondence
import Course
import CourseStore
import Mustache

/// What is next for a leader, the dates of the whole course, and what has come so far.
struct OwnPage: Page {
    static let template = "leader"

    let title: String
    /// The leader's first name.
    let firstName: String
    let course: String
    let municipality: String
    /// The name of the leader's group, and whether the leader chairs it.
    let group: String?
    let isChair: Bool
    let next: [Step]
    let dates: [Step]
    let letters: [Letter]
    /// Where the choice of language goes.
    let languageAction: String
    let readsDanish: Bool
    let readsEnglish: Bool
    /// The leader's other courses.
    let others: [Other]
    let contact: Contact

    /// One thing in the course.
    struct Step {
        let title: String
        let about: String?
        let kind: String
        let when: String
        let place: String?
        let link: String?
        let linkLabel: String
        let isOver: Bool
        let isDone: Bool
    }

    /// A letter that has come.
    struct Letter {
        let day: String
        let about: String
    }

    /// Another course of the same leader.
    struct Other: Hashable, Sendable {
        let href: String
        let title: String
    }

    /// Whom to ask.
    struct Contact {
        let name: String
        let email: String
        let phone: String?
    }
}

extension OwnPage {
    /// The page of whoever has these facts, on a day.
    init(
        of own: OwnPart,
        called firstName: String,
        booked: [String: LetterFacts.Appointment],
        on today: Day,
        in page: CoursePage,
        others: [Other],
        language: Language
    ) {
        let outline = page.outline
        let words = StepWords(language: language, outline: outline)
        let agenda = Agenda(of: own, booked: booked, on: today, in: page)
        let town = outline.municipality(own.municipality)
        let reads = own.language ?? outline.language
        self.init(
            title: language("Dit forløb", "Your course"),
            firstName: firstName,
            course: outline.title,
            municipality: town?.name ?? "",
            group: own.groupName,
            isChair: own.isChair,
            next: agenda.next(on: today).map(words.step),
            dates: agenda.entries.map(words.step),
            letters: own.letters.map {
                Letter(day: language.dates.day($0.day), about: words.about($0, to: own, called: firstName, in: page))
            },
            languageAction: "/my/\(outline.key)/language",
            readsDanish: reads == .danish,
            readsEnglish: reads == .english,
            others: others,
            contact: Contact(
                name: town?.contact.name ?? "",
                email: town?.contact.email ?? "",
                phone: town?.contact.phone
            )
        )
    }
}
