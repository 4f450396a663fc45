import CourseStore

@testable import CourseWeb

extension PageExample {
    static let signIn: [PageExample] = [
        PageExample("sign-in") { language in
            AskingPage(
                in: language,
                from: LocalPath("/courses/small/plan?week=14"),
                typed: "mette.holm <at> albertslund",
                fault: language("Det ligner ikke en mailadresse.", "That does not look like a mail address.")
            )
        },
        PageExample("sign-in-code-first") { language in CodePage(in: language, minutes: 15) },
        PageExample("sign-in-code") { language in
            CodePage(
                in: language,
                minutes: 15,
                typed: "12 34",
                fault: language("Seks cifre.", "Six digits."),
                present: "karim.lund@glostrup.example"
            )
        },
        PageExample("sign-in-link") { language in
            LinkPage(link, of: "ann@small.example", present: nil, in: language)
        },
        PageExample("sign-in-link-of-another") { language in
            LinkPage(link, of: "ann@small.example", present: "karim.lund@glostrup.example", in: language)
        },
        PageExample("sign-in-spent") { language in SpentPage(isUsed: true, in: language) },
        PageExample("sign-in-spent-late") { language in SpentPage(isUsed: false, in: language) },
        PageExample("sign-out-everywhere") { language in SignOutEverywherePage(in: language) },
    ]

    private static var link: Token {
        guard let token = Token(String(repeating: "x", count: 43)) else { preconditionFailure("a token's length") }
        return token
    }
}
