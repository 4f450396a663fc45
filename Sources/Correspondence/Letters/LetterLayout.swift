import Course

/// Makes both parts of a letter from its subject and its body.
struct LetterLayout {
    let templates: LetterTemplates
    let language: Language

    /// The letter of a subject, which is markup on one line, and a body; what stands below its last rule is small print.
    func composed(subject: String, body: String) -> ComposedLetter {
        let blocks = Markup.blocks(of: body)
        let smallPrint = blocks.lastIndex(of: .rule) ?? blocks.endIndex
        let subject = Markup.plain(subject)
        let openLink =
            switch language {
            case .danish: "Åbn linket"
            case .english: "Open the link"
            }
        let layout = LayoutWords(
            language: language.rawValue,
            subject: subject,
            preheader: preheader(blocks[..<smallPrint]),
            body: Markup.html(of: blocks[..<smallPrint], openLink: openLink),
            smallPrint: Markup.html(of: blocks[smallPrint...].dropFirst(), openLink: openLink)
        )
        return ComposedLetter(
            subject: SlottedText(subject),
            text: PlainTextPart(blocks),
            html: SlottedText(templates.render(.layout, layout))
        )
    }

    /// The first words after the greeting.
    private func preheader(_ blocks: ArraySlice<Markup.Block>) -> String {
        for case .paragraph(let lines) in blocks.dropFirst() {
            let text = Markup.plain(lines.joined(separator: " "))
            guard text.count > 110 else { return text }
            let cut = text.prefix(109)
            return "\(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)])…"
        }
        return ""
    }
}
