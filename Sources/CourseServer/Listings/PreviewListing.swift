import Course
import CourseStore

/// Who will get what on which day, a row a letter.
struct PreviewListing: Listing {
    private let letters: [(address: String, letter: PreviewLetter)]
    private let zone: Zone

    /// Lists only letters of the days given.
    init(_ preview: CoursePreview, days: ClosedRange<Day>) {
        zone = preview.course.outline.timeZone
        letters = preview.recipients.flatMap { recipient in
            preview.preview.letters(for: recipient).filter { days.contains($0.day) }.map { (recipient.address, $0) }
        }.enumerated().sorted {
            ($0.element.1.sendAt, $0.offset) < ($1.element.1.sendAt, $1.offset)
        }.map(\.element)
    }

    var table: Table {
        Table(
            headings: ["day", "time", "leader", "letter"],
            rows: letters.map { address, letter in
                [
                    "\(letter.day)", "\(zone.local(letter.sendAt).time)", address,
                    letter.items.map { "\($0.prompt.scope.module).\($0.prompt.scope.prompt)" }.joined(separator: ", "),
                ]
            },
            empty: "No letters in these days. Is anybody enrolled? (tandem enrol)"
        )
    }

    var json: [Row] {
        letters.map { address, letter in
            Row(
                leader: address,
                municipality: letter.municipality,
                day: letter.day,
                sendAt: zone.iso8601(letter.sendAt),
                items: letter.items.map { item in
                    Item(module: item.prompt.scope.module, prompt: item.prompt.scope.prompt, reason: item.reasons)
                }
            )
        }
    }

    struct Row: Encodable {
        let leader: String
        let municipality: String
        let day: Day
        let sendAt: String
        let items: [Item]
    }

    struct Item: Encodable {
        let module: String
        let prompt: String
        let reason: [String]
    }
}
