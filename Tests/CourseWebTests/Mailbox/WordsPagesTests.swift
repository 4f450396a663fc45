import Course
import CourseStore
import CourseTesting
import HTTPTypes
import Testing

@testable import CourseWeb

/// The words of prompts, edited on a page.
struct WordsPagesTests {
    private static let path = "/courses/small/words/film-2/link"
    private static let link = Prompt.Reference(module: "film-2", prompt: "link")

    @Test func `each prompt says whose words it has`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            let before = try await browser.get("/courses/small/words")
            #expect(before.text.contains("standardbrevet"))
            _ = try await site.store.setWords(
                LetterWords(subject: "Vores", text: nil),
                of: Self.link,
                in: cast.run.key,
                for: "glostrup",
                replacing: .none
            )
            let after = try await browser.get("/courses/small/words")
            #expect(after.text.contains("\(Self.path)?municipality=glostrup"))
            // The other coordinator sees nothing of it.
            let mette = try await site.browser(of: "mette.holm@albertslund.example")
            let others = try await mette.get("/courses/small/words").text
            #expect(!others.contains("municipality=glostrup"))
            #expect(others.contains("\(Self.path)?municipality=albertslund"))
        }
    }

    @Test func `words that are saved are in the letters from then on, and can be taken back and put back`() async throws
    {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "karim.lund@glostrup.example")
            // A coordinator's words are the own municipality's, whether the address names it or not.
            let saved = try await browser.post(
                Self.path,
                [("subject", "Se {title} nu"), ("text", "Kære {first-name}\r\n\r\nSe filmen.\r\n{link}")]
            )
            #expect(saved.code == 303)
            #expect(saved.location == "\(Self.path)?municipality=glostrup")
            let words = try await site.store.words(of: cast.run.key)
            let own = LetterWords(subject: "Se {title} nu", text: "Kære {first-name}\n\nSe filmen.\n{link}")
            #expect(words.words(of: "glostrup", for: Self.link)?.words == own)
            #expect(words.course.outline.programme.prompt("link", of: "film-2")?.prompt.text == nil)

            let page = try await browser.get("\(Self.path)?municipality=glostrup")
            #expect(page.text.contains("Teksten er gemt."))
            #expect(page.text.contains("value=\"Se {title} nu\""))
            #expect(page.text.contains("Senest skrevet af karim.lund@glostrup.example"))
            #expect(page.text.contains("<code>{first-name}</code>"))

            let reset = try await browser.post(
                "\(Self.path)/reset?municipality=glostrup",
                [("was-subject", own.subject ?? ""), ("was-text", own.text ?? "")]
            )
            #expect(reset.code == 200)
            #expect(reset.text.contains("Fortryd"))
            #expect(reset.text.contains("name=\"subject\" value=\"Se {title} nu\""))
            #expect(reset.text.contains("name=\"text\" value=\"Kære {first-name}"))
            #expect(try await site.store.words(of: cast.run.key).ofMunicipalities.isEmpty)
            let undone = try await browser.post(
                "\(Self.path)?municipality=glostrup",
                [("subject", own.subject ?? ""), ("text", own.text ?? ""), ("was-subject", ""), ("was-text", "")]
            )
            #expect(undone.code == 303)
            #expect(try await site.store.words(of: cast.run.key).words(of: "glostrup", for: Self.link)?.words == own)
        }
    }

    @Test(arguments: [
        ("{titel}", "", "field-subject", "Mente du {title}?"),
        ("", "Kære {first name}", "field-text", "Mente du {first-name}?"),
        ("", "Den {date", "field-text", "I linje 1 mangler en { sin }."),
        ("En } for meget", "", "field-subject", "En } mangler sin {."),
    ])
    func `what cannot stand in a letter is said at the field, and what was typed is kept`(
        subject: String,
        text: String,
        field: String,
        sentence: String
    ) async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            let version = try await site.store.course(cast.run.key).version
            let answer = try await browser.post(Self.path, [("subject", subject), ("text", text)])
            #expect(answer.code == 422)
            #expect(answer.text.contains("href=\"#\(field)\""))
            #expect(answer.text.contains(sentence))
            #expect(answer.text.contains(subject) && answer.text.contains(text))
            #expect(try await site.store.course(cast.run.key).version == version)
            let sample = try await browser.post("\(Self.path)/sample", [("subject", subject), ("text", text)])
            #expect(sample.code == 422)
            #expect(sample.text.contains(sentence))
        }
    }

    @Test func `a sample is the letter with the words typed, framed, and changes nothing`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            let answer = try await browser.post(
                "\(Self.path)/sample?municipality=glostrup",
                [("subject", "Nu: {title}"), ("text", "Hej {first-name} <script>alert(1)</script>")]
            )
            #expect(answer.code == 200)
            #expect(answer.text.contains("<strong>Emne:</strong> Nu: "))
            #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!answer.text.contains("<script"))
            #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self'") == true)
            #expect(try await site.store.words(of: cast.run.key).ofMunicipalities.isEmpty)
        }
    }

    @Test func `whoever saves second is shown what the first wrote, and nothing is overwritten silently`() async throws
    {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            _ = try await site.store.setWords(
                LetterWords(subject: "Den andens", text: "Den andens tekst"),
                of: Self.link,
                in: cast.run.key,
                replacing: .none
            )
            let mine = [("subject", "Min"), ("text", "Min tekst")]
            let second = try await browser.post(Self.path, mine + [("was-subject", ""), ("was-text", "")])
            #expect(second.code == 409)
            #expect(second.text.contains("<pre tabindex=\"0\">Den andens tekst</pre>"))
            #expect(second.text.contains("Min tekst</textarea>"))
            #expect(second.text.contains("name=\"was-text\" value=\"Den andens tekst\""))
            #expect(
                try await site.store.course(cast.run.key).outline.programme.prompt("link", of: "film-2")?.prompt.text
                    == "Den andens tekst"
            )
            // Having seen it, one may.
            let third = try await browser.post(
                Self.path,
                mine + [("was-subject", "Den andens"), ("was-text", "Den andens tekst")]
            )
            #expect(third.code == 303)
        }
    }

    @Test func `prompts and municipalities that there are not are not found, and a coordinator's other one neither`()
        async throws
    {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            let administrator = try await site.browser(of: "admin@tandem.example")
            for path in [
                "/courses/small/words/film-2/none", "/courses/small/words/none/link",
                "\(Self.path)?municipality=nowhere",
            ] {
                #expect(try await administrator.get(path).code == 404)
                #expect(try await administrator.post(path, [("subject", "a")]).code == 404)
            }
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            for (path, form) in [("", [("subject", "a")]), ("/sample", [("subject", "a")]), ("/reset", [])] {
                #expect(try await karim.post("\(Self.path)\(path)?municipality=albertslund", form).code == 404)
            }
        }
    }

    @Test func `a text too long is refused, and what is no letter of any script is left out`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            let long = try await browser.post(Self.path, [("text", String(repeating: "å", count: 30_000))])
            #expect(long.code == 422)
            let control = try await browser.post(
                "\(Self.path)?municipality=glostrup",
                [("subject", "Se\u{7}filmen"), ("text", "a\u{0}b")]
            )
            #expect(control.code == 303)
            #expect(
                try await site.store.words(of: cast.run.key).words(of: "glostrup", for: Self.link)?.words
                    == LetterWords(subject: "Sefilmen", text: "ab")
            )
        }
    }
}
