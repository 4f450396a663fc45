import Correspondence
import Course
import CourseStore

/// What was done, in words: who stands before them, as in "Kirsten Holm flyttede Workshop 1".
struct AuditWords: Sendable {
    let language: Language
    let names: AuditNames

    /// What was done to whom; an action of a later program is shown as it is.
    func sentence(_ entry: AuditEntry) -> String {
        guard let action = AuditAction(rawValue: entry.action) else {
            return [entry.action, entry.subject].compactMap(\.self).joined(separator: " ")
        }
        return action.words(in: language).replacing("{subject}", with: subject(of: entry, action))
    }

    /// The action's own words, without whom it was done to.
    static func name(of action: String, in language: Language) -> String {
        guard let action = AuditAction(rawValue: action) else { return action }
        return action.words(in: language).replacing("{subject}", with: "…").capitalizedFirst
    }

    /// To whom or what it was done, by name as far as there is one to be seen.
    private func subject(of entry: AuditEntry, _ action: AuditAction) -> String {
        let subject = entry.subject ?? ""
        let number = Int64(subject)
        let course = entry.course.flatMap { names.courses[$0] }
        switch action {
        case .administratorAdd, .administratorRemove, .administratorLink:
            return number.flatMap { names.administrators[$0] } ?? language("en administrator", "an administrator")
        case .helperAdd, .helperRemove:
            return number.flatMap { names.helpers[$0] } ?? language("en hjælper", "a helper")
        case .courseCopy, .courseSucceed: return names.courses[subject]?.outline.title ?? subject
        case .courseImport, .courseLive, .coursePause, .courseSimulate, .courseClock:
            return course?.outline.title ?? subject
        case .courseEnrol, .enrolmentApply, .enrolmentElsewhere, .courseLiveWithoutAgreement, .agreementGive,
            .agreementWithdraw,
            .municipalitySet, .calendarSet:
            return subject.split(separator: " ").map { municipality(String($0), in: course) }
                .joined(separator: language(" og ", " and "))
        case .groupRename, .groupChair: return group(number)
        case .leaderAddress, .leaderEdit, .leaderWithdraw, .leaderReturn, .leaderSuccession, .leaderLanguage,
            .leaderAddressTaken, .messageCopy:
            return leader(number)
        case .filmDone, .reflectionDone: return module(subject, in: course)
        case .meetingSet, .meetingRemove:
            let (group, module) = two(subject, at: " ")
            return language(
                "\(self.module(module, in: course)) i \(self.group(Int64(group)))",
                "\(self.module(module, in: course)) of \(self.group(Int64(group)))"
            )
        case .seatSet:
            let (module, session) = two(subject, at: " ")
            return session.isEmpty ? self.module(module, in: course) : self.session(session, of: module, in: course)
        case .sessionMove:
            let (module, session) = two(subject, at: ".")
            return self.session(session, of: module, in: course)
        case .mailHold, .mailRetry, .mailCancel:
            if number != nil { return language("brev \(subject)", "letter \(subject)") }
            return subject.contains(".") && course != nil ? prompt(subject, in: course) : route(subject, in: course)
        case .messageSend, .messageCancel:
            let text = number.flatMap { names.messages[$0] }
            return text.map { language("”\($0)”", "“\($0)”") } ?? language("nr. \(subject)", "no. \(subject)")
        case .messageMissed:
            let (leader, prompt) = two(subject, at: " ")
            return language(
                "\(self.prompt(prompt, in: course)) til \(self.leader(Int64(leader)))",
                "\(self.prompt(prompt, in: course)) to \(self.leader(Int64(leader)))"
            )
        case .wordsSet, .wordsReset: return prompt(subject, in: course)
        }
    }

    // MARK: Names

    func leader(_ number: Int64?) -> String {
        number.flatMap { names.leaders[$0] } ?? language("en leder", "a leader")
    }

    private func group(_ number: Int64?) -> String {
        number.flatMap { names.groups[$0] } ?? language("en ledergruppe", "a leader group")
    }

    func municipality(_ key: String, in course: StoredCourse?) -> String {
        course?.outline.municipality(key)?.name ?? key
    }

    private func module(_ key: String, in course: StoredCourse?) -> String {
        let title = course?.outline.programme[key]?.title
        return title.map { language("”\($0)”", "“\($0)”") } ?? key
    }

    /// As `Film 1: link`.
    private func prompt(_ key: String, in course: StoredCourse?) -> String {
        let (module, prompt) = two(key, at: ".")
        guard let course else { return key }
        let reference = Prompt.Reference(module: module, prompt: prompt)
        return PromptTitle(reference, in: course.outline)?.text(in: language)
            ?? "\(self.module(module, in: course)): \(prompt)"
    }

    /// The module's title; where it is held more than once, with the day on which this one is now.
    private func session(_ key: String, of module: String, in course: StoredCourse?) -> String {
        let title = self.module(module, in: course)
        guard let sessions = course?.outline.sessions(of: module), sessions.count > 1 else { return title }
        guard let session = sessions.first(where: { $0.key == key }) else { return title }
        let day = language.dates.day(session.start.day)
        return language("\(title) (nu \(day))", "\(title) (now \(day))")
    }

    private func route(_ name: String, in course: StoredCourse?) -> String {
        language("alt på ruten \(name)", "all on the route \(name)")
    }

    private func two(_ text: String, at mark: Character) -> (String, String) {
        let parts = text.split(separator: mark, maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
}
