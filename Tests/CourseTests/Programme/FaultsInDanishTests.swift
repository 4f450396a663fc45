import Foundation
import Testing

@testable import Course

/// Faults of course files and lists are said in both languages, each of its own words.
@Suite struct `A fault in Danish` {
    /// Every sentence that the real file with one bad place gives rise to.
    private static func sentences(of bytes: [UInt8]) -> [Sentence] {
        do throws(CourseFileFaults) {
            _ = try CourseFile.read(bytes, name: "course.yaml")
            return []
        } catch {
            return error.faults.map(\.sentence)
        }
    }

    private static func sentences(ofList bytes: [UInt8]) -> [Sentence] {
        do throws(LeaderListFaults) {
            _ = try LeaderList.read(bytes, name: "list.csv")
            return []
        } catch {
            return error.faults.map(\.sentence)
        }
    }

    /// One change to the real file, and what is said of it in Danish.
    @Test(arguments: BadPlace.inDanish)
    func `says what is wrong and what was expected`(_ bad: BadPlace) {
        let danish = Self.sentences(of: RealCourse.with(bad.find, replacedBy: bad.replacement)).map(\.danish)
        #expect(danish == bad.faults)
    }

    @Test(arguments: BadPlace.all)
    func `has no word of the English one, but for the words of the file`(_ bad: BadPlace) {
        let sentences = Self.sentences(of: RealCourse.with(bad.find, replacedBy: bad.replacement))
        #expect(sentences.count == bad.faults.count)
        for sentence in sentences { expectDanish(sentence) }
    }

