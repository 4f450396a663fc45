import Testing

@testable import Correspondence

@Suite struct MarkupTests {
    @Test func `every block is told from its first characters`() {
        let blocks = Markup.blocks(
            of: """
                First line
                second line

                ## Heading

                - one
                - two
                > a fact
                > another

                [Label](https://example.org/a)

                https://example.org/b

                ---
                small
                """
        )
        #expect(
            blocks == [
                .paragraph(["First line", "second line"]), .heading("Heading"), .list(["one", "two"]),
                .facts(["a fact", "another"]), .button(label: "Label", url: "https://example.org/a"),
                .button(label: nil, url: "https://example.org/b"), .rule, .paragraph(["small"]),
            ]
        )
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "vbscript:x", "https:", "http://", "https://a b",
        "file:///etc/passwd",
        "https://example.org/\"onclick=", "//example.org", "example.org", "", "JAVASCRIPT:x", "https:/x",
        "https://" + String(repeating: "a", count: 900),
    ])
    func `an unsafe link stays text`(link: String) {
        #expect(!Markup.isSafe(link: link))
        let html = Markup.html(of: Markup.blocks(of: "[Click](\(Markup.escaped(link)))"), openLink: "Open")
        #expect(!html.contains("href"))
    }

    @Test(arguments: ["https://example.org", "HTTP://example.org/a?b=c&d=(e)#f", "mailto:anne@example.org"])
    func `a safe link becomes a button and an address`(link: String) {
        let blocks = Markup.blocks(of: "[Click](\(Markup.escaped(link)))")
        #expect(blocks == [.button(label: "Click", url: link)])
        #expect(Markup.html(of: blocks, openLink: "Open").contains("href=\"\(Markup.htmlEscaped(link))\""))
    }

    @Test(arguments: [
        "- no item", "## no heading", "> no fact", "---", "[no](https://link.example)", "https://no.example/button",
        #"back\slash"#, "{date}", "{{title}}", "<b>&amp;\"'", "(x) [y] a:b #c", "line 1 – line 2",
    ])
    func `an escaped value is a paragraph that says the value`(value: String) {
        let blocks = Markup.blocks(of: Markup.escaped(value))
        #expect(blocks == [.paragraph([Markup.escaped(value)])])
        #expect(Markup.plain(Markup.escaped(value)) == value)
        #expect(!Markup.html(of: blocks, openLink: "Open").contains("href"))
    }

    @Test func `line breaks, control characters and turned writing do not survive in a value`() {
        let value = "\u{FEFF} a\r\nb\tc\u{0}\u{2028}d \u{202E}e\u{E000}\u{E001}f\u{85}"
        #expect(Markup.escaped(value) == "a b c d ef")
        #expect(Markup.singleLine("  two  spaces ") == "two spaces")
    }

    @Test func `text is wrapped at 72 columns, a link never`() {
        let long = "https://example.org/" + String(repeating: "x", count: 100)
        let words = Array(repeating: "æøåæøå", count: 40).joined(separator: " ")
        let text = PlainTextPart(Markup.blocks(of: "\(words)\n\n- \(words)\n\n[Read](\(long))")).filled(
            firstName: "",
            name: ""
        )
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 72 || $0 == long })
        #expect(lines.contains { $0 == long })
        #expect(lines.contains { $0.hasPrefix("  æ") })
        #expect(lines.map(\.count).max { $0 < $1 } ?? 0 > 65)
    }

    @Test func `a name decides where its own line breaks`() {
        let rest = Array(repeating: "ord", count: 17).joined(separator: " ")
        let part = PlainTextPart(Markup.blocks(of: "\(NameSlot.firstName) \(rest)"))
        #expect(part.filled(firstName: "Bo", name: "") == "Bo \(rest)\n")
        #expect(part.filled(firstName: "Bartholomæus", name: "").split(separator: "\n").count == 2)
    }
}
