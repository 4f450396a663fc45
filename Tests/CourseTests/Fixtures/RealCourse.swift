import Foundation

@testable import Course

/// The real course and its lists.
enum RealCourse {
    static let yaml = text("digital-ledelse.yaml")

    static func bytes(_ name: String) -> [UInt8] {
        // This file is three folders below the package.
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        guard let data = try? Data(contentsOf: root.appending(path: "Deploy/course/\(name)")) else { return [] }
        return [UInt8](data)
    }

    static func text(_ name: String) -> String {
        String(decoding: bytes(name), as: UTF8.self)
    }
}

extension RealCourse {
    /// The real file with one place changed; the first that matches.
    static func with(_ find: String, replacedBy replacement: String) -> [UInt8] {
        guard let range = yaml.range(of: find) else { preconditionFailure("the course file has no \(find)") }
        return Array(yaml.replacingCharacters(in: range, with: replacement).utf8)
    }

    /// What is wrong with a file, a line a fault, without the file's name; nothing where it is sound.
    static func faults(_ bytes: [UInt8]) -> [String] {
        do throws(CourseFileFaults) {
            _ = try CourseFile.read(bytes, name: "course.yaml")
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}
