import Course
import CourseStore
import Crypto

/// A preview as lines: everybody of a municipality who gets the same letter at the same moment is one.
///
/// The cost grows with those who differ and with their letters, never with those who are alike.
struct PreviewLines {
    /// The lines of the days asked for, the first first.
    let lines: [Line]
    /// The last day before these on which a letter leaves, and the first after them.
    private(set) var dayBefore: Day?
    private(set) var dayAfter: Day?

    /// One letter and how many get it.
    struct Line {
        /// The same for the same letter, whoever asks.
        let id: String
        /// One of those who get it.
        let example: PreviewLetter
        let leaders: Int
        /// Who they are, where the preview lists them.
        let members: [Leader.ID]
    }

    private struct Key: Hashable {
        let sendAt: Instant
        let municipality: String
        let welcomes: Bool
        let items: [Prompt.Reference]

        /// Of a fixed length, for an address.
        var id: String {
            let words = items.map { "\($0.module)/\($0.prompt)" }.joined(separator: ",")
            let text = "\(sendAt.microseconds) \(municipality) \(welcomes) \(words)"
            return SHA256.hash(data: Array(text.utf8)).prefix(6).hexadecimal
        }
    }

    init(of grouped: GroupedPreview, in days: ClosedRange<Day>) {
        var found: [Key: (example: PreviewLetter, leaders: Int, members: [Leader.ID])] = [:]
        for shape in grouped.shapes {
            for letter in grouped.preview.letters(for: shape.recipient) {
                if letter.day < days.lowerBound {
                    dayBefore = max(dayBefore ?? letter.day, letter.day)
                } else if letter.day > days.upperBound {
                    dayAfter = min(dayAfter ?? letter.day, letter.day)
                } else {
                    let key = Key(
                        sendAt: letter.sendAt,
                        municipality: letter.municipality,
                        welcomes: letter.welcomes,
                        items: letter.items.map(\.prompt.scope.reference)
                    )
                    found[key, default: (letter, 0, [])].leaders += shape.leaders
                    found[key]?.members += shape.members
                }
            }
        }
        let towns = grouped.course.outline.municipalities.map(\.key)
        let place = { (key: String) in towns.firstIndex(of: key) ?? 0 }
        lines = found.sorted { one, other in
            (one.key.sendAt, place(one.key.municipality), -one.value.leaders, one.key.id)
                < (other.key.sendAt, place(other.key.municipality), -other.value.leaders, other.key.id)
        }.map { key, line in
            Line(id: key.id, example: line.example, leaders: line.leaders, members: line.members)
        }
    }
}
