import Course
import CourseStore
import Foundation
import Mail

/// Makes a claimed letter into the bytes that a server gets; the same letter gives the same bytes.
struct LetterPress: Sendable {
    private let shelf: CourseShelf
    private let writer: LetterWriter
    private let bounces: BounceAddress?

    /// `bounces` is where letters come back to that cannot be delivered.
    init(shelf: CourseShelf, writer: LetterWriter, bounces: BounceAddress?) {
        self.shelf = shelf
        self.writer = writer
        self.bounces = bounces
    }

    /// A letter ready for a carrier.
    struct Sheet: Sendable {
        let letter: ClaimedLetter
        /// The envelope sender: by it, a bounce tells whose it is.
        let sender: String
        /// The letter's name in delivery status reports (RFC 3461 ENVID).
        let envelopeID: String?
        let message: [UInt8]
        let isFresh: Bool
    }

    /// The letter's bytes, or why it is not to be sent.
    func press(_ letter: ClaimedLetter, now: Instant) async throws -> Result<Sheet, Withheld> {
        if letter.recipient.isWithdrawn { return .failure(.withdrawn) }
        if letter.usefulUntil <= now { return .failure(.useless) }
        if let sender = letter.sender {
            guard let message = letter.message else { return .failure(.pointless) }
            return .success(sheet(letter, from: sender, message: message, isFresh: false))
        }
        let recipient = letter.recipient
        guard let page = try await shelf.page(of: recipient.course, version: recipient.courseVersion),
            let sender = page.sender(of: recipient.municipality)
        else { return .failure(.pointless) }
        if let message = letter.message {
            return .success(sheet(letter, from: sender.from.address, message: message, isFresh: false))
        }
        guard let facts = LetterFacts(letter, in: page) else { return .failure(.pointless) }
        guard let to = try? Mail::Mailbox(name: recipient.name, address: recipient.email) else {
            return .failure(.unaddressable)
        }
        let text = writer.write(facts)
        let token = letter.token.uuidString.lowercased()
        let offset = page.outline.timeZone.offset(at: letter.releasedAt) / 60
        let message = Message(
            from: sender.from,
            replyTo: sender.replyTo,
            to: to,
            subject: text.subject,
            date: MessageDate(
                microsecondsSince1970: letter.releasedAt.microseconds,
                utcOffsetMinutes: offset
            ),
            messageID: "\(token)@\(sender.from.domain)",
            token: token,
            headers: [Message.Header("Auto-Submitted", "auto-generated")],
            text: text.text,
            html: text.html,
            calendar: LetterAppointment(of: letter, in: page)?.part(of: letter, in: page, from: sender.from, to: to)
        )
        return .success(sheet(letter, from: sender.from.address, message: message.bytes(), isFresh: true))
    }

    private func sheet(_ letter: ClaimedLetter, from sender: String, message: [UInt8], isFresh: Bool) -> Sheet {
        Sheet(
            letter: letter,
            sender: bounces?.address(for: letter.token) ?? sender,
            envelopeID: bounces?.envelopeID(for: letter.token),
            message: message,
            isFresh: isFresh
        )
    }

    /// Why a claimed letter is not sent.
    enum Withheld: Error {
        /// The leader has left the course.
        case withdrawn
        /// It came too late to be of use.
        case useless
        /// What it brings is in the course no more.
        case pointless
        /// The address cannot stand in a header.
        case unaddressable

        func settlement(of letter: ClaimedLetter) -> Settlement {
            switch self {
            case .withdrawn, .pointless: .skipped(letter, because: .withdrawn)
            case .useless: .skipped(letter, because: .missed)
            case .unaddressable: .failed(letter, replyCode: nil, reply: "the address is not valid", isAddress: true)
            }
        }
    }
}
