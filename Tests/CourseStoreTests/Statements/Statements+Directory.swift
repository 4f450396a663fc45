import Course
import CourseTesting
import Postgres

@testable import CourseStore

extension Statements {
    private static let everyFilter = LeaderFilter(
        municipality: "a",
        area: 1,
        group: group,
        text: "a",
        standing: .unreachable
    )
    private static let someLeaders = DirectoryQueries.condition(
        course,
        everyFilter,
        municipality: municipality,
        own: municipality
    )
    private static let entry = LeaderEntry(name: "A", email: "a@b.example", area: "A", group: "G")

    static let directory: [NamedStatement] = [
        .init("ActingQueries.act", ActingQueries.act(as: "post")),
        .init("DirectoryQueries.leaders", DirectoryQueries.leaders(someLeaders, limit: 1, offset: 0)),
        .init("DirectoryQueries.count", DirectoryQueries.count(someLeaders)),
        .init("DirectoryQueries.everybody", DirectoryQueries.everybody(in: course, own: municipality)),
        .init("DirectoryQueries.areas", DirectoryQueries.areas(of: course, own: municipality)),
        .init(
            "DirectoryQueries.groups",
            DirectoryQueries.groups(of: course, in: municipality, or: group, own: municipality)
        ),
        .init("RecordQueries.leader", RecordQueries.leader(leader, in: course, own: municipality)),
        .init("RecordQueries.successor", RecordQueries.successor(of: leader)),
        .init("RecordQueries.groupNames", RecordQueries.groupNames(of: municipality)),
        .init("RecordQueries.seats", RecordQueries.seats(of: leader)),
        .init("RecordQueries.letters", RecordQueries.letters(to: leader)),
        .init("RecordQueries.edit", RecordQueries.edit(leader, to: entry, retellAt: now)),
        .init("RecordQueries.insertSuccessor", RecordQueries.insertSuccessor(entry, of: leader, now: now)),
        .init("RecordQueries.copySeats", RecordQueries.copySeats(of: leader, to: leader)),
        .init("DraftQueries.deleteOld", DraftQueries.deleteOld),
        .init("DraftQueries.delete", DraftQueries.delete(in: municipality, of: "a")),
        .init("DraftQueries.insert", DraftQueries.insert([1], name: "a", .init(), in: municipality, of: "a")),
        .init("DraftQueries.draft", DraftQueries.draft(.init(rawValue: 1), in: municipality, of: "a")),
        .init(
            "GroupQueries.groups",
            GroupQueries.groups(
                GroupQueries.condition(course, municipality: municipality, lack: .date(module: "a")),
                limit: 1,
                offset: 0
            )
        ),
        .init(
            "GroupQueries.count",
            GroupQueries.count(GroupQueries.condition(course, municipality: nil, lack: .chair))
        ),
        .init(
            "GroupQueries.group",
            GroupQueries.group(group, GroupQueries.condition(course, municipality: nil, lack: nil))
        ),
        .init("GroupQueries.group", GroupQueries.group(named: "a", in: municipality)),
        .init("GroupQueries.rename", GroupQueries.rename(group, to: "a")),
        .init("GroupQueries.chairs", GroupQueries.chairs(of: group)),
        .init("GroupQueries.members", GroupQueries.members(of: group)),
        .init("GroupQueries.setChairs", GroupQueries.setChairs([leader], of: group)),
    ]
}
