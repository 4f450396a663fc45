import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// A course from a file, as an administrator's browser brings it.
struct CourseFileUploadTests {
    private static let yaml = "digital-ledelse.yaml"

    private func upload(_ bytes: [UInt8], name: String = yaml, by browser: Browser) async throws -> Answer {
        try await browser.upload("/courses/new", file: (field: "file", name: name, bytes: bytes))
    }

    /// Sends the form that a page carries the file along in.
    private func apply(_ bytes: [UInt8], _ fields: [(String, String)], by browser: Browser) async throws -> Answer {
        try await browser.post(
            "/courses/new",
            [("name", Self.yaml), ("text", String(decoding: bytes, as: UTF8.self)), ("apply", "yes")] + fields
        )
    }

    private func edited(_ find: String, _ replacement: String) throws -> [UInt8] {
        let text = String(decoding: try DemoCourse.bytes(Self.yaml), as: UTF8.self)
        try #require(text.contains(find))
        return Array(text.replacing(find, with: replacement, maxReplacements: 1).utf8)
    }

    @Test func `a new course is shown first, and is made when that has been seen`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            let bytes = try DemoCourse.bytes(Self.yaml)
            let shown = try await upload(bytes, by: admin)
            #expect(shown.code == 200)
            #expect(shown.text.contains("Opret forløbet"))
            #expect(shown.text.contains("Albertslund Kommune, Glostrup Kommune"))
            #expect(try await site.store.courseKeys() == [])

