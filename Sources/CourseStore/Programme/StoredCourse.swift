public import Course

/// A course as it stands: the outline with what was changed by hand, and the keys of its rows.
public struct StoredCourse: Sendable {
    /// Its key in the database.
    public let id: CourseOutline.ID
    /// The outline as it stands now.
    public let outline: CourseOutline
    /// The outline as the file last said it.
    public let imported: CourseOutline
    /// Whether letters leave.
    public let state: State
    /// Grows with every change that a letter could show.
    public let version: Int64
    /// The keys of its municipalities' rows, by municipality key.
    public let municipalities: [String: Municipality.ID]
    /// Its own clock, where it is simulated or demonstrated.
    public let clock: CourseClock?
    /// What time it is for the course.
    public let now: Instant

    /// Whether letters leave.
    public enum State: String, Sendable, Codable {
        /// Not yet: nothing is released.
        case draft
        /// They do.
        case live
        /// Not for now.
        case paused
    }

    /// The key of the municipality with that row.
    public func municipalityKey(_ id: Municipality.ID) -> String? {
        municipalities.first { $0.value == id }?.key
    }

    func municipality(_ key: String) throws(Refusal) -> Municipality.ID {
        guard let id = municipalities[key] else {
            throw .unknownMunicipality(key, in: outline, known: outline.municipalities.map(\.key))
        }
        return id
    }

    func module(_ key: String, of kinds: Set<Module.Kind>) throws(Refusal) -> Module {
        guard let module = outline.programme[key], kinds.contains(module.kind) else {
            throw .unknownModule(key, kind: kinds, in: outline)
        }
        return module
    }
}
