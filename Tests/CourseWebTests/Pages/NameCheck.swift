import Mustache

@testable import CourseWeb

/// Holds the names in a template against the values of a page, section by section.
struct NameCheck {
    let sources: [String: String]

    /// Names that no value around them has, and lists of the example that are empty, of which nothing can be known.
    func unknown(in template: String, for page: Any) -> [String] {
        var faults: [String] = []
        walk(template, [page], &faults)
        return faults
    }

    private func walk(_ template: String, _ scopes: [Any], _ faults: inout [String]) {
        guard let source = sources[template] else { return }
        var scopes = scopes.map { Optional($0) }
        let outermost = scopes.count
        for match in source.matches(of: /\{\{([#^\/<>$]?)\s*([^}]*?)\s*\}\}/) {
            let (sigil, name) = (match.output.1, String(match.output.2))
            if ["da", "en"].contains(name) || name.hasPrefix("%") || name.hasPrefix("!") { continue }
            switch sigil {
            case "<", "$": continue
            case ">": walk(name, scopes.compactMap(\.self), &faults)
            case "/":
                // What closes a layout or a block opened nothing here.
                if sources[name] == nil, name != "main", scopes.count > outermost { scopes.removeLast() }
            default:
                if name.hasPrefix("site.") {
                    if sigil == "#" || sigil == "^" { scopes.append(nil) }
                    continue
                }
                let found = lookUp(name, in: scopes.compactMap(\.self))
                if found == nil { faults.append("\(template): \(name)") }
                guard sigil == "#" || sigil == "^" else { continue }
                scopes.append(found.flatMap(Self.inner))
            }
        }
    }

    private func lookUp(_ name: String, in scopes: [Any]) -> Any? {
        if name == "." { return scopes.last }
        for scope in scopes.reversed() {
            var value: Any? = scope
            for part in name.split(separator: ".") { value = value.flatMap { Self.child(String(part), of: $0) } }
            if let value { return value }
        }
        return nil
    }

    /// A property, be its value `nil`.
    private static func child(_ name: String, of value: Any) -> Any? {
        let value = unwrapped(value) ?? value
        if let found = Mirror(reflecting: value).children.first(where: { $0.label == name }) { return found.value }
        // Worked out by the field, and none where nothing describes it.
        if let field = value as? Field, name == "described" { return field.described as Any }
        return (value as? any MustacheParent)?.child(named: name)
    }

    /// What a section is about: the element of a list, the value of an optional, or the value itself.
    private static func inner(_ value: Any) -> Any? {
        guard let value = unwrapped(value) else { return nil }
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .collection ? mirror.children.first?.value : value is Bool ? nil : value
    }

    private static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }
}
