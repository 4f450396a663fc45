import Correspondence
import Course
import CourseStore

/// What is to be done about a course, each thing in a sentence with the page where it is done.
struct ToDoWords: Sendable {
    let outline: CourseOutline
    /// Whether the one who reads it looks after the whole course.
    let isWhole: Bool

    func task(_ toDo: ToDo, in language: Language) -> OverviewPage.Task {
        let root = "/courses/\(outline.key)"
        let key = toDo.municipality ?? ""
        let town = outline.municipality(key)?.name ?? key
        let people = "\(root)/people?municipality=\(key)"
        let count = toDo.count
        func module(_ key: String) -> String { outline.programme[key]?.title ?? key }
        func seats(_ module: String, lacking lack: SeatLack) -> String {
            Pager.path(
                "\(root)/seats/\(module.percentEncoded)",
                [("municipality", key), ("lacking", lack.rawValue)]
            )
        }
        func task(_ sentence: String, _ href: String, _ link: String, isUrgent: Bool = false) -> OverviewPage.Task {
            OverviewPage.Task(sentence: sentence, href: href, link: link, isUrgent: isUrgent)
        }
        switch toDo.matter {
        case .nobodyEnrolled:
            return task(
                language("Ingen ledere fra \(town) er tilmeldt endnu.", "No leaders of \(town) are enrolled yet."),
                "\(root)/enrolment/\(key)",
                language("Tilmeld ledere fra \(town)", "Enrol leaders of \(town)"),
                isUrgent: true
            )
        case .refusedAddresses:
            return task(
                language(
                    count == 1
                        ? "Mail til 1 leder i \(town) kommer tilbage."
                        : "Mail til \(count) ledere i \(town) kommer tilbage.",
                    count == 1
                        ? "Mail to 1 leader of \(town) comes back." : "Mail to \(count) leaders of \(town) comes back."
                ),
                "\(people)&standing=unreachable",
                language("Ret adresser i \(town)", "Correct addresses in \(town)"),
                isUrgent: true
            )
        case .datelessGroups(let key, let by, let isPast):
            let day = language.dates.day(by)
            let groups = language(
                count == 1 ? "1 gruppe i \(town) har" : "\(count) grupper i \(town) har",
                count == 1 ? "1 group of \(town) has" : "\(count) groups of \(town) have"
            )
            return task(
                isPast
                    ? language(
                        "\(groups) ingen dato for \(module(key)); den skulle være valgt \(day).",
                        "\(groups) no date for \(module(key)); it should have been chosen by \(day)."
                    )
                    : language(
                        "\(groups) ingen dato for \(module(key)) endnu; den skal være valgt \(day).",
                        "\(groups) no date for \(module(key)) yet; it is to be chosen by \(day)."
                    ),
                "\(root)/groups?municipality=\(toDo.municipality ?? "")&lacking=date-\(key)",
                language("Sæt datoer for \(module(key)) i \(town)", "Set dates for \(module(key)) in \(town)"),
                isUrgent: isPast
            )
        case .chairlessGroups:
            return task(
                language(
                    count == 1
                        ? "1 gruppe i \(town) har ingen mødeleder." : "\(count) grupper i \(town) har ingen mødeleder.",
                    count == 1 ? "1 group of \(town) has no chair." : "\(count) groups of \(town) have no chair."
                ),
                "\(root)/groups?municipality=\(key)&lacking=chair",
                language("Vælg mødeledere i \(town)", "Choose chairs in \(town)")
            )
        case .seatless(let key):
            return task(
                language(
                    count == 1
                        ? "1 leder i \(town) har ingen plads på \(module(key)), som har flere hold."
                        : "\(count) ledere i \(town) har ingen plads på \(module(key)), som har flere hold.",
                    count == 1
                        ? "1 leader of \(town) has no seat at \(module(key)), which has several sittings."
                        : "\(count) leaders of \(town) have no seat at \(module(key)), which has several sittings."
                ),
                seats(key, lacking: .seat),
                language(
                    "Giv ledere i \(town) plads på \(module(key))",
                    "Give leaders of \(town) seats at \(module(key))"
                )
            )
        case .tableless(let key):
            return task(
                language(
                    count == 1
                        ? "1 leder i \(town) har ikke et bord på \(module(key)) endnu."
                        : "\(count) ledere i \(town) har ikke et bord på \(module(key)) endnu.",
                    count == 1
                        ? "1 leader of \(town) has no table at \(module(key)) yet."
                        : "\(count) leaders of \(town) have no table at \(module(key)) yet."
                ),
                seats(key, lacking: .table),
                language(
                    "Sæt borde for \(town) på \(module(key))",
                    "Set tables for \(town) at \(module(key))"
                )
            )
        case .noLink(let key):
            return task(
                language("\(module(key)) har intet link endnu.", "\(module(key)) has no link yet."),
                "/courses/new",
                language(
                    "Tilføj linket til \(module(key)) i forløbsfilen",
                    "Add the link of \(module(key)) to the course file"
                )
            )
        case .notAgreed:
            return task(
                isWhole
                    ? language(
                        "Koordinatoren i \(town) har ikke sagt ja til, at forløbet går i gang.",
                        "The coordinator of \(town) has not agreed that the course goes live."
                    )
                    : language(
                        "Du har ikke sagt ja til, at forløbet går i gang.",
                        "You have not agreed that the course goes live."
                    ),
                isWhole ? "\(root)/live" : "#agreement",
                isWhole
                    ? language("Se, hvem der har sagt ja: \(town)", "See who has agreed: \(town)")
                    : language("Gå til din godkendelse", "Go to your agreement")
            )
        case .agreedToOtherDays:
            return task(
                isWhole
                    ? language(
                        "Koordinatoren i \(town) sagde ja, før brevene fik andre dage.",
                        "The coordinator of \(town) agreed before letters got other days."
                    )
                    : language("Du sagde ja, før brevene fik andre dage.", "You agreed before letters got other days."),
                isWhole ? "\(root)/live" : "#agreement",
                isWhole
                    ? language("Se, hvem der har sagt ja: \(town)", "See who has agreed: \(town)")
                    : language("Gå til din godkendelse", "Go to your agreement")
            )
        }
    }
}
