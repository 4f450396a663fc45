import Correspondence
import Course
import CourseStore

/// One leader: the record to change, and the place in the course.
struct LeaderPage: Page {
    static let template = "people-leader"

    let title: String
    let place: Place
    let listPath: String
    let action: String
    let name: String
    let municipality: String
    let tags: [PeopleTag]
    let faults: PeopleFaults?
    let overtaken: PeopleOvertaken?
    let unreachable: String?
    let isWithdrawn: Bool
    let withdrawnSince: String
    let was: [CarriedField]
    let nameField: Field
    let emailField: Field
    let titleField: Field
    let areaField: Field
    let groupField: Field
    let newGroupField: Field
    let isChair: Bool
    let chairWrong: String?
    let reportsToField: Field
    let languageField: Field
    let enrolled: String
    let groupPath: String?
    let groupName: String
    let seats: [Seat]
    let predecessor: PeopleLink?
    let successor: PeopleLink?
    let hasLetters: Bool
    let letters: [Letter]
    let previewPath: String
    let mayReturn: Bool
    let returnLabel: String

    /// A place in a session.
    struct Seat: Sendable {
        let module: String
        let session: String
        let href: String
    }

    /// A letter: one that waits, that was sent, or that nobody got.
    struct Letter: Sendable {
        let href: String
        let label: String
        let outcome: String
        let kind: String
    }

    /// The page of a leader, with a form as it was typed.
    ///
    /// `wrong` is what is wrong with what was typed, by field; `isOvertaken`, whether the record is no longer what the form was made from.
    init(
        course: StoredCourse,
        card: LeaderCard,
        form: LeaderForm? = nil,
        wrong: [LeaderList.Column: String] = [:],
        isOvertaken: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        let leader = card.leader
        let form = form ?? LeaderForm(leader.entry)
        let typed = form.typed
        let root = "/courses/\(outline.key)"
        let dates = language.dates
        func day(_ moment: Instant) -> String { dates.day(outline.timeZone.local(moment).day) }
        func field(
            _ column: LeaderList.Column,
            isRequired: Bool = false,
            type: String = "text",
            hint: String? = nil
        ) -> Field {
            Field(
                column.fieldName,
                label: column.label(in: language),
                value: typed.text(column) ?? "",
                hint: hint,
                fault: wrong[column],
                type: type,
                autocomplete: "off",
                isRequired: isRequired
            )
        }
        title = leader.entry.name
        place = Place(course: outline.key, title: outline.title, .people)
        listPath = "\(root)/people"
        action = "\(root)/people/\(leader.id)"
        name = leader.entry.name
        municipality = outline.municipality(leader.municipality)?.name ?? leader.municipality
        tags = leader.tags(in: language)
        faults = PeopleFaults(
            LeaderList.Column.allCases.compactMap { column in wrong[column].map { (column.fieldName, $0) } }
        )
        overtaken = isOvertaken ? Self.overtaken(form, now: leader.entry, in: language) : nil
        unreachable =
            leader.isUnreachable
            ? language(
                "Adressen afviser mail. Ret den, så går det, der manglede, til den nye.",
                "The address refuses mail. Correct it, and what was missing goes to the new one."
            ) : nil
        isWithdrawn = leader.withdrawnAt != nil
        withdrawnSince =
            leader.withdrawnAt.map { since in
                language(
                    "Udmeldt af forløbet \(day(since)). Der bliver ikke sendt noget.",
                    "Taken out of the course on \(day(since)). Nothing is sent."
                )
            } ?? ""
        // Once it is shown what has changed, saving again means that this is known.
        was = LeaderForm.carried(isOvertaken || wrong.isEmpty ? leader.entry : form.was)
        nameField = field(.name, isRequired: true)
        emailField = field(.email, isRequired: true, type: "email")
        titleField = field(.title)
        areaField = Field(
            "area",
            label: LeaderList.Column.area.label(in: language),
            choices: Self.choices(card.areas, with: typed.area),
            chosen: typed.area,
            fault: wrong[.area]
        )
        let chosenGroup = form.newGroup.isEmpty ? typed.group ?? "" : ""
        groupField = Field(
            "group",
            label: LeaderList.Column.group.label(in: language),
            choices: [("", language("Ingen", "None"))] + Self.choices(card.groups, with: chosenGroup),
            chosen: chosenGroup,
            fault: form.newGroup.isEmpty ? wrong[.group] : nil
        )
        newGroupField = Field(
            "new-group",
            label: language("Eller en ny gruppe", "Or a new group"),
            value: form.newGroup,
            fault: form.newGroup.isEmpty ? nil : wrong[.group],
            autocomplete: "off"
        )
        isChair = typed.isChair
        chairWrong = wrong[.chair]
        reportsToField = field(.reportsTo, hint: language("En mailadresse eller et navn", "A mail address or a name"))
        languageField = Field(
            "language",
            label: LeaderList.Column.language.label(in: language),
            choices: [
                (
                    "",
                    language(
                        "Forløbets (\(outline.language.name(in: language)))",
                        "The course's (\(outline.language.name(in: language)))"
                    )
                )
            ] + Language.allCases.map { ($0.rawValue, $0.name(in: language)) },
            chosen: typed.language?.rawValue ?? "",
            fault: wrong[.language]
        )
        enrolled = day(leader.enrolledAt)
        groupPath = leader.group.map { "\(root)/groups/\($0)" }
        groupName = leader.entry.group ?? ""
        seats = card.seats.map { seat in
            let session = outline.sessions(of: seat.module).first { $0.key == seat.session }
            return Seat(
                module: outline.programme[seat.module]?.title ?? seat.module,
                session: (session.map { dates.span($0.start, $0.end) } ?? seat.session)
                    + (seat.table.map { ", \($0)" } ?? ""),
                href: "\(root)/seats/\(seat.module.percentEncoded)"
            )
        }
        func link(_ leader: LeaderRecord) -> PeopleLink {
            PeopleLink(href: "\(root)/people/\(leader.id)", label: leader.entry.name)
        }
        predecessor = card.predecessor.map(link)
        successor = card.successor.map(link)
        let words = LedgerWords(language: language, outline: outline)
        letters = card.letters.map { letter in
            Letter(
                href: "\(root)/letters/\(letter.id)",
                label: language("Brev \(day(letter.at))", "Letter of \(day(letter.at))"),
                outcome: words.letter(letter.state, isBounced: letter.isBounced),
                kind: LedgerWords.tag(letter.state, isBounced: letter.isBounced)
            )
        }
        hasLetters = !letters.isEmpty
        previewPath = "\(root)/preview?leader=\(leader.id)"
        mayReturn = isWithdrawn || leader.isUnreachable
        returnLabel =
            isWithdrawn
            ? language("Tag lederen ind igen", "Take the leader in again")
            : language("Prøv adressen igen", "Try the address again")
    }

    private static func choices(_ names: [String], with chosen: String) -> [(value: String, label: String)] {
        let all = names.contains(chosen) || chosen.isEmpty ? names : [chosen] + names
        return all.map { ($0, $0) }
    }

    private static func overtaken(_ form: LeaderForm, now: LeaderEntry, in language: Language) -> PeopleOvertaken {
        let rows = LeaderList.Column.allCases.compactMap { column -> PeopleOvertaken.Row? in
            guard form.was.text(column) != now.text(column) else { return nil }
            return PeopleOvertaken.Row(
                label: column.label(in: language),
                before: column.shown(form.was.text(column), in: language),
                now: column.shown(now.text(column), in: language),
                typed: column.shown(form.typed.text(column), in: language)
            )
        }
        return PeopleOvertaken(rows: rows)
    }
}
