import Foundation
import Testing

@testable import Course

@Suite struct `The JSON Schema of the course file` {
    @Test func `knows every key that the reader knows, with a description`() throws {
        let schema = try JSONDecoder().decode(PlainValue.self, from: Data(CourseFile.jsonSchema.utf8))
        let definitions = try #require(schema.fields["$defs"]).fields
        for kind in Module.Kind.allCases {
            let definition = try #require(definitions[kind.rawValue]).fields
            let properties = definition["properties"]?.fields ?? [:]
            #expect(Set(properties.keys) == Set(Shape.module(kind).names))
            #expect(properties.values.allSatisfy { $0.fields["description"] != nil })
            #expect(definition["additionalProperties"] == .flag(false))
        }
        #expect(Set(schema.fields["properties"]?.fields.keys ?? [:].keys) == Set(Shape.course.names))
    }

    @Test(.enabled(if: Validator.isThere, "needs python3 with jsonschema and PyYAML"))
    func `takes the real course`() throws {
        #expect(try Validator.complaints(about: [UInt8](RealCourse.yaml.utf8)).isEmpty)
    }

    @Test(
        .enabled(if: Validator.isThere, "needs python3 with jsonschema and PyYAML"),
        arguments: [
            ("capacity: 320", "capacty: 320"), ("kind: gathering", "kind: gatherings"),
            ("minutes: 40", "minutes: fyrre"),
            ("6 weeks before start", "6 wekes before start"), ("on film-1.opens", "on film-1.open"),
            ("kind: material", "kind: material\n    due: on opens"), ("unless: booked", "unless: done"),
            ("title: Digital ledelse\n", ""), ("send-at: \"08:00\"", "send-at: 25:00"),
            ("language: da ", "language: dk "),
            ("{key: reminder, send: 5 working days before due}", "{key: reminder, send: on due, unless: done}"),
        ]
    )
    func `refuses what the reader refuses`(find: String, replacement: String) throws {
        let bytes = RealCourse.with(find, replacedBy: replacement)
        #expect(!RealCourse.faults(bytes).isEmpty)
        #expect(try !Validator.complaints(about: bytes).isEmpty)
    }
}

/// Another's opinion: python's jsonschema, with every scalar left a text.
private enum Validator {
    static let isThere = (try? run("import jsonschema, yaml", [])) == ""

    static func complaints(about course: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (schema, file) = (folder.appending(path: "schema.json"), folder.appending(path: "course.yaml"))
        try Data(CourseFile.jsonSchema.utf8).write(to: schema)
        try Data(course).write(to: file)
        return try run(
            """
            import json, sys, yaml
            from jsonschema import Draft202012Validator as Validator
            schema = json.load(open(sys.argv[1], encoding="utf-8"))
            Validator.check_schema(schema)
            course = yaml.load(open(sys.argv[2], encoding="utf-8"), Loader=yaml.BaseLoader)
            for error in Validator(schema).iter_errors(course): print(list(error.path), error.message[:200])
            """,
            [schema.path, file.path]
        )
    }

    private static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? text : "failed: \(text)"
    }
}
