/// The three-way import of a course: the file now, the file last time, the course as it stands.
///
/// Compared field by field; municipalities, modules, sessions and prompts are matched by their keys. What was changed by
/// hand is kept; what was changed on both sides, differently, is a conflict.
public struct CourseMerge: Sendable {
    /// The course as it will be.
    ///
    /// Where there is a conflict it has the file's side, as overwriting would.
    public let result: CourseOutline
    /// What the file changes.
    public let changes: [Change]
    /// The paths of what was changed by hand, is not contradicted by the file, and stays.
    public let kept: [[String]]
    /// What was changed on both sides; one is enough to refuse the import, unless it may overwrite.
    public let conflicts: [Conflict]

    /// Merges.
    ///
    /// - Parameters:
    ///   - now: The file as it is now.
    ///   - last: The file as it was imported last; `nil` where the course came from no file.
    ///   - database: The course as it stands; `nil` where there is none yet.
    public init(file now: CourseOutline, last: CourseOutline?, database: CourseOutline?) {
        do {
            let tree = try OutlineTree(now)
            // A course that is gone is imported as if for the first time.
            let standing = try database.map { try OutlineTree($0) }
            let before = standing == nil ? nil : try last.map { try OutlineTree($0) }
            var merge = TreeMerge()
            let merged = merge.merge(tree, before ?? .record([:]), standing ?? .record([:]), at: []) ?? tree
            result = try merged.outline()
            (changes, kept, conflicts) = (merge.changes, merge.kept, merge.conflicts)
        } catch {
            // An outline is always written and read back; if that ever fails, nothing is merged unseen.
            result = now
            (changes, kept) = ([], [])
            conflicts = [Conflict(path: [], file: now.key, last: last?.key, database: database?.key)]
        }
    }

    /// One thing that the file changes.
    public struct Change: Hashable, Sendable {
        /// Where, by the file's words: `["modules", "film-1", "opens"]`.
        public var path: [String]
        /// What stands there now; `nil` where nothing does.
        public var from: String?
        /// What will stand there; `nil` where nothing will.
        public var to: String?
    }

    /// One thing that both sides changed.
    public struct Conflict: Hashable, Sendable {
        /// Where, by the file's words.
        public var path: [String]
        /// What the file says now; `nil` for nothing.
        public var file: String?
        /// What the file said last.
        public var last: String?
        /// What the course says.
        public var database: String?
    }
}
