import Course
import CourseStore
import Foundation

/// A folder with a course file and a list for each municipality.
struct DemoMaterial {
    let file: CourseFile
    let lists: [(municipality: String, list: LeaderList)]

    /// - Throws: one sentence, or the faults of a file, where something is missing or wrong.
    init(folder: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let courses = names.filter { $0.hasSuffix(".yaml") }
        guard let name = courses.first, courses.count == 1 else {
            throw InputFault(
                description: "\(folder): expected a folder with one course file (.yaml), found \(courses.count)"
            )
        }
        let path = "\(folder)/\(name)"
        file = try CourseFile.read(try InputFile.read(path, limit: 1_000_000), name: path)
        lists = try file.outline.municipalities.map { municipality in
            let path = "\(folder)/\(municipality.key).csv"
            return (
                municipality.key,
                try LeaderList.read(try InputFile.read(path, limit: LeaderList.largest), name: path)
            )
        }
    }
}
