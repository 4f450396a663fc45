import Foundation
import Testing

@testable import Course

@Suite struct `A bad course file` {
    /// One place of the real file is changed; what is said of it, place first.
    @Test(arguments: BadPlace.all)
    func `says where, what is wrong and what was expected`(_ bad: BadPlace) {
        #expect(RealCourse.faults(RealCourse.with(bad.find, replacedBy: bad.replacement)) == bad.faults)
    }

    @Test func `gets all its faults at once, in order`() {
        var text = RealCourse.yaml
        for (find, replacement) in [
            ("ends: 2027-09-30", "ends: 2027-09-31"), ("capacity: 320", "capacty: 320"), ("{time}", "{tid}"),
            ("unless: booked", "unless: done"),
        ] {
            text = text.replacingOccurrences(of: find, with: replacement)
        }
        #expect(
            RealCourse.faults(Array(text.utf8)).map { $0.prefix { $0 != " " } } == [
                "12:7:", "59:98:", "68:34:", "238:74:",
            ]
        )
        let faults = CourseFileFaults(
            name: "a.yaml",
            faults: [SourceFault(at: SourcePosition(line: 2, column: 3), Sentence("skidt", "bad"))]
        )
        #expect("\(faults)" == "a.yaml:2:3: bad")
    }

    @Test func `has its syntax error or repeated key reported alone`() {
        let bad = RealCourse.yaml.replacingOccurrences(of: "capacity: 320", with: "capacty: 320")
        let repeated = bad.replacingOccurrences(of: "place: Glostrup", with: "key: x, place: Glostrup")
        #expect(
            RealCourse.faults(Array(repeated.utf8)) == [
                "169:71: the key \"key\" is given twice; it stands at 169:10 already"
            ]
        )
        #expect(
            RealCourse.faults(Array((bad + "  x: [1\n").utf8)).count == 1
        )
    }

    @Test(arguments: [
        ("", "1:1: the file is empty; expected a course"),
        ("# nothing but a comment\n", "1:1: the file is empty; expected a course"),
        ("[1]", "1:1: expected a course with its keys, found a list"),
        ("forløb", "1:1: expected a course with its keys, found \"forløb\""),
        ("course: \u{7}x", "1:9: the character U+0007 cannot stand in a course file"),
        ("a: 1\nb: \u{FEFF}", "2:4: the character U+FEFF cannot stand in a course file"),
    ])
    func `may be no course at all`(text: String, fault: String) {
        #expect(RealCourse.faults(Array(text.utf8)) == [fault])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x63, 0x00], "1:1: this is UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x63], "1:1: this is UTF-16; save it as UTF-8"),
            ([0x63, 0x3A, 0x0A, 0x41, 0xE6, 0x42], "2:2: this byte is not UTF-8; save the file as UTF-8"),
            ([0x63, 0x3A, 0xC3, 0xB8, 0xED, 0xA0, 0x80], "1:4: this byte is not UTF-8; save the file as UTF-8"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D], "1:1: this is a picture (PNG), not a text"),
        ] as [([UInt8], String)]
    )
    func `may be no UTF-8`(bytes: [UInt8], fault: String) {
        #expect(RealCourse.faults(bytes) == [fault])
    }

    @Test func `may be too large`() {
        let bytes = [UInt8](repeating: 0x23, count: YAMLSource.largest + 1)
        #expect(RealCourse.faults(bytes) == ["1:1: the file is larger than 1 MB; a course file is some kilobytes"])
    }

    @Test(arguments: [("[", 100), ("- ", 201), ("{a: ", 397), ("? ", 201)])
    func `may be nested without end`(opening: String, column: Int) {
        let faults = RealCourse.faults(Array(String(repeating: opening, count: 20_000).utf8))
        #expect(faults == ["1:\(column): this is nested far too deeply for a course"])
    }

    @Test func `may hold aliases of aliases, and is refused in no time`() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? *a40\n: 1\n? *a40\n: 2\n"
        #expect(
            RealCourse.faults(Array(text.utf8)) == [
                "2:11: anchors (&) and aliases (*) are not taken; write the value out"
            ]
        )
    }

    @Test func `says no more than a thousand things`() {
        let text = (0..<5000).map { "key-\($0): 1" }.joined(separator: "\n")
        #expect(RealCourse.faults(Array(text.utf8)).count == 1000)
    }
}
