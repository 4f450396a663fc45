import Course
import CourseStore
import Logging
import ServiceLifecycle

/// Releases what is open.
///
/// Several may run: the database lets one at a course at a time.
struct ReleaseService: Service {
    let store: Store
    /// Which courses to look after.
    let courses: Courses
    /// The municipalities whose letters have a route of their own.
    var ownRoutes: Set<String> = []
    /// How often it looks.
    let interval: Duration
    let logger: Logger

    /// Which courses to look after.
    enum Courses: Sendable {
        /// All live ones on the database's clock.
        case live
        /// One with a clock of its own.
        case one(CourseOutline.ID)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    for course in try await due() {
                        guard let outcome = try await store.release(course, ownRoutes: ownRoutes), outcome.letters > 0
                        else { continue }
                        logger.info(
                            "Released",
                            metadata: [
                                "course": "\(course)", "letters": "\(outcome.letters)", "skipped": "\(outcome.skipped)",
                            ]
                        )
                    }
                } catch {
                    if Task.isCancelled { return }
                    logger.warning("Nothing can be released", metadata: ["cause": "\(error)"])
                }
                // Cancelled is the end.
                try? await Task.sleep(for: interval)
            }
        }
    }

    private func due() async throws -> [CourseOutline.ID] {
        switch courses {
        case .live: try await store.coursesToRelease()
        case .one(let id): [id]
        }
    }
}
