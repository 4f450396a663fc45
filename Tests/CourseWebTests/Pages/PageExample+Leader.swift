import Course

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let leader: [PageExample] = [
        PageExample("leader") { OwnPage.example(in: $0) },
        PageExample("bookings") { language in
            let course = Person.CourseName(key: "small", title: "Digital ledelse", language: .danish)
            let town = Person.MunicipalityName(id: .init(rawValue: 1), key: "albertslund", name: "Albertslund Kommune")
            let help = Person.Help(helper: .init(rawValue: 1), name: "Hjalte", course: course, municipality: town)
            let start = LocalDateTime(Day(2027, 5, 4), LocalTime(9, 30))
            return BookingsPage(
                [
                    (
                        help,
                        [
                            HelperBooking(
                                leader: .init(rawValue: 1),
                                name: "Ann <b>",
                                area: "Skoler",
                                module: "check",
                                start: start,
                                end: start.adding(minutes: 30),
                                place: "Rådhuset"
                            )
                        ]
                    )
                ],
                in: language
            )
        },
    ]
}

extension OwnPage {
    fileprivate static func example(in language: Language) -> OwnPage {
        OwnPage(
            title: language("Dit forløb", "Your course"),
            firstName: "Ann",
            course: "Digital ledelse",
            municipality: "Albertslund Kommune",
            group: "Nord",
            isChair: true,
            next: [step(isOver: false)],
            dates: [step(isOver: false), step(isOver: true)],
            letters: [Letter(day: language("mandag den 1. marts 2027", "Monday 1 March 2027"), about: "Film <1>")],
            languageAction: "/my/small/language",
            readsDanish: true,
            readsEnglish: false,
            others: [Other(href: "/my/other", title: "Et andet")],
            contact: Contact(name: "Mette Holm", email: "mette.holm@albertslund.example", phone: "00 00 00 01")
        )
    }

    private static func step(isOver: Bool) -> Step {
        Step(
            title: "Film 1 <script>",
            about: "Om filmen",
            kind: "Film",
            when: "senest onsdag",
            place: "Rådhuset",
            link: "https://film.example/1",
            linkLabel: "Se filmen",
            isOver: isOver,
            isDone: isOver
        )
    }
}
