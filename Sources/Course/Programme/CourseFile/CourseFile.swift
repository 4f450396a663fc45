/// A course as its file says it, with the place of everything in the file.
public struct CourseFile: Sendable {
    /// The file's name, as it was given.
    public let name: String
    /// The course.
    public let outline: CourseOutline
    private let positions: [[String]: SourcePosition]

    /// Reads a course file.
    ///
    /// - Parameters:
    ///   - bytes: The file, at most 1 MB of UTF-8.
    ///   - name: What the faults call it.
    /// - Returns: The course with its places.
    /// - Throws: Every fault at once; what is wrong with the YAML itself, or a mapping's key given twice, alone.
    public static func read(_ bytes: [UInt8], name: String) throws(CourseFileFaults) -> CourseFile {
        let source: YAMLSource
        do throws(SourceFault) {
            source = try YAMLSource(bytes)
        } catch {
            throw CourseFileFaults(name: name, faults: [error])
        }
        var check = ShapeCheck()
        let given = check.read(source.root, as: .mapping(.course), at: [])
        let positions = check.positions
        let places = FilePlaces(positions, in: source.text)
        var faults = check.faults
        if let given {
            let references = ReferenceCheck(
                programme: CourseParts.programme(given),
                municipalities: CourseParts.municipalities(given),
                areas: CourseParts.equivalentAreas(given),
                isGiven: { positions[$0] != nil }
            )
            faults += places.faults(of: references.findings)
        }
        guard faults.isEmpty, let given, let outline = CourseOutline(given) else {
            throw CourseFileFaults(name: name, faults: faults)
        }
        return CourseFile(name: name, outline: outline, positions: positions)
    }

    /// Where something stands, by the file's own words, as `["modules", "film-1", "opens"]`.
    ///
    /// Entries of lists go by their key, or by their number from 0. Where the file does not say it, the place of what would hold it.
    public func position(of path: [String]) -> SourcePosition? {
        FilePlaces.nearest(to: path, in: positions)
    }

    /// A finding about the course as a fault of this file.
    public func fault(at path: [String], _ sentence: Sentence) -> SourceFault {
        SourceFault(at: position(of: path) ?? SourcePosition(line: 1, column: 1), sentence)
    }

    /// Findings about the course as this file's faults.
    public func faults(_ findings: some Sequence<(path: [String], sentence: Sentence)>) -> CourseFileFaults {
        CourseFileFaults(name: name, faults: findings.map { fault(at: $0.path, $0.sentence) })
    }
}
