public import Course
public import CourseStore
public import Foundation
import Mail

/// A letter that is only looked at: all its links are dead.
public struct RehearsedLetter: Sendable {
    let outline: CourseOutline
    let sender: CoursePage.Sender
    let recipient: ClaimedLetter.Recipient
    /// The language that it is in.
    public let language: Language
    /// How it reads.
    public let text: LetterText
    /// Whether an appointment for the reader's calendar comes along.
    public let hasCalendarPart: Bool
    /// When it leaves.
    public let releasedAt: Instant
    /// What it brings, in the plan's order.
    public let items: [Item]
    /// Whether it welcomes a late joiner.
    public let isWelcome: Bool
    let now: Instant

    /// A planned prompt in it.
    public struct Item: Sendable {
        /// The planned prompt.
        public let planned: PlannedPrompt
        /// The key of its row.
        public let row: PlannedPrompt.ID?
        /// Why it is planned for its day, step by step; none where the plan has it no more.
        public let reasons: [Reason]
        /// Whether it leaves later than planned, since it was not sent then or its leader was enrolled after that.
        public let isLate: Bool
    }

    /// Whom it is for.
    public var to: (name: String, address: String) { (recipient.name, recipient.email) }
    /// Who it is from.
    public var from: (name: String, address: String) { (sender.from.name, sender.from.address) }
    /// Whom answers reach.
    public var replyTo: (name: String, address: String)? { sender.replyTo.map { ($0.name, $0.address) } }
    /// The municipality of its leader, by key.
    public var municipality: String { recipient.municipality }
    /// The course as it stands.
    public var course: CourseOutline { outline }

    /// The letter as a test, to somebody who wants to see how it arrives: with dead links and without its appointment.
    ///
    /// - Parameters:
    ///   - address: Whose mailbox.
    ///   - mark: What the subject begins with, as `Prøve`.
    ///   - token: Names it.
    /// - Returns: `nil` where the address is none.
    public func copy(to address: String, marked mark: String, token: UUID) -> DirectLetter? {
        guard let to = try? Mail::Mailbox(address: address) else { return nil }
        let name = token.uuidString.lowercased()
        let message = Message(
            from: sender.from,
            replyTo: sender.replyTo,
            to: to,
            subject: "[\(mark)] \(text.subject)",
            date: MessageDate(
                microsecondsSince1970: now.microseconds,
                utcOffsetMinutes: outline.timeZone.offset(at: now) / 60
            ),
            messageID: "\(name)@\(sender.from.domain)",
            token: name,
            headers: [Message.Header("Auto-Submitted", "auto-generated")],
            text: text.text,
            html: text.html
        )
        return DirectLetter(
            token: token,
            sender: sender.from.address,
            recipient: to.address,
            message: message.bytes(),
            usefulSeconds: 3600
        )
    }
}

extension RehearsedLetter {
    /// The HTML part with the subject above it, as a mailbox shows it.
    ///
    /// - Parameter label: What stands before the subject.
    /// - Returns: A whole document.
    public func html(withSubjectAfter label: String) -> String {
        let html = text.html
        guard let body = html.firstRange(of: "<body"), let end = html[body.upperBound...].firstIndex(of: ">") else {
            return html
        }
        let subject =
            "<p style=\"margin:0;padding:12px 24px;background:#ffffff;color:#1c2126;"
            + "border-bottom:1px solid #d5dae0;font:16px/1.4 system-ui,sans-serif\">"
            + "<strong>\(Markup.htmlEscaped(label))</strong> \(Markup.htmlEscaped(text.subject))</p>\n"
        return "\(html[...end])\n\(subject)\(html[html.index(after: end)...])"
    }
}
