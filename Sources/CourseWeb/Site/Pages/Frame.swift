import Course
import Mustache

/// A page with all that stands around it; the object that a template is rendered with.
///
/// What a template names is the page's; the frame's own names are below `site`.
struct Frame<Content: Page>: MustacheParent {
    let page: Content
    let site: Surroundings

    func child(named name: String) -> Any? {
        name == "site" ? site : page.property(named: name)
    }

    /// What stands around every page.
    struct Surroundings: MustacheParent {
        let language: String
        /// The page's template, by which a stylesheet or a test knows it.
        let template: String
        let title: String
        let path: String
        let notice: String?
        let isSignedIn: Bool
        let address: String?
        let navigation: Navigation
        /// The other language: its name and what chooses it.
        let otherLanguage: (code: String, name: String)
        let stylesheet: String
        let script: String
        /// The clock of a demonstration.
        var clock: ClockWords?

        func child(named name: String) -> Any? {
            switch name {
            case "language": language
            case "template": template
            case "title": title
            case "path": path
            case "notice": notice
            case "isSignedIn": isSignedIn
            case "address": address
            case "main": navigation.main
            case "course": navigation.course
            case "courseTitle": navigation.courseTitle
            case "capacity": navigation.capacity
            case "otherCode": otherLanguage.code
            case "otherName": otherLanguage.name
            case "stylesheet": stylesheet
            case "script": script
            case "clock": clock
            default: nil
            }
        }
    }
}

extension Page {
    /// A property by its name; a page that is asked for often answers for itself instead.
    fileprivate func property(named name: String) -> Any? {
        if let parent = self as? any MustacheParent { return parent.child(named: name) }
        guard let value = Mirror(reflecting: self).children.first(where: { $0.label == name })?.value else {
            return nil
        }
        // What is `nil` is nothing to show, not something that holds nothing.
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }
}

extension Navigation.Item: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "label": label
        case "isCurrent": isCurrent
        default: nil
        }
    }
}
