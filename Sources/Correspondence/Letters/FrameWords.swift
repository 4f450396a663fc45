import Course

/// What the template around every letter may say: the greeting, the welcome, what comes next, the signature.
struct FrameWords: LetterContext {
    enum Name: String, CaseIterable {
        case greeting, firstName, welcome, copy, course, about, body
        case nextTitle, nextWhen, nextBy, nextOpens, nextMeeting
        case signature, signed, municipality, contact, email, phone
    }

    let facts: LetterFacts
    /// The greeting of the administrator's own words, as markup.
    var greeting: String?
    /// The letter's middle, as markup.
    var body: String
    /// What comes after all of it.
    var next: NextStep?
    /// Whether the signature is still to come.
    var signature = true

    func value(of name: Name) -> Any? {
        let contact = facts.municipality.contact
        return switch name {
        case .greeting: greeting.map { Shown(markup: $0) }
        case .firstName: Shown(markup: NameSlot.firstName)
        case .welcome: facts.welcome
        case .copy: facts.isCopy
        case .course: Shown(facts.course.title)
        case .about: facts.course.about.map { Shown(Self.firstSentence(of: $0)) }
        case .body: Shown(markup: body)
        case .nextTitle: next.map { Shown($0.module.plainTitle) }
        case .nextWhen: (next?.when).shown
        case .nextBy: (next?.by).shown
        case .nextOpens: (next?.opens).shown
        case .nextMeeting: next?.module.kind == .reflection && facts.group != nil
        case .signature: signature
        case .signed:
            facts.municipality.signed == facts.municipality.name ? nil : Optional(facts.municipality.signed).shown
        case .municipality: Shown(facts.municipality.name)
        case .contact: Shown(contact.name)
        case .email: Shown(contact.email)
        case .phone: contact.phone.shown
        }
    }

    /// A text up to its first full stop that ends a sentence.
    private static func firstSentence(of text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text }
        return String(text[..<end.lowerBound]) + "."
    }
}
