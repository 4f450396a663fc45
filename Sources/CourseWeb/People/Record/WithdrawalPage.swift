import Course
import CourseStore

/// Asks before a leader is taken out.
struct WithdrawalPage: Page {
    static let template = "people-withdrawal"

    let title: String
    let place: Place
    let heading: String
    let leaderPath: String
    let chairs: String?

    init(course: StoredCourse, leader: LeaderRecord, in language: Language) {
        let outline = course.outline
        heading = language("Udmeld \(leader.entry.name)?", "Take \(leader.entry.name) out of the course?")
        title = heading
        place = Place(course: outline.key, title: outline.title, .people)
        leaderPath = "/courses/\(outline.key)/people/\(leader.id)"
        chairs =
            leader.entry.isChair
            ? leader.entry.group.map { group in
                language(
                    "\(leader.entry.name) er mødeleder i \(group). Vælg en ny mødeleder på gruppens side bagefter.",
                    "\(leader.entry.name) chairs \(group). Choose another chair on the group's page afterwards."
                )
            } : nil
    }
}
