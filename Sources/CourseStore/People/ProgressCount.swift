import Course

/// How far the people of a municipality are with a module, as far as it may be told.
public struct ProgressCount: Hashable, Sendable {
    /// The module's key.
    public let module: String
    /// The municipality's key.
    public let municipality: String
    /// How many have done it, as a multiple of five; `nil` where fewer than five have, or have not.
    public let done: Int?
    /// Of how many: all who take part, or ever have.
    public let of: Int
}

extension ProgressCount {
    struct Row: Sendable {
        let module: String
        let municipality: Municipality.ID
        let done: Int?
        let of: Int
    }

    init(_ row: Row, in course: StoredCourse) {
        self.init(
            module: row.module,
            municipality: course.municipalityKey(row.municipality) ?? "",
            done: row.done,
            of: row.of
        )
    }
}
