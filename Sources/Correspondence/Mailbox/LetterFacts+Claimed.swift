import Course
import CourseStore

extension LetterFacts {
    /// The facts of a claimed letter; `nil` where nothing that it brings is in the course any more.
    init?(_ letter: ClaimedLetter, in page: CoursePage) {
        let recipient = letter.recipient
        guard let municipality = page.outline.municipality(recipient.municipality) else { return nil }
        let messages = letter.messages.map { message in
            Item(
                message: "\(message.id)",
                subject: message.subject,
                text: message.text,
                about: message.session.flatMap { key in
                    message.module.flatMap { page.outline.sessions(of: $0).first { $0.key == key } }
                },
                in: page.facts
            )
        }
        let items = messages + letter.items.compactMap { Item($0, of: recipient, in: page) }
        let corrections = letter.corrections.compactMap { Correction($0, in: page) }
        guard !items.isEmpty || !corrections.isEmpty else { return nil }
        self.init(
            name: recipient.name,
            language: recipient.language ?? page.outline.language,
            welcome: letter.isWelcome,
            course: page.facts,
            municipality: municipality,
            group: recipient.groupName,
            items: items,
            corrections: corrections,
            dates: page.dates(for: recipient)
        )
        isCopy = letter.isCopy
    }
}

extension LetterFacts.Item {
    fileprivate init?(_ item: ClaimedLetter.Item, of recipient: ClaimedLetter.Recipient, in page: CoursePage) {
        guard let (module, prompt) = page.prompt(item.prompt, of: item.module, in: recipient.municipality) else {
            return nil
        }
        let (sessions, isSeated) = page.sessions(of: module.key, seat: recipient.seats[module.key])
        self.init(
            module: module,
            prompt: prompt,
            purpose: item.purpose,
            told: item.told,
            provisional: item.isProvisional,
            sessions: sessions,
            seated: isSeated,
            appointment: page.appointment(module.key, of: recipient),
            table: isSeated ? recipient.tables[module.key] : nil
        )
    }
}

extension LetterFacts.Correction {
    fileprivate init?(_ date: ClaimedLetter.CorrectedDate, in page: CoursePage) {
        guard let module = page.outline.programme[date.module] else { return nil }
        let session = page.outline.sessions(of: module.key).first { $0.key == date.session }
        self.init(
            module: module,
            edge: date.edge,
            was: date.was,
            wasDayOnly: date.wasDayOnly,
            now: date.now,
            nowDayOnly: date.nowDayOnly,
            provisional: date.isProvisional,
            place: session?.place
        )
    }
}