    @Test(
        arguments: [
            (Array("".utf8), "filen er tom; her skulle stå et forløb"),
            (Array("[1]".utf8), "her skulle stå et forløb med sine nøgler, men der står en liste"),
            (Array("course: \u{7}x".utf8), "tegnet U+0007 kan ikke stå i en forløbsfil"),
            ([0xFF, 0xFE, 0x63, 0x00], "det er UTF-16; gem filen som UTF-8"),
            ([0x63, 0x3A, 0x0A, 0x41, 0xE6, 0x42], "her er et tegn, der ikke er UTF-8; gem filen som UTF-8"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D], "det er et billede (PNG), ikke en tekst"),
        ] as [([UInt8], String)]
    )
    func `is said of what is no course file`(bytes: [UInt8], danish: String) {
        let sentences = Self.sentences(of: bytes)
        #expect(sentences.map(\.danish) == [danish])
        for sentence in sentences { expectDanish(sentence) }
    }

    @Test func `is said of what is far too much`() {
        let long = [UInt8](repeating: 0x23, count: YAMLSource.largest + 1)
        let deep = Array(String(repeating: "[", count: 20_000).utf8)
        #expect(
            (Self.sentences(of: long) + Self.sentences(of: deep)).map(\.danish) == [
                "filen er større end 1 MB; en forløbsfil fylder nogle få kilobyte",
                "det er indrykket alt for dybt til et forløb",
            ]
        )
    }

    @Test(
        arguments: [
            (
                Array("".utf8),
                "filen er tom; der skulle stå en linje med overskrifter: Navn/Name, E-mail/Mail/Email, Område/Area, Ledergruppe/Group"
            ),
            (Array("Navn;E-mail;Område;Ledergruppe\n".utf8), "der står ingen ledere efter linjen med overskrifter"),
            (
                Array("Navn;E-mail;Område\nAnn;a@x.dk;A".utf8),
                "kolonnen Ledergruppe/Group mangler; der står \"Navn\", \"E-mail\", \"Område\""
            ),
            (
                Array("Navn;E-mail;Område;Ledergruppe;Mail\nAnn;a@x.dk;A;G;b".utf8),
                "kolonnen E-mail/Mail/Email er der to gange: \"E-mail\", \"Mail\""
            ),
            (
                Array("Navn;\"E-mail;Område;Ledergruppe\n".utf8),
                "her begynder et felt med et anførselstegn, der aldrig bliver lukket"
            ),
            ([0x25, 0x50, 0x44, 0x46, 0x2D], "det er en PDF, ikke en tekst"),
            (
                [0x50, 0x4B, 0x03, 0x04],
                "det er en Excel-projektmappe eller et andet ZIP-arkiv; gem som ren tekst (CSV UTF-8 fra Excel)"
            ),
            (
                [0xD0, 0xCF, 0x11, 0xE0],
                "det er et gammelt Office-dokument; gem som ren tekst (CSV UTF-8 fra Excel)"
            ),
            ([0x4E, 0x0D, 0x0A, 0x41, 0x00], "her står en NUL-byte; det er ingen tekst"),
            (
                [0xEF, 0xBB, 0xBF, 0xC3, 0xA6, 0xE6, 0x41],
                "filen begynder med mærket for UTF-8, men her er et tegn, der ikke er det; gem den igen som CSV UTF-8"
            ),
            (
                Array("Navn;E-mail\r\nS".utf8) + [0xF8, 0x81],
                "byten 81 betyder intet i Windows-1252, og filen er heller ikke UTF-8; gem den som CSV UTF-8"
            ),
        ] as [([UInt8], String)]
    )
    func `is said of a list that cannot be read`(bytes: [UInt8], danish: String) {
        let sentences = Self.sentences(ofList: bytes)
        #expect(sentences.map(\.danish) == [danish])
        for sentence in sentences { expectDanish(sentence) }
    }

    @Test func `is said of every problem of a rule of time`() {
        for problem in Self.problems {
            expectDanish(MomentFault(text: "6 x", problem: problem).sentence)
        }
        #expect(
            MomentFault(text: "6 wek before start", problem: .unit("wek")).sentence.danish
                == "”6 wek before start” er ingen tidsregel: ukendt enhed ”wek”; skriv day(s), working day(s), week(s) eller month(s)"
        )
    }

    private static let problems: [MomentFault.Problem] = [
        .empty, .unknown, .noDate("x"), .yearOutOfBounds("x"), .noTime("x"), .spaceBeforeTime, .count("x"), .unit("x"),
        .unit(nil), .direction("x"), .direction(nil), .noAnchor, .edge("x"), .module("x"), .surplus("x"),
    ]

    @Test func `knows what the parser of YAML says, and keeps its English from a Danish page where it does not`() {
        for (problem, danish) in YAMLProblem.danish {
            #expect(
                YAMLProblem.sentence(problem) == Sentence("det er ikke YAML: \(danish)", "this is not YAML: \(problem)")
            )
            #expect(problem != danish)
        }
        #expect(YAMLProblem.sentence("out of luck") == Sentence("det er ikke YAML", "this is not YAML: out of luck"))
    }

    @Test(arguments: [
        "a: 'x", "a: \"x", "a: [1", "a: {b", "a:\n\tb: 1", "a: b: c", "a: - b", "- a\nb: 1", "a: @x", "a: `x`",
        "a: \"\\q\"",
        "? a\n b", "a: |0\n x", "%YAML 1.1\n%YAML 1.1\n---\na", "%x y\n--- a\n  b: c\n d", "a: !x!y z", "&a a: *b",
        "a: *",
        "a: !<x", "a: \"\\x4\"", "key\nother: 1", "a: b\n c: d\n", "a: ,", "a: ]", "a: %x",
    ])
    func `is known of whatever slips while typing YAML`(text: String) {
        for sentence in Self.sentences(of: Array(text.utf8)) {
            expectDanish(sentence)
            #expect(sentence.danish != "det er ikke YAML", "\(sentence)")
        }
    }

    private func expectDanish(_ sentence: Sentence, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(sentence.danish != sentence.english, sourceLocation: sourceLocation)
        // What stands in quotation marks is the file's.
        let own = sentence.danish.replacing(/"[^"]*"|”[^”]*”/, with: "")
        let english = own.firstMatch(
            of:
                /\b(the|is|are|not|no|expected|takes|missing|found|unknown|one of|such as|cannot|a mapping|a list|nothing|this|here|did|while)\b/
        )
        #expect(english == nil, "\(sentence.danish)", sourceLocation: sourceLocation)
    }
}
