import Course
import CourseStore
import HTTPTypes
import Hummingbird

extension CoursesPages {
    @Sendable
    func settings(_ request: Request, context: CourseContext) async throws -> Response {
        let course = try await context.store.course(context.course)
        return context.page(
            SettingsPage(course, own: context.ownMunicipality?.key, in: context.visitor.language)
        )
    }

    @Sendable
    func municipality(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, municipality) = try await ownMunicipality(context)
        let entry = SettingsEntry(MunicipalitySettings(of: municipality))
        return context.page(page(entry, of: municipality, in: course, context))
    }

    @Sendable
    func setMunicipality(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, municipality) = try await ownMunicipality(context)
        let form = try await Form.read(request)
        let standing = MunicipalitySettings(of: municipality)
        let entry = SettingsEntry(form, standing: standing, isWhole: context.isWhole)
        guard let new = entry.settings, entry.faults.isEmpty, let old = entry.old else {
            return context.page(
                page(entry, of: municipality, in: course, context),
                status: .unprocessableContent
            )
        }
        do {
            // Another time moves letters: what that changes is shown before it is applied.
            if new.sendAt != old.sendAt {
                let (change, isOutdated) = try await trySendAt(from: old, to: new, of: municipality, form, context)
                if let change {
                    let now = try await context.store.course(context.course)
                    let page = SendAtCheckPage(
                        change,
                        entry,
                        from: old.sendAt,
                        to: new.sendAt,
                        of: municipality,
                        in: now,
                        groups: try await context.store.groupNames(in: context.course),
                        isOutdated: isOutdated,
                        language: context.visitor.language
                    )
                    return context.page(page, status: isOutdated ? .conflict : .ok)
                }
            } else {
                try await context.store.set(municipality.key, in: context.course, from: old, to: new)
            }
        } catch let refusal as Refusal where refusal.kind == .changed {
            // Read once more: it is shown as it is by now.
            let (course, municipality) = try await ownMunicipality(context)
            return context.page(
                page(
                    entry.contradicted(by: MunicipalitySettings(of: municipality)),
                    of: municipality,
                    in: course,
                    context
                ),
                status: .conflict
            )
        }
        return context.seeOther(
            "/courses/\(context.course)/settings",
            saying: context.visitor.language("Indstillingerne er gemt.", "The settings have been saved.")
        )
    }

    /// Applies another time where its difference was shown; else, or where the course has changed since, gives the difference.
    private func trySendAt(
        from old: MunicipalitySettings,
        to new: MunicipalitySettings,
        of municipality: Municipality,
        _ form: Form,
        _ context: CourseContext
    ) async throws -> (PlanChange?, isOutdated: Bool) {
        func set(expecting version: Int64?, dryRun: Bool) async throws -> PlanChange? {
            try await context.store.set(
                municipality.key,
                in: context.course,
                from: old,
                to: new,
                expecting: version,
                dryRun: dryRun
            )
        }
        // Where the settings themselves are others by now, this refuses, before and after.
        guard form.has("apply"), let version = Int64(form["version"]) else {
            return (try await set(expecting: nil, dryRun: true), false)
        }
        do {
            _ = try await set(expecting: version, dryRun: false)
            return (nil, false)
        } catch let refusal as Refusal where refusal.kind == .changed {
            return (try await set(expecting: nil, dryRun: true), true)
        }
    }

    @Sendable
    func closedPeriods(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, municipality) = try await ownMunicipality(context)
        let entry = ClosedPeriodsEntry(municipality.closed)
        return context.page(ClosedPeriodsPage(entry, of: municipality, in: course, language: context.visitor.language))
    }

    /// Shows what other closing days would do to the letters; sets them, where that has been looked at.
    @Sendable
    func setClosedPeriods(_ request: Request, context: CourseContext) async throws -> Response {
        let (course, municipality) = try await ownMunicipality(context)
        let form = try await Form.read(request)
        let language = context.visitor.language
        let entry = ClosedPeriodsEntry(form)
        func again(_ findings: [Finding] = []) -> Response {
            context.page(
                ClosedPeriodsPage(entry, of: municipality, in: course, findings: findings, language: language),
                status: .unprocessableContent
            )
        }
        guard let periods = entry.periods else { return again() }
        func set(expecting version: Int64?, dryRun: Bool) async throws -> PlanChange {
            try await context.store.setClosedPeriods(
                periods,
                of: municipality.key,
                in: context.course,
                expecting: version,
                dryRun: dryRun
            )
        }
        do {
            var isOutdated = false
            if form.has("apply"), let version = Int64(form["version"]) {
                do {
                    _ = try await set(expecting: version, dryRun: false)
                    return context.seeOther(
                        "/courses/\(context.course)/settings",
                        saying: language(
                            "Lukkedagene er gemt, og planen er fulgt med. Du kan altid ændre dem igen.",
                            "The closing days have been saved, and the plan has followed. You can change them again at any time."
                        )
                    )
                } catch let refusal as Refusal where refusal.kind == .changed {
                    // The course was changed after the difference had been shown: it is shown anew.
                    isOutdated = true
                }
            }
            let now = try await context.store.course(context.course)
            let page = ClosedPeriodsCheckPage(
                try await set(expecting: nil, dryRun: true),
                periods,
                of: now.outline.municipality(municipality.key) ?? municipality,
                in: now,
                groups: try await context.store.groupNames(in: context.course),
                isOutdated: isOutdated,
                language: language
            )
            return context.page(page, status: isOutdated ? .conflict : .ok)
        } catch let faults as PlanFaults {
            return again(faults.findings)
        }
    }

    /// The municipality that the address names, where it is this person's.
    private func ownMunicipality(_ context: CourseContext) async throws -> (StoredCourse, Municipality) {
        let key = try context.parameters.require("municipality")
        try context.require(municipality: key)
        let course = try await context.store.course(context.course)
        guard let municipality = course.outline.municipality(key) else { throw DoorFault.notThere }
        return (course, municipality)
    }

    private func page(
        _ entry: SettingsEntry,
        of municipality: Municipality,
        in course: StoredCourse,
        _ context: CourseContext
    ) -> MunicipalityPage {
        MunicipalityPage(
            entry,
            of: municipality,
            in: course,
            isWhole: context.isWhole,
            language: context.visitor.language
        )
    }
}
