import Course

/// What a page shows: stored properties that are ready to be shown, and the one template that shows them.
///
/// Properties are text, flags, lists and structs of these; the template escapes them. The words that are the same on every page of its kind stand in the
/// template, in both languages: `{{#da}}Ledere{{/da}}{{#en}}Leaders{{/en}}`.
protocol Page: Sendable {
    /// The template's file, without `.mustache`.
    static var template: String { get }
    /// The title of the window, without the name of the site.
    var title: String { get }
    /// Where the page is among the others: the heading of the course that it belongs to, and the way back.
    var place: Place { get }
}

extension Page {
    var place: Place { Place() }
}

/// Where a page is.
struct Place: Sendable, Hashable {
    /// The course that it belongs to: its key and its title.
    var course: (key: String, title: String)? {
        courseKey.flatMap { key in courseTitle.map { (key, $0) } }
    }

    private var courseKey: String?
    private var courseTitle: String?

    /// The part of a course that the page is in.
    var part: Part?

    /// Nowhere in particular.
    init() {}

    /// In a course.
    init(course key: String, title: String, _ part: Part? = nil) {
        (courseKey, courseTitle, self.part) = (key, title, part)
    }

    /// The parts of a course, as its menu has them.
    enum Part: String, Sendable, CaseIterable {
        case overview, plan, people, groups, seats, preview, words, messages, ledger, settings
    }
}
