import Course

/// Why a verb changed nothing: a sentence for the person who asked.
public struct Refusal: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and where it helps what would be right.
    public let description: String

    /// A refusal in one sentence.
    public init(_ description: String) {
        self.description = description
    }

    static func unknownCourse(_ key: String, known: [String]) -> Refusal {
        known.isEmpty
            ? Refusal("there is no course \"\(key)\"; none is imported yet (tandem course import FILE)")
            : Refusal("there is no course \"\(key)\"; there is \(known.joined(separator: ", "))")
    }

    static func unknownMunicipality(_ key: String, in outline: CourseOutline) -> Refusal {
        let known = outline.municipalities.map(\.key).joined(separator: ", ")
        return Refusal("the course \(outline.key) has no municipality \"\(key)\"; it has \(known)")
    }

    static func unknownModule(_ key: String, kind: Set<Module.Kind>, in outline: CourseOutline) -> Refusal {
        let known = outline.programme.modules.filter { kind.contains($0.kind) }.map(\.key).joined(separator: ", ")
        return Refusal("the course \(outline.key) has no such module \"\(key)\"; it has \(known)")
    }
}
