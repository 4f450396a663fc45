/// A field of a form, ready for the template `field`, `text-area` or `choice`.
struct Field: Sendable, Hashable {
    /// Its name in the form, and the end of its id on the page.
    let name: String
    /// What stands beside it.
    let label: String
    /// What it holds.
    var value: String
    /// What helps to fill it in.
    var hint: String?
    /// What is wrong with what was typed.
    var fault: String?
    /// The kind of an `input`, as `text`, `email`, `date`, `time`, `file`.
    var type = "text"
    /// What browsers may fill in (WHATWG HTML §4.10.18.7).
    var autocomplete: String?
    /// Whether it must be filled in.
    var isRequired = false
    /// The choices of a `select`, or none.
    var choices: [Choice] = []

    /// One of several.
    struct Choice: Sendable, Hashable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// A field that holds a value.
    init(
        _ name: String,
        label: String,
        value: String = "",
        hint: String? = nil,
        fault: String? = nil,
        type: String = "text",
        autocomplete: String? = nil,
        isRequired: Bool = false
    ) {
        (self.name, self.label, self.value, self.hint, self.fault) = (name, label, value, hint, fault)
        (self.type, self.autocomplete, self.isRequired) = (type, autocomplete, isRequired)
    }

    /// A field to choose in.
    init(
        _ name: String,
        label: String,
        choices: [(value: String, label: String)],
        chosen: String,
        hint: String? = nil,
        fault: String? = nil
    ) {
        self.init(name, label: label, value: chosen, hint: hint, fault: fault)
        self.choices = choices.map { Choice(value: $0.value, label: $0.label, isChosen: $0.value == chosen) }
    }

    /// The ids of what describes it.
    var described: String? {
        let ids = [hint.map { _ in "hint-\(name)" }, fault.map { _ in "fault-\(name)" }].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}
