import Course
import CourseTesting
import Testing

@testable import Correspondence

/// What holds of any letter, over facts drawn at random from a seed.
@Suite struct LetterPropertyTests {
    @Test(arguments: 0..<24)
    func `any facts give a whole and harmless letter`(seed: UInt64) throws {
        let templates = try LetterTemplates.load()
        let writer = LetterWriter(templates: templates, remembering: 3)
        var random = FactsGenerator(seed: seed)
        for _ in 0..<8 {
            let facts = random.facts()
            let letter = writer.write(facts)
            #expect(!letter.subject.isEmpty && letter.subject.count <= 200)
            #expect(letter.subject.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
            for part in [letter.subject, letter.text, letter.html] {
                #expect(!part.contains("{{") && !part.contains("}}"))
                #expect(!part.contains("\u{E000}") && !part.contains("\u{E001}"))
                for field in LetterField.allCases { #expect(!part.contains("{\(field.rawValue)}")) }
            }
            #expect(!letter.text.contains("\n\n\n"))
            #expect(!letter.text.contains("  ,") && !letter.text.contains(" .\n"))
            #expect(letter.text.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 })
            #expect(letter.text.hasSuffix("\n") && !letter.text.hasSuffix("\n\n"))
            #expect(!letter.html.contains("<script") && !letter.html.contains("href=\"javascript"))
            #expect(letter.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(facts.language.rawValue)\">"))
            for tag in ["p", "ul", "li", "h2", "table", "td", "a", "div"] {
                let opened = letter.html.ranges(of: "<\(tag)>").count + letter.html.ranges(of: "<\(tag) ").count
                #expect(opened == letter.html.ranges(of: "</\(tag)>").count, "\(tag)")
            }
            #expect(letter == LetterWriter(templates: templates).write(facts))
        }
    }
}

/// Draws facts; the same from the same seed.
struct FactsGenerator {
    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    mutating func facts() -> LetterFacts {
        var facts = CourseFixture.facts(
            Bool.random(using: &random) ? .danish : .english,
            [],
            name: text(),
            welcome: Bool.random(using: &random),
            group: maybe { $0.text() },
            dated: Bool.random(using: &random)
        )
        facts.items = (0..<Int.random(in: 0...4, using: &random)).map { _ in item() }
        facts.corrections = (0..<Int.random(in: facts.items.isEmpty ? 1...3 : 0...1, using: &random)).map { _ in
            correction()
        }
        if Bool.random(using: &random) { facts.dates = [:] }
        if Bool.random(using: &random) { facts.municipality.contact.phone = nil }
        facts.municipality.signed = text()
        return facts
    }

    private mutating func item() -> LetterFacts.Item {
        var module = module()
        module.title = text()
        module.about = maybe { $0.text() }
        module.speaker = maybe { $0.text() }
        module.minutes = maybe { .random(in: 1...60, using: &$0.random) }
        module.link = maybe { $0.pick(["https://film.example/1", "javascript:alert(1)", "mailto:a@b.example", ""]) }
        module.reflections = module.reflections.filter { _ in Bool.random(using: &random) }
        module.questions = module.questions.filter { _ in Bool.random(using: &random) }
        module.topics = module.topics.filter { _ in Bool.random(using: &random) }
        var prompt = Prompt(key: "any", send: .date(day()))
        prompt.subject = maybe { $0.ownWords() }
        prompt.text = maybe { $0.ownWords() }
        let sessions = CourseFixture.sessions(of: module.key)
        let seated = Bool.random(using: &random)
        return LetterFacts.Item(
            module: module,
            prompt: prompt,
            purpose: pick(Prompt.Purpose.allCases),
            told: maybe {
                .init(edge: $0.pick(Edge.allCases), at: $0.moment(), dayOnly: Bool.random(using: &$0.random))
            },
            provisional: Bool.random(using: &random),
            sessions: seated ? sessions.suffix(1) : sessions,
            seated: seated,
            appointment: maybe {
                let start = $0.moment()
                return .init(start: start, end: start.adding(minutes: 60), place: $0.maybe { $0.text() })
            },
            table: maybe { $0.text() },
            link: maybe { $0.pick(["https://tandem.example/x", "javascript:x"]) }
        )
    }

    private mutating func correction() -> LetterFacts.Correction {
        .init(
            module: module(),
            edge: pick(Edge.allCases),
            was: moment(),
            wasDayOnly: Bool.random(using: &random),
            now: moment(),
            nowDayOnly: Bool.random(using: &random),
            provisional: Bool.random(using: &random),
            place: maybe { $0.text() }
        )
    }

    private mutating func module() -> Module { pick(CourseFixture.modules) }

    private mutating func day() -> Day { Day(2026, 11, 1).adding(days: Int.random(in: 0..<500, using: &random)) }

    private mutating func moment() -> LocalDateTime {
        LocalDateTime(day(), LocalTime(Int.random(in: 0..<24, using: &random), Int.random(in: 0..<60, using: &random)))
    }

    /// Words of people, some of them awkward.
    private mutating func text() -> String {
        let words = [
            "Anne", "Æble", "<script>", "a\r\nb", "\\", "- x", "## y", "---", "> z", "]( [", "https://x.example",
            String(repeating: "lang", count: 300), "”citat”", "&", "\u{202E}", "\u{E000}", "100 %", "Kort film: x", "{",
            "}",
        ]
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in pick(words) }.joined(separator: " ")
    }

    private mutating func ownWords() -> String {
        let pieces =
            LetterField.allCases.map { "{\($0.rawValue)}" } + [
                "ord", "\n", "\n\n", "- ", "Kære {first-name}\n\n", "[x]({link})", "kl. {time}.", ", ",
            ]
        return (0..<Int.random(in: 1...12, using: &random)).map { _ in pick(pieces) }.joined(separator: " ")
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        Bool.random(using: &random) ? make(&self) : nil
    }
}
