import Course

/// What the template of a letter to come in by may say.
struct SignInWords: LetterContext {
    enum Name: String, CaseIterable {
        case site, firstName, link, code, minutes
        case signed, sender, contact, email, phone
    }

    let facts: SignInFacts

    func value(of name: Name) -> Any? {
        let house = facts.house
        return switch name {
        case .site: Shown(facts.site)
        case .firstName: facts.name.map { LeaderName($0, language: facts.language).first }.shown
        case .link: Shown(facts.link)
        case .code: Shown("\(facts.code.prefix(3)) \(facts.code.dropFirst(3))")
        case .minutes: Shown("\(facts.minutes)")
        case .signed: house.flatMap { $0.signed == $0.name ? nil : $0.signed }.shown
        case .sender: Shown(house?.name ?? facts.site)
        case .contact: (house?.contact.name).shown
        case .email: (house?.contact.email).shown
        case .phone: (house?.contact.phone).shown
        }
    }
}
