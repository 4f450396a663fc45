import Course
import CourseStore
import HTTPTypes
import Hummingbird

/// The leaders and their groups.
struct PeoplePages {
    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>
    ) {
        course.get("people", use: directory)
        course.get("people/:leader", use: leader)
        course.post("people/:leader", use: edit)
        course.get("people/:leader/withdrawal", use: askWithdrawal)
        course.post("people/:leader/withdrawal", use: withdraw)
        course.post("people/:leader/return", use: takeBack)
        course.get("people/:leader/succession", use: succession)
        course.post("people/:leader/succession", use: handOver)

        course.get("enrolment/:municipality", use: enrolment)
        course.post("enrolment/:municipality", use: upload)
        course.post("enrolment/:municipality/application", use: apply)

        course.get("groups", use: groups)
        course.get("groups/:group", use: group)
        course.post("groups/:group", use: editGroup)
        course.get("groups/:group/meetings/:module", use: meeting)
        course.post("groups/:group/meetings/:module", use: setMeeting)
    }
}

extension CourseContext {
    /// A row's number in the path; nobody's page where that is none.
    func number<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws -> Identifier<Subject> {
        guard let number = parameters.get(name).flatMap({ Int64($0) }), number > 0 else { throw DoorFault.notThere }
        return Identifier(rawValue: number)
    }

    /// The municipalities that are this person's, in the course's order.
    func municipalities(of course: StoredCourse) -> [Municipality] {
        course.outline.municipalities.filter { isWhole || $0.key == ownMunicipality?.key }
    }

    /// The municipality that the path names.
    func municipality(of course: StoredCourse) throws -> Municipality {
        let key = try parameters.require("municipality")
        try require(municipality: key)
        guard let municipality = course.outline.municipality(key) else { throw DoorFault.notThere }
        return municipality
    }

    var language: Language { visitor.language }
}

extension Request {
    /// What stands behind the question mark.
    var query: Form { Form(urlEncoded: uri.query ?? "") }
}
