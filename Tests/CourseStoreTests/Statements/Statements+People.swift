import Course
import CourseTesting
import Postgres

@testable import CourseStore

extension Statements {
    private static let town = Municipality(
        key: "here",
        name: "Here",
        sender: "A <a@b.example>",
        signed: "A",
        contact: Municipality.Contact(name: "A", email: "a@b.example", phone: nil),
        coordinator: "a@b.example",
        sendAt: LocalTime(8, 0),
        closed: []
    )

    static let people: [NamedStatement] =
        PeopleQueries.copyPeople(from: course, to: course).map { .init("PeopleQueries.copyPeople", $0) } + directory + [
            .init("DatabaseQueries.identity", DatabaseQueries.identity),
            .init("DatabaseQueries.role", DatabaseQueries.role),
            .init("DatabaseQueries.tables", DatabaseQueries.tables),
            .init("DatabaseQueries.seesRows", DatabaseQueries.seesRows(of: "leader")),
            .init("ActingQueries.act", ActingQueries.act(as: "post")),
            .init("PeopleQueries.groupOfChair", PeopleQueries.groupOfChair),
            .init(
                "UnreachableQueries.leaders",
                UnreachableQueries.leaders(of: course, in: municipality)
            ),
            .init("PeopleQueries.municipalities", PeopleQueries.municipalities(of: course)),
            .init("PeopleQueries.closedPeriods", PeopleQueries.closedPeriods(of: course)),
            .init("PeopleQueries.saveMunicipality", PeopleQueries.saveMunicipality(town, position: 0, in: course)),
            .init("PeopleQueries.deleteMunicipality", PeopleQueries.deleteMunicipality(municipality)),
            .init("PeopleQueries.deleteClosedPeriods", PeopleQueries.deleteClosedPeriods(of: municipality)),
            .init(
                "PeopleQueries.insertClosedPeriod",
                PeopleQueries.insertClosedPeriod(ClosedPeriod(from: day, to: day), position: 0, of: municipality)
            ),
            .init("PeopleQueries.equivalentAreas", PeopleQueries.equivalentAreas(of: course)),
            .init("PeopleQueries.deleteEquivalentAreas", PeopleQueries.deleteEquivalentAreas(of: course)),
            .init("PeopleQueries.insertEquivalentArea", PeopleQueries.insertEquivalentArea(1, rank: 0, of: course)),
            .init("PeopleQueries.saveArea", PeopleQueries.saveArea("A", in: municipality)),
            .init("PeopleQueries.saveAreas", PeopleQueries.saveAreas(["A"], in: municipality)),
            .init("PeopleQueries.saveGroups", PeopleQueries.saveGroups(["A"], in: municipality)),
            .init("PeopleQueries.groups", PeopleQueries.groups(of: course)),
            .init("PeopleQueries.anyLeader", PeopleQueries.anyLeader(of: municipality)),
            .init("PeopleQueries.anyLeader", PeopleQueries.anyLeader(ofCourse: course)),
            .init("PeopleQueries.leaderCount", PeopleQueries.leaderCount(in: course)),
            .init("PeopleQueries.enrolBefore", PeopleQueries.enrolBefore(now, in: course)),
            .init("PeopleQueries.enrolled", PeopleQueries.enrolled(in: course)),
            .init(
                "PeopleQueries.insertLeaders",
                PeopleQueries.insertLeaders(json, course: course, municipality: municipality, now: now)
            ),
            .init(
                "PeopleQueries.updateLeaders",
                PeopleQueries.updateLeaders(json, municipality: municipality, retellAt: now)
            ),
            .init("PeopleQueries.withdraw", PeopleQueries.withdraw([leader], now: now)),
            .init("PeopleQueries.takeBack", PeopleQueries.takeBack(leader)),
            .init("PeopleQueries.freeWithheld", PeopleQueries.freeWithheld([leader])),
            .init("PeopleQueries.retell", PeopleQueries.retell([leader], at: now)),
            .init("PeopleQueries.leader", PeopleQueries.leader("a@b.example", in: course)),
            .init("PeopleQueries.recipients", PeopleQueries.recipients(of: course, leader: nil)),
            .init(
                "PeopleQueries.correctAddress",
                PeopleQueries.correctAddress(of: leader, to: "a@b.example", in: course)
            ),
            .init("PeopleQueries.readdress", PeopleQueries.readdress(leader, in: course, now: now)),
            .init(
                "UndeliveredQueries.retell",
                UndeliveredQueries.retell(letter: 1, to: leader, in: course, now: now)
            ),
        ]
}
