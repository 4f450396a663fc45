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
    struct Other {
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
    /// The page of a leader, with the dates of a course.
    init(
        of own: OwnStanding,
        in page: CoursePage,
        _ participation: Person.Participation,
        among all: [Person.Participation],
        language: Language
    ) {
        let outline = page.outline
        let words = StepWords(language: language, outline: outline)
        let agenda = Agenda(of: own, in: page)
        let town = outline.municipality(own.municipality)
        let reads = own.language ?? outline.language
        self.init(
            title: language("Dit forløb", "Your course"),
            firstName: own.name.split(separator: " ").first.map(String.init) ?? own.name,
            course: outline.title,
            municipality: town?.name ?? "",
            group: own.groupName,
            isChair: own.isChair,
            next: agenda.next(on: outline.timeZone.local(own.now).day).map(words.step),
            dates: agenda.entries.map(words.step),
            letters: own.letters.map { letter in
                Letter(
                    day: language.dates.day(outline.timeZone.local(letter.sentAt).day),
                    about: words.about(letter)
                )
            },
            languageAction: "/my/\(participation.course.key)/language",
            readsDanish: reads == .danish,
            readsEnglish: reads == .english,
            others: all.filter { $0.course.key != participation.course.key }.map {
                Other(href: "/my/\($0.course.key)", title: $0.course.title)
            },
            contact: Contact(
                name: town?.contact.name ?? "",
                email: town?.contact.email ?? "",
                phone: town?.contact.phone
            )
        )
    }
}
