public import Course
public import CourseStore
public import Foundation
public import Mail

/// Makes letters to come in by.
public struct SignInPress: Sendable {
    private let templates: LetterTemplates
    private let site: String
    private let sender: Mail::Mailbox?
    private let zone: Zone

    /// Whether its letters' links lead to a site by TLS.
    public var isSecure: Bool { site.hasPrefix("https://") }

    /// A press for one site.
    ///
    /// - Parameters:
    ///   - templates: The shipped words.
    ///   - site: The site's public address without a slash at its end, as `https://kursus.example`.
    ///   - sender: Who letters to administrators are from; a municipality where it is `nil`.
    ///   - zone: The zone of the letters' dates where no course gives one.
    public init(templates: LetterTemplates, site: String, sender: Mail::Mailbox?, zone: Zone) {
        (self.templates, self.site, self.sender, self.zone) = (templates, site, sender, zone)
    }

    /// The letter for somebody who asked.
    ///
    /// - Parameters:
    ///   - addressee: Whom it is for; nobody, where it will not be sent: then it is written all the same, to an address that leads nowhere.
    ///   - secrets: What it holds.
    ///   - token: Names it.
    ///   - seconds: For how long it is good.
    ///   - language: Of the page that it was asked for on; for somebody of whom none is known.
    ///   - now: When it is written.
    /// - Returns: `nil` where nobody is there to write it: neither a sender for administrators nor a course.
    public func letter(
        for addressee: SignInAddressee,
        secrets: SignInSecrets,
        token: UUID,
        goodFor seconds: Int = SignInLimits.ordinary.seconds,
        language: Language,
        at now: Instant
    ) -> SignInLetter? {
        let own = addressee.isAdministrator ? sender : nil
        guard let from = own ?? addressee.house.flatMap({ try? Mail::Mailbox(parsing: $0.sender) }) ?? sender,
            let to = try? Mail::Mailbox(
                name: addressee.name ?? "",
                address: addressee.address ?? "nobody@\(from.domain)"
            )
        else { return nil }
        let house = own == nil ? addressee.house : nil
        let text = SignInFacts(
            name: addressee.name,
            language: addressee.language ?? language,
            site: addressee.house?.course ?? "Tandem",
            link: Self.link(secrets.link, at: site),
            code: secrets.code.text,
            minutes: seconds / 60,
            house: house.map { SignInFacts.House(name: $0.name, signed: $0.signed, contact: $0.contact) }
        ).written(templates)
        let name = token.uuidString.lowercased()
        let message = Message(
            from: from,
            replyTo: house.flatMap { try? Mail::Mailbox(name: $0.contact.name, address: $0.contact.email) },
            to: to,
            subject: text.subject,
            date: MessageDate(
                microsecondsSince1970: now.microseconds,
                utcOffsetMinutes: (addressee.house?.timeZone ?? zone).offset(at: now) / 60
            ),
            messageID: "\(name)@\(from.domain)",
            token: name,
            headers: [Message.Header("Auto-Submitted", "auto-generated")],
            text: text.text,
            html: text.html
        )
        return SignInLetter(
            DirectLetter(
                token: token,
                sender: from.address,
                recipient: to.address,
                message: message.bytes(),
                usefulSeconds: seconds
            ),
            of: house?.municipality
        )
    }

    /// The link that a token opens a site's door by.
    public static func link(_ token: Token, at site: String) -> String { "\(site)/sign-in/link/\(token.text)" }
}