            let made = try await apply(bytes, [("version", "0")], by: admin)
            #expect((made.code, made.location) == (303, "/courses/\(DemoCourse.key)"))
            #expect(try await site.store.course(DemoCourse.key).outline == (try DemoCourse.outline()))
            #expect(try await admin.get("/courses").text.contains("/courses/\(DemoCourse.key)"))
        }
    }

    @Test func `every fault of a file stands in the list with its line and column`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            let text = String(decoding: try DemoCourse.bytes(Self.yaml), as: UTF8.self)
                .replacing("title: Digital ledelse\n", with: "titel: <script>\n", maxReplacements: 1)
                .replacing("language: da ", with: "language: xx ", maxReplacements: 1)
            let expected = #expect(throws: CourseFileFaults.self) {
                _ = try CourseFile.read(Array(text.utf8), name: Self.yaml)
            }
            let faults = try #require(expected).faults
            #expect(faults.count >= 3)
            let answer = try await upload(Array(text.utf8), by: admin)
            #expect(answer.code == 422)
            for fault in faults {
                #expect(answer.text.contains("linje \(fault.line), tegn \(fault.column)"))
                #expect(!fault.sentence.danish.isEmpty && fault.sentence.danish != fault.sentence.english)
            }
            #expect(answer.text.contains("et forløb mangler nøglen &quot;title&quot;"))
            #expect(!answer.text.contains("missing key") && !answer.text.contains("takes one of"))
            #expect(!answer.text.contains("<script>"))
            #expect(try await site.store.courseKeys() == [])
        }
    }

    @Test func `a course without a plan is refused with the place of what is wrong`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            // The film would be due after the meeting that builds on it.
            let bytes = try edited(
                "due: 2 working days before meeting-1.start",
                "due: 2 working days after meeting-1.end"
            )
            let answer = try await upload(bytes, by: admin)
            #expect(answer.code == 422)
            #expect(answer.text.contains("film-1"))
            #expect(answer.text.contains("linje "))
        }
    }

    /// Something that is no course file.
    enum Stray: String, CaseIterable {
        case picture, aLittleTooLong, twentyMegabytes, nothing

        var bytes: [UInt8] {
            switch self {
            case .picture: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF]
            case .aLittleTooLong: Array(repeating: UInt8(ascii: "x"), count: 1_000_001)
            case .twentyMegabytes: Array(repeating: UInt8(ascii: "x"), count: 20_000_000)
            case .nothing: []
            }
        }

        var refusal: (words: String, status: Int) {
            switch self {
            case .picture: ("billede", 422)
            case .aLittleTooLong, .twentyMegabytes: ("for stor", 413)
            case .nothing: ("Vælg den fil", 422)
            }
        }
    }

    @Test(arguments: Stray.allCases)
    func `what is no course file is refused in one sentence`(stray: Stray) async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            let answer = try await upload(stray.bytes, name: "forløb.yaml", by: admin)
            #expect(answer.code == stray.refusal.status)
            #expect(answer.text.contains(stray.refusal.words))
            #expect(answer.text.contains("error-summary"))
            #expect(!answer.text.contains("linje 1"))
        }
    }

    @Test func `a list of leaders is told where it belongs`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            let answer = try await upload(try DemoCourse.bytes("glostrup.csv"), name: "glostrup.csv", by: admin)
            #expect(answer.code == 422)
            #expect(answer.text.contains("liste over ledere"))
        }
    }

    @Test func `a file that comes again shows what it changes, and keeps what was changed by hand`() async throws {
        try await withSite { site in
            let run = try await DemoCourse.run(in: site.store)
            let admin = try await site.administrator()
            _ = try await site.store.setClosedPeriods([], of: "glostrup", in: run.key)
            let bytes = try edited("title: Digital ledelse\n", "title: Ledelse & mere\n")
            let shown = try await upload(bytes, by: admin)
            #expect(shown.code == 200)
            #expect(shown.text.contains("Ledelse &amp; mere"))
            #expect(shown.text.contains("municipalities › glostrup › closed"))
            #expect(try await site.store.course(run.key).outline.title == "Digital ledelse")

            let version = try await site.store.course(run.key).version
            let done = try await apply(bytes, [("version", String(version))], by: admin)
            #expect(done.code == 303)
            let course = try await site.store.course(run.key)
            #expect(course.outline.title == "Ledelse & mere")
            #expect(course.outline.municipality("glostrup")?.closed == [])
        }
    }

    @Test func `where both changed, the file wins only when that is chosen`() async throws {
        try await withSite { site in
            let run = try await DemoCourse.run(in: site.store)
            let admin = try await site.administrator()
            var byHand = MunicipalitySettings(of: try DemoCourse.outline().municipalities[1])
            let old = byHand
            byHand.signed = "I hånden"
            try await site.store.set("glostrup", in: run.key, from: old, to: byHand)
            let bytes = try edited("signed: Karim Lund", "signed: I filen")
            let shown = try await upload(bytes, by: admin)
            #expect(shown.code == 409)
            #expect(shown.text.contains("I hånden"))
            #expect(shown.text.contains("I filen"))
            #expect(shown.text.contains("name=\"overwrite\""))

            let version = String(try await site.store.course(run.key).version)
            func signed() async throws -> String? {
                try await site.store.course(run.key).outline.municipality("glostrup")?.signed
            }
            #expect(try await apply(bytes, [("version", version)], by: admin).code == 409)
            #expect(try await signed() == "I hånden")
            #expect(try await apply(bytes, [("version", version), ("overwrite", "yes")], by: admin).code == 303)
            #expect(try await signed() == "I filen")
        }
    }

    @Test func `a course that was changed after it was shown is shown again`() async throws {
        try await withSite { site in
            let run = try await DemoCourse.run(in: site.store)
            let admin = try await site.administrator()
            let version = String(try await site.store.course(run.key).version)
            _ = try await site.store.setClosedPeriods([], of: "glostrup", in: run.key)
            let bytes = try edited("title: Digital ledelse\n", "title: Ledelse & mere\n")
            let answer = try await apply(bytes, [("version", version)], by: admin)
            #expect(answer.code == 409)
            #expect(answer.text.contains("Forløbet er ændret, siden du så det"))
            #expect(try await site.store.course(run.key).outline.title == "Digital ledelse")
        }
    }

    @Test(arguments: [
        ("da", "Kommunen glostrup har ledere og kan ikke tages ud af forløbsfilen."),
        ("en", "The municipality glostrup has leaders and cannot leave the course file."),
    ])
    func `what the store refuses is said in the language of who asked`(language: String, sentence: String) async throws
    {
        try await withSite { site in
            _ = try await DemoCourse.run(in: site.store)
            let admin = try await site.administrator()
            _ = try await admin.post("/language", [("language", language)])
            let text = String(decoding: try DemoCourse.bytes(Self.yaml), as: UTF8.self)
            let answer = try await upload(Array(text.replacing("glostrup:", with: "gladsaxe:").utf8), by: admin)
            #expect(answer.code == 409)
            #expect(answer.text.contains(sentence))
            #expect(answer.text.contains("<html lang=\"\(language)\""))
        }
    }

    @Test func `a course cannot take the address of a page`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            let bytes = try edited("course: digital-ledelse-2027", "course: new")
            let answer = try await upload(bytes, by: admin)
            #expect(answer.code == 422)
            #expect(try await site.store.courseKeys() == [])
        }
    }
}

extension TestSite {
    /// An administrator's browser.
    func administrator() async throws -> Browser {
        try await owner.transaction(as: "administrator") {
            try await $0.execute(
                "INSERT INTO administrator (email) VALUES ('admin@tandem.example') ON CONFLICT DO NOTHING"
            )
        }
        return try await browser(of: "admin@tandem.example")
    }
}
