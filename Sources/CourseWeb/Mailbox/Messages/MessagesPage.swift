import Course
import CourseStore

/// What was sent by hand, the latest first.
struct MessagesPage: Page {
    static let template = "messages"

    let title: String
    let place: Place
    let new: String
    let hasRows: Bool
    let rows: [MessageRow]

    init(_ messages: [MessageStanding], of course: StoredCourse, in language: Language) {
        title = language("Beskeder", "Messages")
        place = Place(course: course.outline.key, title: course.outline.title, .messages)
        new = "/courses/\(course.outline.key)/messages/new"
        rows = messages.map { MessageRow($0, of: course, in: language) }
        hasRows = !rows.isEmpty
    }
}

/// A message with its figures.
struct MessageRow: Sendable {
    let href: String
    let subject: String
    let to: String
    let when: String
    let planned: String
    let sent: String
    let pending: String
    let failed: String
    let bounced: String
    let skipped: String?

    init(_ message: MessageStanding, of course: StoredCourse, in language: Language) {
        let words = LedgerWords(language: language, outline: course.outline)
        href = "/courses/\(course.outline.key)/messages/\(message.id)"
        subject = message.subject
        let town = message.municipality.map(words.municipality)
        to = [message.name ?? (town == nil ? language("Alle ledere", "All leaders") : nil), town]
            .compactMap(\.self).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: ", ")
        when = words.moment(message.sentAt)
        planned = "\(message.count.planned)"
        sent = "\(message.count.sent)"
        pending = "\(message.count.pending)"
        failed = "\(message.count.failed)"
        bounced = "\(message.count.bounced)"
        skipped = words.skips(message.count.skipped)
    }
}
