public import Course
public import CourseStore
import Foundation
public import Postgres
import Schema

extension TestSchema {
    /// The schema of Tandem.
    public static let tandem = TestSchema(
        migrations: Schema.migrations.map { Migration(name: $0.name, text: $0.text) },
        roles: Schema.roles
    )
}

/// Who does things in tests.
public let clerk = Acting(.administrator, doer: Doer("clerk"))

/// Runs a test with a store in a database of its own.
public func withStore<Result: Sendable>(
    connections: Int = 4,
    _ body: (_ store: Store, _ owner: Database) async throws -> Result
) async throws -> Result {
    try await withDatabase(.tandem, connections: connections) { database, owner in
        try await body(Store(database, acting: clerk), owner)
    }
}

/// The course of 2027 and the lists of its leaders, as the demonstration has them.
public enum DemoCourse {
    /// The course's key.
    public static let key = "digital-ledelse-2027"

    /// The course.
    public static func outline() throws -> CourseOutline {
        try CourseFile.read(bytes("digital-ledelse.yaml"), name: "digital-ledelse.yaml").outline
    }

    /// The list of a municipality's leaders.
    public static func list(of municipality: String) throws -> LeaderList {
        try LeaderList.read(bytes("\(municipality).csv"), name: "\(municipality).csv")
    }

    /// Imports the course, enrols both lists, and sets the clock to the course's first midnight.
    public static func run(in store: Store) async throws -> CourseRun {
        let outline = try outline()
        let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
        for municipality in ["albertslund", "glostrup"] {
            _ = try await store.enrol(try list(of: municipality), in: run.key, municipality: municipality)
        }
        return run
    }

    /// The bytes of a file of the course.
    public static func bytes(_ name: String) throws -> [UInt8] {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: package.appending(path: "Deploy/course/\(name)")))
    }
}
