import Mustache

/// What a template may say, by name; the names are known, so that a template can be checked before it is used.
protocol LetterContext: MustacheParent {
    associatedtype Name: RawRepresentable<String> & CaseIterable & Hashable
    /// The names of the elements' own values, for the names that are lists.
    static var elements: [Name: Set<String>] { get }
    /// A ``Shown``, a flag or a list; `nil` where there is nothing to say.
    func value(of name: Name) -> Any?
}

extension LetterContext {
    static var elements: [Name: Set<String>] { [:] }

    func child(named name: String) -> Any? {
        Name(rawValue: name).flatMap(value(of:))
    }
}

/// A value ready for a template: markup, or text escaped as markup.
///
/// It answers for itself, so that the template engine need not look into it by reflection.
struct Shown: Sendable, MustacheParent, MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }

    /// A value that somebody wrote.
    init(_ value: String) {
        renderText = Markup.escaped(value)
    }

    /// Words that are markup already.
    init(markup: String) {
        renderText = markup
    }

    func child(named name: String) -> Any? { nil }
}

/// An element of a list in a template.
struct Element: Sendable, MustacheParent {
    let values: [String: Shown]

    func child(named name: String) -> Any? { values[name] }
}

extension Optional where Wrapped == String {
    /// The value for a template; `nil` when there is none or it is blank.
    var shown: Shown? {
        guard let self, case let shown = Shown(self), !shown.renderText.isEmpty else { return nil }
        return shown
    }
}
