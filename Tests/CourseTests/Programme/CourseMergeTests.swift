import CourseTesting
import Foundation
import Testing

@testable import Course

@Suite struct `A course that is imported again` {
    let course: CourseOutline

    init() throws {
        course = try CourseFile.read(RealCourse.bytes("digital-ledelse.yaml"), name: "").outline
    }

    private func changed(_ change: (inout CourseOutline) -> Void) -> CourseOutline {
        var copy = course
        change(&copy)
        return copy
    }

    @Test func `is the file the first time`() {
        let merge = CourseMerge(file: course, last: nil, database: nil)
        #expect(merge.result == course)
        #expect(merge.conflicts.isEmpty && merge.kept.isEmpty)
        #expect(merge.changes.contains { $0.path == ["modules", "film-1"] && $0.from == nil })
        #expect(merge.changes.contains { $0.path == ["title"] && $0.to == "Digital ledelse" })
    }

    @Test func `changes what the file changes, and says so by the file's words`() {
        let now = changed {
            $0.municipalities[1].sendAt = LocalTime(7, 15)
            $0.programme.modules[1].minutes = nil
            $0.programme.modules[2].prompts[1].unless = nil
            $0.sessions[1].place = "Ved søen"
        }
        let merge = CourseMerge(file: now, last: course, database: course)
        #expect(merge.result == now)
        #expect(merge.kept.isEmpty && merge.conflicts.isEmpty)
        #expect(
            merge.changes == [
                .init(path: ["modules", "wheel-before", "minutes"], from: "30", to: nil),
                .init(path: ["modules", "film-1", "prompts", "reminder", "unless"], from: "done", to: nil),
                .init(
                    path: ["modules", "workshop-1", "sessions", "onsdag", "place"],
                    from: "Glostrup Rådhus",
                    to: "Ved søen"
                ),
                .init(path: ["municipalities", "glostrup", "send-at"], from: "09:30", to: "07:15"),
            ]
        )
    }

    @Test func `keeps what was changed by hand beside what the file changes`() {
        let now = changed { $0.programme.modules[2].title = "Ny titel" }
        let standing = changed {
            $0.programme.modules[2].minutes = 42
            $0.sessions[1].start = LocalDateTime(Day(2027, 4, 21), LocalTime(9, 0))
        }
        let merge = CourseMerge(file: now, last: course, database: standing)
        #expect(merge.result.programme["film-1"]?.title == "Ny titel")
        #expect(merge.result.programme["film-1"]?.minutes == 42)
        #expect(merge.result.sessions[1].start.day == Day(2027, 4, 21))
        #expect(
            merge.kept == [
                ["modules", "film-1", "minutes"], ["modules", "workshop-1", "sessions", "onsdag", "start"],
            ]
        )
        #expect(merge.conflicts.isEmpty)
    }

    @Test func `is in conflict where both sides changed, unless they changed to the same`() {
        let now = changed {
            $0.title = "Ledelse i fællesskab"
            $0.lettersAWeek = 2
        }
        let standing = changed {
            $0.title = "Digital ledelse 2027"
            $0.lettersAWeek = 2
        }
        let merge = CourseMerge(file: now, last: course, database: standing)
        #expect(
            merge.conflicts == [
                .init(
                    path: ["title"],
                    file: "Ledelse i fællesskab",
                    last: "Digital ledelse",
                    database: "Digital ledelse 2027"
                )
            ]
        )
        #expect(merge.result.title == "Ledelse i fællesskab")
        #expect(merge.result.lettersAWeek == 2 && merge.changes.isEmpty && merge.kept.isEmpty)
    }

    @Test func `adds and takes away whole modules, and keeps those added by hand`() {
        var extra = Module(key: "extra", kind: .material, title: "Mere")
        extra.link = "https://materiale.example/mere"
        let now = changed { $0.programme.modules.removeAll { $0.key == "handbook" } }
        let standing = changed { $0.programme.modules.insert(extra, at: 3) }
        let merge = CourseMerge(file: now, last: course, database: standing)
        #expect(merge.result.programme["handbook"] == nil)
        #expect(merge.result.programme.modules[3] == extra)
        #expect(merge.kept == [["modules", "extra"]])
        #expect(merge.changes.map(\.path) == [["modules", "handbook"]])
    }

    @Test func `is in conflict where one side removes what the other changes`() {
        let without = changed { $0.programme.modules.removeAll { $0.key == "handbook" } }
        let other = changed { $0.programme.modules[17].title = "Ny håndbog" }
        #expect(
            CourseMerge(file: without, last: course, database: other).conflicts.map(\.path) == [
                ["modules", "handbook"]
            ]
        )
        #expect(
            CourseMerge(file: other, last: course, database: without).conflicts.map(\.path) == [
                ["modules", "handbook"]
            ]
        )
        #expect(CourseMerge(file: course, last: course, database: without).result == without)
    }

    @Test func `compares a module that became another kind as a whole`() {
        var material = Module(key: "kl-1", kind: .material, title: "Læs selv")
        material.link = "https://materiale.example/kl"
        let now = changed { $0.programme.modules[4] = material }
        let standing = changed { $0.programme.modules[4].minutes = 6 }
        #expect(CourseMerge(file: now, last: course, database: course).result == now)
        #expect(
            CourseMerge(file: now, last: course, database: standing).conflicts.map(\.path) == [["modules", "kl-1"]]
        )
    }

    @Test(arguments: 1...15 as ClosedRange<UInt64>)
    func `is the database's where the file is as last time, and the file's where the database is`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (one, other) = (shaken(&random), shaken(&random))
        let unchanged = CourseMerge(file: one, last: one, database: other)
        #expect(unchanged.result == other)
        #expect(unchanged.changes.isEmpty && unchanged.conflicts.isEmpty)
        let untouched = CourseMerge(file: other, last: one, database: one)
        #expect(untouched.result == other)
        #expect(untouched.kept.isEmpty && untouched.conflicts.isEmpty)
        let agreed = CourseMerge(file: other, last: one, database: other)
        #expect(agreed.result == other)
        #expect(agreed.changes.isEmpty && agreed.kept.isEmpty && agreed.conflicts.isEmpty)
        #expect(CourseMerge(file: other, last: nil, database: nil).result == other)
    }

    /// The course with a handful of random changes of every kind.
    private func shaken(_ random: inout SplitMix64) -> CourseOutline {
        var copy = course
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let module = Int.random(in: 0..<copy.programme.modules.count, using: &random)
            switch Int.random(in: 0..<9, using: &random) {
            case 0: copy.title = "Titel \(Int.random(in: 0..<5, using: &random))"
            case 1: copy.about = copy.about == nil ? "Om" : nil
            case 2: copy.programme.modules[module].minutes = Int.random(in: 1...90, using: &random)
            case 3:
                let gone = copy.programme.modules.remove(at: module)
                copy.sessions.removeAll { $0.module == gone.key }
            case 4:
                let new = Module(key: "ny-\(Int.random(in: 0..<99, using: &random))", kind: .material, title: "Ny")
                if copy.programme[new.key] == nil { copy.programme.modules.insert(new, at: module) }
            case 5: copy.programme.modules[module].prompts.reverse()
            case 6: copy.municipalities.shuffle(using: &random)
            case 7: copy.equivalentAreas.rows.shuffle(using: &random)
            default: if !copy.sessions.isEmpty { copy.sessions[0].capacity = Int.random(in: 1...9, using: &random) }
            }
        }
        return copy
    }
}
