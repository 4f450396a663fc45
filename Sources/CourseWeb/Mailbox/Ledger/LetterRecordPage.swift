import Course
import CourseStore

/// One letter, down to its server's answer.
struct LetterRecordPage: Page {
    static let template = "ledger-letter"

    let title: String
    let place: Place
    let name: String
    let person: String
    let address: String
    let municipality: String
    let state: String
    let tag: String
    let released: String
    let due: String?
    let useful: String?
    let settled: String?
    let route: String
    let attempts: String
    let answer: String?
    let hasBounces: Bool
    let bounces: [Bounce]
    let brings: [Item]
    /// What it tells instead of what, date by date.
    let corrections: [String]
    let isEmpty: Bool
    let original: Link?
    let copies: [Link]
    let isUnreachable: Bool
    let root: String
    let form: String
    let canHold: Bool
    let canRetry: Bool
    let canCancel: Bool
    let canCopy: Bool

    struct Bounce: Sendable {
        let kind: String
        let when: String
        let said: String
    }

    struct Item: Sendable {
        let href: String
        let name: String
        let state: String
        let tag: String
    }

    struct Link: Sendable {
        let href: String
        let name: String
    }

    /// The page of a letter; `form` tells a copy sent from it from every other.
    init(_ letter: LetterRecord, form: String, in language: Language) {
        let (row, outline) = (letter.row, letter.course.outline)
        let words = LedgerWords(language: language, outline: outline)
        let root = "/courses/\(outline.key)"
        title = language("Brev \(row.id)", "Letter \(row.id)")
        place = Place(course: outline.key, title: outline.title, .ledger)
        (name, person, address) = (row.name, "\(root)/people/\(row.leader)", row.address)
        municipality = words.municipality(row.municipality)
        self.state = words.letter(row.state, isBounced: letter.isBounced)
        tag = LedgerWords.tag(row.state, isBounced: letter.isBounced)
        released = words.moment(row.releasedAt)
        due = row.due.map(words.moment)
        useful = row.usefulUntil.map(words.moment)
        settled = row.settledAt.map(words.moment)
        route = row.route
        attempts =
            row.failures == 0
            ? "\(row.attempt)"
            : language(
                "\(row.attempt), deraf \(row.failures) afvist for nu",
                "\(row.attempt), of which \(row.failures) refused for now"
            )
        let said = [row.replyCode.map(String.init), row.reply].compactMap(\.self).joined(separator: " ")
        answer = said.isEmpty ? nil : said
        bounces = letter.bounces.map { bounce in
            Bounce(
                kind: bounce.kind.words(in: language),
                when: words.moment(bounce.receivedAt),
                said: [bounce.status, bounce.diagnostic].compactMap(\.self).joined(separator: " ")
            )
        }
        hasBounces = !bounces.isEmpty
        let state = words.letter(row.state, isBounced: letter.isBounced)
        brings =
            letter.messages.map {
                Item(href: "\(root)/messages/\($0.id)", name: $0.subject, state: state, tag: "")
            }
            + letter.items.map { item in
                Item(
                    href: "\(root)/ledger/\(item.planned)",
                    name: words.prompt(item.module, item.prompt),
                    state: item.skip.map(words.skip) ?? words.share(item.state),
                    tag: LedgerWords.tag(item.state)
                )
            }
        corrections = letter.corrections.map(words.change)
        isEmpty = brings.isEmpty && corrections.isEmpty
        let link = { (id: Int64) in Link(href: "\(root)/letters/\(id)", name: language("brev \(id)", "letter \(id)")) }
        original = letter.original.map(link)
        copies = letter.copies.map(link)
        isUnreachable = row.isUnreachable
        self.root = "\(root)/letters/\(row.id)"
        self.form = form
        canHold = row.state == .queued
        canRetry =
            (row.state == .held || row.state == .queued || row.state == .failed || letter.isBounced)
            && !row.isUnreachable
        canCancel = row.state == .queued || row.state == .held
        canCopy = row.state.isDone && !isEmpty && !row.isUnreachable && !row.isWithdrawn
    }
}

extension BounceNote.Kind {
    fileprivate func words(in language: Language) -> String {
        switch self {
        case .hard: language("adressen findes ikke", "the address is dead")
        case .soft: language("kunne ikke afleveres", "could not be delivered")
        case .delayed: language("forsinket; serveren prøver stadig", "delayed; the server goes on trying")
        }
    }
}
