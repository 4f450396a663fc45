import Testing

@testable import Course

/// What may stand in the own words of a prompt.
struct LetterWordsTests {
    @Test(
        arguments: [
            ("Kære {first-name}", []),
            ("{title} {minutes} {link}", []),
            ("{frist-name}", [.unknownField("frist-name", meant: .firstName)]),
            ("{First-Name}", [.unknownField("First-Name", meant: .firstName)]),
            ("{ place }", [.unknownField(" place ", meant: .place)]),
            ("{zzzzzzzz}", [.unknownField("zzzzzzzz", meant: nil)]),
            ("{dato} og {dato}", [.unknownField("dato", meant: .date)]),
            ("den {date", [.unclosedBrace(line: 1)]),
            ("den date}", [.unopenedBrace(line: 1)]),
            ("a\nden {date\n}", [.unclosedBrace(line: 2), .unopenedBrace(line: 3)]),
            ("{{title}}", [.unclosedBrace(line: 1), .unopenedBrace(line: 1)]),
            ("", []),
        ] as [(String, [WordsFault.Problem])]
    )
    func `a text is told of each brace and field that nothing can fill in`(
        text: String,
        problems: [WordsFault.Problem]
    ) {
        let faults = LetterWords(subject: nil, text: text).faults()
        #expect(faults == problems.map { WordsFault(part: .text, problem: $0) })
    }

    @Test func `a subject stands on one line, and neither is longer than letters take`() {
        let words = LetterWords(
            subject: String(repeating: "a", count: 100) + "\n" + String(repeating: "b", count: 100),
            text: String(repeating: "a", count: 20_001)
        )
        #expect(
            words.faults() == [
                WordsFault(part: .subject, problem: .tooLong(most: 200)),
                WordsFault(part: .subject, problem: .severalLines),
                WordsFault(part: .text, problem: .tooLong(most: 20_000)),
            ]
        )
    }

    @Test func `a message must say everything, for no shipped letter could`() {
        #expect(
            LetterWords.none.faults(alone: true) == [
                WordsFault(part: .subject, problem: .missing), WordsFault(part: .text, problem: .missing),
            ]
        )
        #expect(LetterWords.none.faults().isEmpty)
    }

    @Test func `what is typed is kept but for the white space around it, and lines end alike`() {
        let words = LetterWords(subject: "  Emne\r\n", text: "\r\n\r\nKære {first-name}\r\n\r\n- et\r- to\n\n")
        #expect(words.subject == "Emne")
        #expect(words.text == "Kære {first-name}\n\n- et\n- to")
        #expect(LetterWords(subject: " \n", text: "\t") == .none)
        let wild = LetterWords(subject: "Se\u{0}\tden\u{7}", text: "a\u{0}\tb\u{1B}")
        #expect(wild == LetterWords(subject: "Se den", text: "a\tb"))
    }

    @Test func `a municipality's words lie over the course's, and leave the rest as it is`() {
        var rule = Prompt(key: "link", send: .date(Day(2027, 3, 1)))
        (rule.subject, rule.text) = ("Hele forløbet", "Alle")
        let own = rule.saying(LetterWords(subject: nil, text: "Kun her"))
        #expect((own.subject, own.text) == ("Hele forløbet", "Kun her"))
        let shipped = rule.sayingOnly(.none)
        #expect((shipped.subject, shipped.text) == (nil, nil))
    }
}
