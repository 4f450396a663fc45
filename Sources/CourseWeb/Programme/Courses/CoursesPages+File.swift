import Course
import CourseStore
import HTTPTypes
import Hummingbird

extension CoursesPages {
    @Sendable
    func newCourse(_ request: Request, context: AdministratorContext) async throws -> Response {
        context.page(CourseFilePage(in: context.visitor.language))
    }

    /// Reads a course file and shows what it would do; does it, where that has been looked at.
    @Sendable
    func readFile(_ request: Request, context: AdministratorContext) async throws -> Response {
        let language = context.visitor.language
        func refuse(_ sentence: String, _ status: HTTPResponse.Status = .unprocessableContent) -> Response {
            context.page(CourseFilePage(fault: sentence, in: language), status: status)
        }
        let form: Form
        do {
            form = try await Form.read(request, atMost: 3 * CourseUpload.limit)
        } catch FormFault.tooLong {
            return refuse(CourseUpload.Fault.tooLong.sentence(in: language), .contentTooLarge)
        }
        let upload: CourseUpload
        do throws(CourseUpload.Fault) {
            upload = try CourseUpload(form)
        } catch {
            return refuse(error.sentence(in: language), error == .tooLong ? .contentTooLarge : .unprocessableContent)
        }
        let file: CourseFile
        do throws(CourseFileFaults) {
            file = try CourseFile.read(upload.bytes, name: upload.name)
            _ = try file.plan()
        } catch {
            return context.page(CourseFilePage(faults: error, in: language), status: .unprocessableContent)
        }
        guard file.outline.key != "new" else { return refuse(CourseUpload.Fault.reservedKey.sentence(in: language)) }

        var outdated = false
        if form.has("apply"), let version = Int64(form["version"]) {
            do {
                let outcome = try await context.store.importCourse(
                    file.outline,
                    overwrite: form.has("overwrite"),
                    expecting: version
                )
                return context.seeOther(
                    "/courses/\(file.outline.key)",
                    saying: outcome.isNew
                        ? language("Forløbet er oprettet som kladde.", "The course is there, as a draft.")
                        : language("Forløbet er opdateret fra filen.", "The course has been updated from the file.")
                )
            } catch let refusal as Refusal where refusal.kind == .changed {
                // It was changed after it was shown: it is shown anew.
                outdated = true
            } catch let refusal as Refusal where refusal.kind == .conflict {
                // What was changed on both sides is shown with the rest; what else is in the way is refused by it.
            }
        }
        return try await check(file, upload, outdated: outdated, context: context)
    }

    private func check(
        _ file: CourseFile,
        _ upload: CourseUpload,
        outdated: Bool,
        context: AdministratorContext
    ) async throws -> Response {
        let store = context.store
        let isThere = try await !store.courses(file.outline.key).isEmpty
        let version = isThere ? try await store.course(file.outline.key).version : 0
        let groups = isThere ? try await store.groupNames(in: file.outline.key) : [:]
        // With the file's side taken, so that it is shown to the end what that would do.
        let outcome = try await store.importCourse(file.outline, overwrite: true, dryRun: true)
        let page = CourseCheckPage(
            name: upload.name,
            text: upload.text,
            outcome,
            version: version,
            groups: groups,
            isOutdated: outdated,
            in: context.visitor.language
        )
        return context.page(page, status: outdated || !outcome.merge.conflicts.isEmpty ? .conflict : .ok)
    }
}

extension CourseFile {
    /// The plan that follows from the file alone.
    ///
    /// - Throws: The faults, with line and column.
    fileprivate func plan() throws(CourseFileFaults) -> Plan {
        do throws(PlanFaults) {
            return try Plan(of: outline, milestones: Milestones(sessions: outline.sessions))
        } catch {
            throw faults(
                error.findings.filter { $0.severity == .error }.map { (path: $0.place, sentence: $0.sentences) }
            )
        }
    }
}
