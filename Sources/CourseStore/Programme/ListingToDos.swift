import Course
import Postgres

extension Store {
    /// What is to be done about a course, the most urgent first; for a coordinator in the own municipality only.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func toDo(of key: String) async throws -> [ToDo] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let own = ownMunicipality
            let headcounts = try await transaction.rows(OverviewQueries.headcounts(of: course.id, own: own))
            var all: [ToDo] = []
            for town in headcounts {
                let key = town.municipality
                if town.leaders == 0 { all.append(ToDo(.nobodyEnrolled, in: key, count: 1)) }
                if town.refused > 0 { all.append(ToDo(.refusedAddresses, in: key, count: town.refused)) }
            }
            all += try await transaction.datelessGroups(of: course, own: own)
            for town in headcounts where town.chairless > 0 {
                all.append(ToDo(.chairlessGroups, in: town.municipality, count: town.chairless))
            }
            let sittings = course.outline.programme.modules.map(\.key).filter {
                course.outline.sessions(of: $0).count > 1
            }
            all += try await transaction.rows(ToDoQueries.seatless(of: course.id, own: own, modules: sittings)).map {
                ToDo(.seatless(module: $0.module), in: $0.municipality, count: $0.count)
            }
            all += try await transaction.rows(
                ToDoQueries.tableless(of: course.id, own: own, modules: course.outline.modulesWithTables)
            ).map { ToDo(.tableless(module: $0.module), in: $0.municipality, count: $0.count) }
            if own == nil {
                all += course.outline.programme.modules.filter(\.wantsLink).map {
                    ToDo(.noLink(module: $0.key), in: nil, count: 1)
                }
            }
            if course.state != .live {
                let agreements = try await transaction.agreements(of: course)
                all += agreements.filter { !$0.stands && (own == nil || course.municipalities[$0.municipality] == own) }
                    .map {
                        ToDo($0.agreedAt == nil ? .notAgreed : .agreedToOtherDays, in: $0.municipality, count: 1)
                    }
            }
            return all
        }
    }
}

extension Transaction {
    /// Groups that have no date though it should have been chosen by now, or within a fortnight, as long as their window lasts.
    fileprivate func datelessGroups(of course: StoredCourse, own: Municipality.ID?) async throws -> [ToDo] {
        let today = course.outline.timeZone.local(course.now).day
        // A course that is stored can be planned; if ever not, its faults are said where it is edited.
        guard let plan = try? Plan(of: course.outline, milestones: Milestones(sessions: course.outline.sessions)) else {
            return []
        }
        let pressing = plan.windows.filter { window in
            let by = window.chooseDateBy ?? window.from
            return by.days(since: today) <= ToDo.noticeDays && today <= window.to
        }
        guard !pressing.isEmpty else { return [] }
        let counts = try await rows(
            ToDoQueries.dateless(of: course.id, own: own, modules: Set(pressing.map(\.module)).sorted())
        )
        return pressing.compactMap { window in
            let by = window.chooseDateBy ?? window.from
            guard
                let found = counts.first(where: { ($0.municipality, $0.module) == (window.municipality, window.module) }
                )
            else { return nil }
            return ToDo(
                .datelessGroups(module: window.module, chooseBy: by, isPast: by < today),
                in: window.municipality,
                count: found.count
            )
        }
    }
}

extension ToDo {
    /// So many days before a date is to be chosen it is something to do.
    public static let noticeDays = 14
}

extension CourseOutline {
    /// The modules at which people are seated at tables, and whether each has one session only.
    fileprivate var modulesWithTables: [(key: String, isSole: Bool)] {
        programme.modules.filter { $0.tables != nil && !sessions(of: $0.key).isEmpty }
            .map { ($0.key, sessions(of: $0.key).count == 1) }
    }
}

extension Module {
    /// Whether its leaders are sent to something that nobody has said where it is.
    fileprivate var wantsLink: Bool {
        [.film, .assessment, .material].contains(kind) && (link ?? "").isEmpty
    }
}
