public import Course
public import CourseStore
import Mail

/// Letters as their leaders will see them, composed as the mailman composes them, with dead links: for those who look on.
///
/// What it shows is what whoever acts in its store may see: nobody's link, nobody's booking.
public struct LetterRehearsal: Sendable {
    private let store: Store
    private let writer: LetterWriter

    /// Rehearsals for whoever acts in a store.
    public init(store: Store, writer: LetterWriter) {
        (self.store, self.writer) = (store, writer)
    }

    /// The letters that a leader will get on a day, the first first.
    ///
    /// - Returns: `nil` where there is no such leader for who acts; an empty list where nothing leaves that day.
    /// - Throws: `Refusal` where there is no such course.
    public func letters(to leader: Leader.ID, on day: Day, in course: String) async throws -> [RehearsedLetter]? {
        guard let rehearsed = try await store.rehearse(leader, on: day, in: course) else { return nil }
        let page = CoursePage(rehearsed.book)
        return rehearsed.letters.compactMap { preview, letter in
            guard let facts = LetterFacts(letter, in: page) else { return nil }
            return self.letter(letter, facts, in: page, preview: preview, rows: rehearsed)
        }
    }

    /// How a prompt's letter would read with other words: alone, to somebody whom it reaches.
    ///
    /// - Parameters:
    ///   - words: The words; none for those beneath.
    ///   - sample: The prompt, and to whom.
    ///   - ofMunicipality: Whether the words are laid over the course's, as a municipality's are; else they are the course's own.
    /// - Returns: The letter; `nil` where the course has no such prompt any more.
    public func letter(saying words: LetterWords, in sample: PromptSample, ofMunicipality: Bool) -> RehearsedLetter? {
        let page = CoursePage(sample.book)
        guard var facts = LetterFacts(sample.letter, in: page), !facts.items.isEmpty else { return nil }
        let item = facts.items[0]
        guard let (_, rule) = page.outline.programme.prompt(item.prompt.key, of: item.module.key) else { return nil }
        facts.items[0].prompt = ofMunicipality ? rule.saying(words) : rule.sayingOnly(words)
        return letter(sample.letter, facts, in: page, preview: nil, rows: nil)
    }

    private func letter(
        _ letter: ClaimedLetter,
        _ facts: LetterFacts,
        in page: CoursePage,
        preview: PreviewLetter?,
        rows: RehearsedDay?
    ) -> RehearsedLetter? {
        guard let sender = page.sender(of: letter.recipient.municipality) else { return nil }
        let text = writer.write(facts)
        return RehearsedLetter(
            outline: page.outline,
            sender: sender,
            recipient: letter.recipient,
            language: facts.language,
            text: LetterText(
                subject: DeadLinks.text(text.subject),
                text: DeadLinks.text(text.text),
                html: DeadLinks.html(text.html)
            ),
            hasCalendarPart: page.calendarZone != nil && LetterAppointment(of: letter, in: page) != nil,
            releasedAt: letter.releasedAt,
            items: preview?.items.map { item in
                RehearsedLetter.Item(
                    planned: item.prompt,
                    row: rows?.id(of: item.prompt),
                    reasons: rows?.book.plan.reasons[item.prompt.scope] ?? [],
                    isLate: item.prompt.sendAt < letter.releasedAt
                )
            } ?? [],
            isWelcome: letter.isWelcome,
            now: page.now
        )
    }
}
