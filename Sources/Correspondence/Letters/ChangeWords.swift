import Course

/// What the template of one correction may say.
struct ChangeWords: LetterContext {
    enum Name: String, CaseIterable {
        case title, was, now, nowDate, by, wasBy, place, later, contact
        // What moved.
        case session, meeting, booking, deadline, lastDay, opening, choice
        case film, assessment, window, serviceCheck
    }

    let correction: LetterFacts.Correction
    let facts: LetterFacts

    func value(of name: Name) -> Any? {
        let (kind, words) = (correction.module.kind, facts.dateWords)
        return switch name {
        case .title: Shown(correction.module.plainTitle)
        case .was: Shown(said(correction.was, dayOnly: correction.wasDayOnly))
        case .now: Shown(said(correction.now, dayOnly: correction.nowDayOnly || isUndated))
        case .nowDate: Shown(words.day(correction.now.day))
        case .by: isUndated ? Shown(words.day(correction.now.day)) : nil
        case .wasBy: isMeeting && correction.wasDayOnly ? Shown(words.day(correction.was.day)) : nil
        case .place: correction.place.shown
        case .later: correction.now > correction.was
        case .contact: Shown(facts.municipality.contact.name)
        case .session: isStart && (kind == .gathering || kind == .workshop)
        case .meeting: isMeeting
        case .booking: isStart && kind == .serviceCheck
        case .deadline: correction.edge == .due || correction.edge == .chooseDateBy
        case .lastDay: correction.edge == .due
        case .opening: correction.edge == .opens
        case .choice: correction.edge == .chooseDateBy
        case .film: kind == .film
        case .assessment: kind == .assessment
        case .window: kind == .reflection
        case .serviceCheck: kind == .serviceCheck
        }
    }

    private var isStart: Bool { correction.edge == .start || correction.edge == .end }

    private var isMeeting: Bool { isStart && correction.module.kind == .reflection }

    private var isUndated: Bool { isMeeting && (correction.provisional || correction.nowDayOnly) }

    private func said(_ moment: LocalDateTime, dayOnly: Bool) -> String {
        dayOnly || !isStart ? facts.dateWords.day(moment.day) : facts.dateWords.dayAndTime(moment)
    }
}
