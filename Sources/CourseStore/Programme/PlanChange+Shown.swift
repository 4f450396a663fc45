import Course

extension PlanChange {
    /// As much of it as somebody may see: of bookings nothing, and a coordinator of the own municipality only.
    func shown(to role: Acting.Role, in course: StoredCourse) -> PlanChange {
        guard role != .post else { return self }
        let own = role.municipality.map { course.municipalityKey($0) }
        func shows(_ scope: PlannedPrompt.Scope) -> Bool {
            scope.leader == nil && (own.map { $0 == scope.municipality } ?? true)
        }
        var difference = difference
        difference.added.removeAll { !shows($0.scope) }
        difference.moved.removeAll { !shows($0.new.scope) }
        difference.withdrawn.removeAll { !shows($0.scope) }
        difference.unchanged.removeAll { !shows($0.scope) }
        return PlanChange(
            difference: difference,
            told: told,
            toldOf: toldOf.filter { shows($0.key) },
            reasons: reasons.filter { shows($0.key) },
            cancelled: cancelled,
            corrections: corrections?.filter { town in own.map { $0 == town.key } ?? true },
            at: at,
            warnings: warnings.filter { warning in
                switch warning.kind {
                case .promptTooLate(let scope, _): shows(scope)
                case .meetingOutsideWindow(_, let municipality, _, _, _, _),
                    .meetingOnClosedDay(_, let municipality, _, _, _),
                    .filmDueAfterMeeting(_, _, let municipality, .some, _, _), .strayMilestone(_, let municipality):
                    own.map { $0 == municipality } ?? true
                default: true
                }
            }
        )
    }
}
