import Correspondence
import Course
import CourseStore

@testable import CourseWeb

extension PageExample {
    static let letters: [PageExample] = [
        PageExample("letters-preview") { PreviewPage.example($0) },
        PageExample("letters-letter") { LetterPage.example($0) },
        PageExample("words-list") { WordsListPage.example($0) },
        PageExample("words-edit") { WordsEditPage.example($0) },
    ]
}

// Markup in titles and names is text.
private let script = "<script>alert(1)</script>"

extension PreviewPage {
    fileprivate static func example(_ language: Language) -> PreviewPage {
        let item = Item(title: "Film 1 \(script)", purpose: "link", reasons: "/courses/small/plan/3")
        return PreviewPage(
            title: language("Forhåndsvisning", "Preview"),
            place: Place(course: "small", title: "Digital ledelse", .preview),
            action: "/courses/small/preview",
            municipalityField: Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [("", language("Alle", "All")), ("glostrup", "Glostrup")],
                chosen: "glostrup",
                hint: "…"
            ),
            groupField: Field(
                "group",
                label: language("Ledergruppe", "Leader group"),
                choices: [("7", "Øst")],
                chosen: "7",
                hint: "…"
            ),
            leaderField: Field(
                "leader",
                label: language("Leder", "Leader"),
                value: "Gro",
                hint: language("Navn eller mailadresse", "Name or mail address"),
                fault: language("Ingen leder hedder det.", "No leader is called that.")
            ),
            fromField: Field("from", label: language("Fra", "From"), value: "2027-03-01", hint: "…", type: "date"),
            toField: Field("to", label: language("Til", "To"), value: "2027-03-28", hint: "…", type: "date"),
            faults: [
                Fault(field: "leader", sentence: language("Ingen leder hedder det.", "No leader is called that."))
            ],
            hasFaults: true,
            found: [Choice(href: "/courses/small/preview?leader=6", label: "Gro \(script), Øst, Skoler")],
            hasFound: true,
            isDraft: true,
            span: language.dates.window(Day(2027, 3, 1), Day(2027, 3, 28)),
            days: [
                DayOfLetters(
                    heading: language.dates.day(Day(2027, 3, 3)),
                    lines: [
                        Line(
                            id: "0a1b2c3d4e5f",
                            time: "9.30",
                            municipality: "Glostrup Kommune",
                            count: language("2 ledere", "2 leaders"),
                            isWelcome: true,
                            isDiscreet: true,
                            items: [item],
                            letter: "/courses/small/preview/6/2027-03-03",
                            toggle: "/courses/small/preview?from=2027-03-01",
                            isOpen: true,
                            places: [LeadersOfPlace(area: "Skoler", group: "Øst", count: "2")],
                            people: [Choice(href: "/courses/small/preview/6/2027-03-03", label: "Gro")],
                            more: language("og 1 til", "and 1 more")
                        )
                    ]
                )
            ],
            nobodyEnrolled: true,
            nothing: true,
            earlier: "/courses/small/preview?from=2027-02-01&to=2027-02-28",
            later: "/courses/small/preview?from=2027-03-29&to=2027-04-25",
            nextDay: [
                Choice(href: "/courses/small/preview?from=2027-04-01", label: language.dates.day(Day(2027, 4, 1)))
            ]
        )
    }
}

