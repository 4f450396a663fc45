import Course
import CourseStore

/// Where a municipality's list is uploaded.
struct UploadPage: Page {
    static let template = "people-upload"

    let title: String
    let place: Place
    let heading: String
    let action: String
    let faults: PeopleFaults?
    let fileField: Field
    let isDoubtful: Bool
    let columns: [Column]

    /// A column of a list.
    struct Column: Sendable {
        let label: String
        let others: String?
        let isNeeded: Bool
    }

    /// The page of a municipality.
    ///
    /// `wrong` is what was the matter with the file that was sent; `isDoubtful`, whether it may be taken all the same where somebody says that
    /// it is the right one.
    init(
        course: StoredCourse,
        municipality: Municipality,
        wrong: String? = nil,
        isDoubtful: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        heading = language("Listen fra \(municipality.name)", "The list of \(municipality.name)")
        title = heading
        place = Place(course: outline.key, title: outline.title, .people)
        action = "/courses/\(outline.key)/enrolment/\(municipality.key)"
        faults = PeopleFaults(wrong.map { [("list", $0)] } ?? [])
        fileField = Field(
            "list",
            label: language("Fil med listen (CSV)", "File with the list (CSV)"),
            hint: language(
                "I Excel: Gem som, CSV UTF-8. Højst 16 MB.",
                "In Excel: Save as, CSV UTF-8. At most 16 MB."
            ),
            fault: wrong,
            type: "file",
            isRequired: true
        )
        self.isDoubtful = isDoubtful
        columns = LeaderList.Column.allCases.map { column in
            Column(
                label: column.headers[0],
                others: column.headers.count > 1
                    ? language("også ", "also ") + column.headers.dropFirst().joined(separator: ", ") : nil,
                isNeeded: column.isRequired
            )
        }
    }
}

extension LeaderListFaults {
    /// What is the matter with a file, in one sentence.
    func sentence(in language: Language) -> String {
        let place =
            faults.first.map {
                language(
                    "\(name), linje \($0.line), tegn \($0.column)",
                    "\(name), line \($0.line), character \($0.column)"
                )
            } ?? name
        switch kind {
        case .empty:
            return language("Der står ingen ledere i filen (\(place)).", "There are no leaders in the file (\(place)).")
        case .noText:
            return language(
                "Det er ikke en tekstfil, men et billede, et regneark eller lignende (\(place)): gem listen som CSV fra Excel, og indlæs den.",
                "That is no text file but a picture, a workbook or the like (\(place)): save the list as CSV from Excel, and upload that."
            )
        case .encoding:
            return language(
                "Filens tegnsæt er hverken UTF-8 eller Windows-1252 (\(place)): gem listen som CSV UTF-8.",
                "The file's encoding is neither UTF-8 nor Windows-1252 (\(place)): save the list as CSV UTF-8."
            )
        case .columns(let missing, let repeated):
            func names(_ columns: [LeaderList.Column]) -> String {
                columns.map { "“\($0.headers[0])”" }.joined(separator: ", ")
            }
            let lacking =
                missing.isEmpty
                ? nil : language("mangler kolonnen \(names(missing))", "lacks the column \(names(missing))")
            let doubled =
                repeated.isEmpty
                ? nil
                : language(
                    "har kolonnen \(names(repeated)) flere gange",
                    "has the column \(names(repeated)) more than once"
                )
            let what = [lacking, doubled].compactMap(\.self).joined(separator: language(" og ", " and "))
            return language("Listen \(what) (\(place)).", "The list \(what) (\(place)).")
        case .tooLarge:
            return language(
                "Listen har flere end \(LeaderList.mostRows) rækker (\(place)); er det den rigtige fil?",
                "The list has more than \(LeaderList.mostRows) rows (\(place)); is it the right file?"
            )
        case .unreadable:
            return language(
                "Filen kan ikke læses fra \(place): mangler der et anførselstegn?",
                "The file cannot be read from \(place) on: is a quotation mark missing?"
            )
        }
    }
}

extension ListSuspicion {
    /// Why it is probably the wrong list, in one sentence.
    func sentence(for municipality: Municipality, of course: StoredCourse, in language: Language) -> String {
        switch self {
        case .municipality(let key):
            let other = course.outline.municipality(key)?.name ?? key
            return language(
                "Det ligner listen fra \(other), ikke fra \(municipality.name).",
                "That looks like the list of \(other), not of \(municipality.name)."
            )
        case .strangers:
            return language(
                "Ingen af dem, der er tilmeldt fra \(municipality.name), står på listen: er den fra et andet forløb?",
                "None of those enrolled from \(municipality.name) is on the list: is it another course's?"
            )
        }
    }
}
