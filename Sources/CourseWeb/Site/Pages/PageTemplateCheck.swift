/// Whether a template escapes all it shows, says everything in both languages, and includes only what there is.
struct PageTemplateCheck {
    /// What is wrong, as predicates.
    let problems: [String]

    init(_ source: String, among templates: Set<String>) {
        var problems: [String] = []
        if source.contains("{{{") || source.contains("{{&") { problems.append("shows something unescaped") }
        let danish = source.matches(of: /(?s)\{\{#da\}\}.*?\{\{\/da\}\}/)
        let english = source.matches(of: /(?s)\{\{#en\}\}.*?\{\{\/en\}\}/)
        if danish.count != english.count {
            problems.append("says \(danish.count) things in Danish and \(english.count) in English")
        }
        for match in danish where !source[match.range.upperBound...].drop(while: \.isWhitespace).hasPrefix("{{#en}}") {
            problems.append("does not say in English what it says in Danish: \(source[match.range].prefix(60))")
        }
        for match in source.matches(of: /\{\{[<>]\s*([a-z-]+)\s*\}\}/) where !templates.contains(String(match.output.1))
        {
            problems.append("includes \(match.output.1), which there is not")
        }
        self.problems = problems
    }
}