extension LetterPage {
    fileprivate static func example(_ language: Language) -> LetterPage {
        LetterPage(
            title: language("Brev til Gro \(script)", "Letter to Gro \(script)"),
            place: Place(course: "small", title: "Digital ledelse", .preview),
            subject: "Se filmen: \(script)",
            to: "Gro <gro@small.example>",
            from: "Digital ledelse <digital-ledelse@glostrup.example>",
            replyTo: "Karim Lund <karim.lund@glostrup.example>",
            municipality: "Glostrup Kommune",
            leaves: language.dates.dayAndTime(LocalDateTime(Day(2027, 3, 3), LocalTime(9, 30))),
            isWelcome: true,
            isDiscreet: true,
            hasCalendarPart: true,
            items: [
                Item(
                    title: "Film 1",
                    purpose: "link",
                    words: "/courses/small/words/film-1/link?municipality=glostrup",
                    reasons: [script],
                    hasReasons: true,
                    isLate: true,
                    plan: "/courses/small/plan/3"
                )
            ],
            text: "Kære Gro\n\nSe filmen.\n\(script)\n",
            letterLanguage: "da",
            frame: "/courses/small/preview/6/2027-03-03/body",
            copy: "/courses/small/preview/6/2027-03-03/copy",
            reader: "admin@tandem.example",
            others: [Other(href: "/courses/small/preview/6/2027-03-03?letter=2", label: "12.00")],
            hasOthers: true,
            back: "/courses/small/preview?leader=6"
        )
    }
}

extension WordsListPage {
    fileprivate static func example(_ language: Language) -> WordsListPage {
        WordsListPage(
            title: language("Tekster", "Words"),
            place: Place(course: "small", title: "Digital ledelse", .words),
            modules: [
                ModuleOfWords(
                    title: "Film 1 \(script)",
                    prompts: [
                        PromptOfWords(
                            name: "link",
                            module: "Film 1 \(script)",
                            href: "/courses/small/words/film-1/link",
                            isShipped: true,
                            isOfCourse: true,
                            municipalities: [
                                MunicipalityOfWords(
                                    href: "/courses/small/words/film-1/link?municipality=glostrup",
                                    name: "Glostrup Kommune"
                                )
                            ]
                        )
                    ]
                )
            ],
            isWhole: false
        )
    }
}

extension WordsEditPage {
    fileprivate static func example(_ language: Language) -> WordsEditPage {
        WordsEditPage(
            title: language("Tekst: Film 1 \(script), link", "Words: Film 1 \(script), link"),
            place: Place(course: "small", title: "Digital ledelse", .words),
            back: "/courses/small/words",
            scopes: [
                Scope(
                    href: "/courses/small/words/film-1/link",
                    label: language("Hele forløbet", "The whole course"),
                    isCurrent: true,
                    hasWords: true
                )
            ],
            scope: "Glostrup Kommune",
            isWhole: false,
            action: "/courses/small/words/film-1/link?municipality=glostrup",
            sampleAction: "/courses/small/words/film-1/link/sample?municipality=glostrup",
            resetAction: "/courses/small/words/film-1/link/reset?municipality=glostrup",
            subjectField: Field(
                "subject",
                label: language("Emne", "Subject"),
                value: "Se {titel} \(script)",
                hint: "…",
                fault: language("Der er intet felt, der hedder {titel}.", "There is no field called {titel}.")
            ),
            textField: Field(
                "text",
                label: language("Tekst", "Text"),
                value: "Kære {first-name}\n\(script)",
                hint: "…"
            ),
            wasSubject: "Se \"{title}\"",
            wasText: "Kære {first-name}\nSe den.",
            faults: [
                Fault(
                    field: "subject",
                    sentence: language("Der er intet felt, der hedder {titel}.", "There is no field called {titel}.")
                )
            ],
            hasFaults: true,
            theirs: [Theirs(subject: "Deres", text: "Deres ord \(script)")],
            undo: [Theirs(subject: "Før", text: "Teksten før \(script)")],
            fields: [
                FieldOfWords(name: "{first-name}", meaning: language("lederens fornavn", "the leader’s first name"))
            ],
            sample: "<!DOCTYPE html><html><body style=\"margin:0\"><p>Kære &lt;b&gt;</p></body></html>",
            beneath: [Theirs(subject: "Film: Film 1", text: "Kære Gro\n")],
            canReset: true,
            who: "karim.lund@glostrup.example"
        )
    }
}
