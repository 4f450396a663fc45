import Course
import CourseTesting
import Postgres

@testable import CourseStore

extension Statements {
    private static let sitting = Course::Session(
        module: "workshop-1",
        key: "onsdag",
        start: moment,
        end: moment,
        place: "",
        capacity: nil
    )
    static func programme(_ outline: CourseOutline) -> [NamedStatement] {
        [
            .init("ProgrammeQueries.course", ProgrammeQueries.course(key: "c")),
            .init("ProgrammeQueries.course", ProgrammeQueries.course(id: course)),
            .init("ProgrammeQueries.lock", ProgrammeQueries.lock(key: "c")),
            .init("ProgrammeQueries.lock", ProgrammeQueries.lock(id: course)),
            .init("ProgrammeQueries.lockUnlessBusy", ProgrammeQueries.lockUnlessBusy(id: course)),
            .init("ProgrammeQueries.keys", ProgrammeQueries.keys),
            .init(
                "ProgrammeQueries.insertCourse",
                ProgrammeQueries.insertCourse(outline, programme: json, imported: json)
            ),
            .init(
                "ProgrammeQueries.updateCourse",
                ProgrammeQueries.updateCourse(course, to: outline, programme: json, imported: json)
            ),
            .init("ProgrammeQueries.touch", ProgrammeQueries.touch(course)),
            .init("ProgrammeQueries.setState", ProgrammeQueries.setState(.live, of: course)),
            .init("ProgrammeQueries.sessions", ProgrammeQueries.sessions(of: course)),
            .init("ProgrammeQueries.saveSession", ProgrammeQueries.saveSession(sitting, position: 0, in: course)),
            .init("ProgrammeQueries.deleteSessions", ProgrammeQueries.deleteSessions(of: course, except: [])),
            .init("ProgrammeQueries.plan", ProgrammeQueries.plan(of: course)),
            .init("ProgrammeQueries.savePlan", ProgrammeQueries.savePlan(json, of: course, now: now)),
            .init("ProgrammeQueries.withdrawPrompts", ProgrammeQueries.withdrawPrompts(planned, now: now)),
            .init("ProgrammeQueries.audienceSizes", ProgrammeQueries.audienceSizes(of: course)),
            .init("ProgrammeQueries.toldLeaders", ProgrammeQueries.toldLeaders(planned)),
            .init(
                "ProgrammeQueries.setClock",
                ProgrammeQueries.setClock(of: course, route: "course-1", to: now, rate: 1)
            ),
            .init("ProgrammeQueries.setPace", ProgrammeQueries.setPace(of: course, to: 1)),
            .init("ProgrammeQueries.moveLeases", ProgrammeQueries.moveLeases(on: "course-1", to: now)),
            .init("ProgrammeQueries.now", ProgrammeQueries.now(of: course)),
        ]
    }

    static let rooms: [NamedStatement] = [
        .init("FilmQueries.sharesOfChair", FilmQueries.sharesOfChair),
        .init("ServiceCheckQueries.ofHelper", ServiceCheckQueries.ofHelper),
        .init("WorkshopQueries.jointLeaders", WorkshopQueries.jointLeaders(of: course)),
        .init("WorkshopQueries.seated", WorkshopQueries.seated(at: "workshop-1", in: course)),
        .init(
            "WorkshopQueries.places",
            WorkshopQueries.places(of: [leader], at: "workshop-1", in: course, own: nil)
        ),
        .init(
            "WorkshopQueries.leaders",
            WorkshopQueries.leaders(
                WorkshopQueries.lacking(.table, at: "workshop-1", isSole: true),
                at: "workshop-1",
                limit: 1,
                offset: 0
            )
        ),
        .init(
            "WorkshopQueries.toldOtherwise",
            WorkshopQueries.toldOtherwise([(leader, "onsdag")], module: "workshop-1")
        ),
        .init(
            "WorkshopQueries.toldTable",
            WorkshopQueries.toldTable([leader], module: "workshop-1", prompts: ["your-table"])
        ),
        .init(
            "ToDoQueries.tableless",
            ToDoQueries.tableless(of: course, own: nil, modules: [("workshop-1", true)])
        ),
        .init("ReflectionQueries.members", ReflectionQueries.members(of: group)),
        .init("ReflectionQueries.removeMeeting", ReflectionQueries.removeMeeting(of: group, module: "m")),
        .init("CorrectionQueries.counts", CorrectionQueries.counts(course, today: moment)),
        .init("PlanQueries.entries", PlanQueries.entries(of: course, in: nil)),
        .init("PlanQueries.meetingDays", PlanQueries.meetingDays(of: course, in: nil)),
        .init("PlanQueries.planned", PlanQueries.planned(planned[0], of: course)),
        .init("PlanQueries.besides", PlanQueries.besides(planned[0])),
        .init("PlanQueries.items", PlanQueries.items(of: planned[0])),
        .init("PlanQueries.audience", PlanQueries.audience(of: planned[0])),
        .init("PlanQueries.meetings", PlanQueries.meetings(of: group)),
        .init("PlanQueries.names", PlanQueries.names(of: [group])),
        .init("FilmQueries.markDone", FilmQueries.markDone(by: leader, module: "film-1", now: now)),
        .init("ReflectionQueries.meetings", ReflectionQueries.meetings(of: course)),
        .init(
            "ReflectionQueries.saveMeeting",
            ReflectionQueries.saveMeeting(of: group, module: "meeting-1", start: moment, end: moment, place: nil)
        ),
        .init("ReflectionQueries.markDone", ReflectionQueries.markDone(by: group, module: "meeting-1", now: now)),
        .init("ServiceCheckQueries.bookings", ServiceCheckQueries.bookings(of: course)),
        .init(
            "WorkshopQueries.saveSeats",
            WorkshopQueries.saveSeats(
                [(leader, SeatPlace(session: "onsdag", table: "bord 4"))],
                course: course,
                module: "workshop-1"
            )
        ),
    ]
}
