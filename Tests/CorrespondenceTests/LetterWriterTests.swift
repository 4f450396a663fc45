import Course
import Testing

@testable import Correspondence

@Suite struct LetterWriterTests {
    private let writer: LetterWriter

    init() throws {
        writer = try LetterWriter(templates: .load())
    }

    @Test func `a remembered letter differs in the name only`() throws {
        let facts = CourseFixture.facts(.danish, [CourseFixture.item("film-1", "link")], name: "Anne Kjær")
        var other = facts
        other.name = "Søren <Bech> & Co"
        _ = writer.write(facts)
        let fresh = try LetterWriter(templates: .load()).write(other)
        #expect(writer.write(other) == fresh)
        #expect(fresh.text.contains("Kære Søren\n"))
        #expect(!fresh.html.contains("Anne"))
    }

    @Test func `leaders of different groups, tables or dates do not get each other's letters`() {
        let questions = CourseFixture.item("meeting-1", "notes", appointment: CourseFixture.meeting)
        #expect(writer.write(CourseFixture.facts(.danish, [questions], group: "Nord")).text.contains("i Nord."))
        #expect(writer.write(CourseFixture.facts(.danish, [questions], group: "Syd")).text.contains("i Syd."))
        for table in ["3", "4"] {
            let item = CourseFixture.item("workshop-1", "your-table", table: table)
            #expect(writer.write(CourseFixture.facts(.danish, [item])).text.contains("Bord: \(table)\n"))
        }
        let film = CourseFixture.item("film-1", "link")
        var moved = CourseFixture.facts(.danish, [film])
        #expect(writer.write(moved).text.contains("30. marts kl. 9.00"))
        moved.dates["meeting-1"]?.start = LocalDateTime(Day(2027, 3, 31), LocalTime(10, 0))
        #expect(writer.write(moved).text.contains("31. marts kl. 10.00"))
        moved.municipality = CourseFixture.glostrup
        #expect(writer.write(moved).text.contains("Karim Lund"))
    }

    @Test func `a full memory forgets and still writes right`() throws {
        let small = try LetterWriter(templates: .load(), remembering: 1)
        let keys = ["film-1", "film-2", "film-3", "film-4"]
        for key in keys + keys {
            let facts = CourseFixture.facts(.english, [CourseFixture.item(key, "link")])
            #expect(small.write(facts) == writer.write(facts))
        }
    }

    @Test func `many writers at once write the same`() async {
        let writer = writer
        let facts = LetterCase.prompts.map { $0.facts(.danish) }
        let alone = facts.map(writer.write)
        await withTaskGroup(of: [LetterText].self) { group in
            for _ in 0..<8 { group.addTask { facts.map(writer.write) } }
            for await letters in group { #expect(letters == alone) }
        }
    }

    @Test(arguments: [
        ("Anne Kjær Sørensen", "Anne"), ("Sørensen, Anne Kjær", "Anne"), ("Anne-Mette Bro", "Anne-Mette"), ("Bo", "Bo"),
        ("  Bo \n Lund", "Bo"), ("", "kollega"), (" \t", "kollega"),
    ])
    func `the greeting takes the first name`(name: String, first: String) {
        #expect(LeaderName(name, language: .danish).first == first)
    }

    @Test(arguments: Language.allCases)
    func `markup, fields and templates in values stay what they are`(language: Language) {
        let hostile = "<script>alert('1')</script> {date} {{title}} [x](https://evil.example) \\ \u{E000}"
        let shown = "<script>alert('1')</script> {date} {{title}} [x](https://evil.example) \\"
        let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; {date} {{title}} [x](https://evil.example) \\"
        var item = CourseFixture.item(
            "workshop-1",
            "invitation",
            text: "Kære {name}\n\n{title} | {place} | {group} | {date}"
        )
        item.module.title = hostile
        item.sessions[0].place = hostile
        for own in [item, item.withoutOwnWords] {
            var facts = CourseFixture.facts(language, [own], name: hostile, group: hostile)
            facts.municipality.name = hostile
            let letter = writer.write(facts)
            let flat = letter.text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
            #expect(flat.contains(shown))
            #expect(letter.html.contains(escaped))
            #expect(!letter.html.contains("<script"))
            #expect(!letter.html.contains("href=\"https://evil.example"))
        }
    }

    @Test func `a subject is one line of at most 200 characters`() {
        let break200 = "Første\r\nBcc: all@example.org\n" + String(repeating: "meget langt ", count: 40)
        var item = CourseFixture.item("film-1", "link", subject: break200 + "\n{title} {first-name}")
        item.module.title = break200
        for own in [item, item.withoutOwnWords] {
            let subject = writer.write(CourseFixture.facts(.danish, [own], name: "A\r\nBcc: b@example.org")).subject
            #expect(subject.count <= 200)
            #expect(subject.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
            #expect(subject.hasSuffix("…"))
        }
    }

    @Test func `an unsafe link of a module is shown as text`() {
        var item = CourseFixture.item("film-1", "link")
        item.module.link = "javascript:alert(document.cookie)"
        let letter = writer.write(CourseFixture.facts(.danish, [item]))
        #expect(!letter.html.contains("href=\"javascript"))
        #expect(letter.text.contains("Se filmen: javascript:alert(document.cookie)"))
    }

    @Test func `an unknown field and a lone brace stay as they are written`() {
        let item = CourseFixture.item("film-1", "link", text: "{unknown} { {title} } {link}")
        let letter = writer.write(CourseFixture.facts(.danish, [item]))
        #expect(
            letter.text.replacing("\n", with: " ").contains(
                "{unknown} { To tilgange til digital forandring } https://film.example"
            )
        )
    }

    @Test func `a reader who has no seat is told all the sessions by fields too`() {
        let item = CourseFixture.item(
            "workshop-1",
            "invitation",
            dated: false,
            text: "Vi ses {date} kl. {time}: {place}."
        )
        let letter = writer.write(CourseFixture.facts(.danish, [item], dated: false))
        let flat = letter.text.replacing("\n", with: " ")
        #expect(
            flat.contains(
                "Vi ses onsdag den 14. april eller torsdag den 15. april kl. 9.00: Glostrup Rådhus eller Albertslund Rådhus."
            )
        )
    }

    @Test func `a meeting without a date is told as a last day by fields too`() {
        let item = CourseFixture.item(
            "meeting-1",
            "questions",
            dated: false,
            text: "Mødet er {date}, {window}.\n\n{questions}"
        )
        let letter = writer.write(CourseFixture.facts(.danish, [item], dated: false))
        let flat = letter.text.replacing("\n", with: " ")
        #expect(flat.contains("Mødet er senest onsdag den 7. april, fra onsdag den 17. marts til onsdag den 7. april."))
        #expect(letter.text.contains("- Hvad betyder digital ledelse på netop jeres område?\n"))
    }

    @Test func `own words sign and greet once`() {
        let text = "Hej {name}\n\nVi ses.\n\nKærlig hilsen\n{signed}"
        let item = CourseFixture.item("kick-off", "reminder", text: text)
        let letter = writer.write(CourseFixture.facts(.danish, [item]))
        #expect(letter.text.hasPrefix("Hej Anne Kjær Sørensen\n\nVi ses.\n\nKærlig hilsen\nMette Holm\n"))
        #expect(!letter.text.contains("Kære Anne"))
        #expect(!letter.text.contains("Venlig hilsen"))
        #expect(letter.text.contains("Spørgsmål? Skriv til Mette Holm"))
    }
}
