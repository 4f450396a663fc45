/// What the layout of the HTML part may say.
struct LayoutWords: LetterContext {
    enum Name: String, CaseIterable {
        case language, subject, preheader, body, smallPrint
    }

    var language: String
    var subject: String
    /// What a mailbox shows beside the subject.
    var preheader: String
    /// HTML.
    var body: String
    /// HTML.
    var smallPrint: String

    func value(of name: Name) -> Any? {
        switch name {
        case .language: language
        case .subject: Shown(markup: subject)
        case .preheader: Shown(markup: preheader)
        case .body: Shown(markup: body)
        case .smallPrint: Shown(markup: smallPrint)
        }
    }
}
