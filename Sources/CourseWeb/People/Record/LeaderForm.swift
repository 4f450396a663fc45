import Course
import CourseStore

/// A leader's record as a form has it, and as it was when the form was made.
struct LeaderForm: Sendable {
    /// The record that the form was made from.
    let was: LeaderEntry
    /// The record as it was typed.
    let typed: LeaderEntry
    /// The name of a group that is not there yet, as it was typed; empty where none was.
    let newGroup: String

    /// A form that nobody has changed yet.
    init(_ entry: LeaderEntry) {
        (was, typed, newGroup) = (entry, entry, "")
    }

    /// A form as it was sent.
    init(_ form: Form) {
        func entry(_ prefix: String) -> LeaderEntry {
            func optional(_ name: String) -> String? { form[prefix + name].isEmpty ? nil : form[prefix + name] }
            return LeaderEntry(
                name: form[prefix + "name"],
                email: form[prefix + "email"],
                area: form[prefix + "area"],
                group: optional("group"),
                isChair: form[prefix + "chair"] == "yes",
                title: optional("title"),
                reportsTo: optional("reports-to"),
                language: Language(rawValue: form[prefix + "language"])
            )
        }
        was = entry("was-")
        newGroup = form["new-group"]
        var typed = entry("")
        if !newGroup.isEmpty { typed.group = newGroup }
        self.typed = typed
    }

    /// What the form carries of the record that it was made from.
    static func carried(_ entry: LeaderEntry) -> [CarriedField] {
        LeaderList.Column.allCases.map { column in
            CarriedField(
                name: "was-\(column.fieldName)",
                value: column == .chair ? (entry.isChair ? "yes" : "no") : entry.text(column) ?? ""
            )
        }
    }

    /// What is wrong with what was typed, by field.
    func faults(in language: Language) -> [LeaderList.Column: String] {
        typed.folded.complaints.reduce(into: [:]) { faults, complaint in
            guard let column = complaint.column, faults[column] == nil else { return }
            faults[column] = complaint.sentence(in: language).capitalizedFirst + "."
        }
    }
}
