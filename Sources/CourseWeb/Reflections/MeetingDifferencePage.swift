import Correspondence
import Course
import CourseStore

/// What another date of a group's meeting changes, before it is set.
struct MeetingDifferencePage: Page {
    static let template = "people-meeting-difference"

    let title: String
    let place: Place
    let heading: String
    let group: String
    let groupPath: String
    let action: String
    let isOutdated: Bool
    let isRemoval: Bool
    let before: String
    let after: String
    let warnings: [String]
    let difference: DifferenceView
    let carried: [CarriedField]

    init(
        course: StoredCourse,
        card: GroupCard,
        module: Module,
        form: MeetingForm,
        time: MeetingTime?,
        change: PlanChange,
        seal: String,
        isOutdated: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        isRemoval = time == nil
        heading =
            time == nil
            ? language(
                "Det ændrer at fjerne datoen for \(module.title)",
                "What removing the date of \(module.title) changes"
            ) : language("Det ændrer datoen for \(module.title)", "What the date of \(module.title) changes")
        title = "\(heading): \(card.group.name)"
        place = Place(course: outline.key, title: outline.title, .groups)
        group = card.group.name
        groupPath = "/courses/\(outline.key)/groups/\(card.group.id)"
        action = "\(groupPath)/meetings/\(module.key)"
        self.isOutdated = isOutdated
        before = MeetingPage.words(form.was, in: language)
        after = MeetingPage.words(time, in: language)
        warnings = change.warnings.compactMap {
            $0.sentence(aboutMeetingOf: card.group.id, for: module, in: outline, in: language)
        }
        difference = DifferenceView(
            change,
            of: outline,
            groups: [card.group.id: card.group.name],
            warnings: [],
            in: language
        )
        carried =
            form.carried
            + (time == nil ? [CarriedField(name: "remove", value: "yes")] : form.typed) + [
                CarriedField(name: "seal", value: seal)
            ]
    }
}

extension Finding {
    /// A warning in words, where it is about a group's meeting.
    fileprivate func sentence(
        aboutMeetingOf asked: LeaderGroup.ID,
        for module: Module,
        in outline: CourseOutline,
        in language: Language
    ) -> String? {
        let dates = language.dates
        switch kind {
        case .meetingOutsideWindow(module.key, _, asked, _, let from, let to):
            return language(
                "Datoen ligger uden for perioden \(dates.window(from, to)).",
                "The date is outside the window \(dates.window(from, to))."
            )
        case .meetingOnClosedDay(module.key, let key, asked, let day, _):
            let town = outline.municipality(key)?.name ?? key
            return language("\(town) har lukket \(dates.day(day)).", "\(town) is closed on \(dates.day(day)).")
        case .filmDueAfterMeeting(let film, module.key, _, .some(asked), let due, _):
            let title = outline.programme[film]?.title ?? film
            return language(
                "Filmen “\(title)” skal først være set \(dates.day(due)), efter mødet.",
                "The film “\(title)” is due only on \(dates.day(due)), after the meeting."
            )
        case .promptTooLate(let scope, let day) where scope.group == asked:
            let title = outline.programme[scope.module]?.title ?? scope.module
            return language(
                "En besked om \(title) når først ud \(dates.day(day)), når det er forbi.",
                "A prompt about \(title) leaves only on \(dates.day(day)), when it is past."
            )
        default: return nil
        }
    }
}
