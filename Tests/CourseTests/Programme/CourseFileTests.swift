import Foundation
import Testing

@testable import Course

@Suite struct `The course file` {
    let file: CourseFile

    init() throws {
        file = try CourseFile.read(RealCourse.bytes("digital-ledelse.yaml"), name: "digital-ledelse.yaml")
    }

    @Test func `says what the course is`() {
        let outline = file.outline
        #expect(outline.key == "digital-ledelse-2027")
        #expect(outline.about?.hasPrefix("Digital ledelse handler om samspillet mellem ledelse, it,") == true)
        #expect(outline.about?.contains("\n") == false)
        #expect(outline.language == .danish)
        #expect(outline.timeZone.identifier == "Europe/Copenhagen")
        #expect(outline.starts == Day(2026, 12, 1) && outline.ends == Day(2027, 9, 30))
        #expect(outline.lettersAWeek == 3)
        #expect(outline.municipalities.map(\.key) == ["albertslund", "glostrup"])
        #expect(outline.programme.modules.count == 18)
        #expect(outline.programme.modules.flatMap(\.prompts).count == 37)
        #expect(outline.sessions.map(\.key) == ["mandag", "onsdag", "torsdag", "onsdag", "torsdag"])
    }

    @Test func `says who the municipalities are`() throws {
        let glostrup = try #require(file.outline.municipalities.last)
        #expect(glostrup.sender == "Digital ledelse <digital-ledelse@glostrup.example>")
        #expect(glostrup.contact.phone == "00 00 00 02")
        #expect(glostrup.sendAt == LocalTime(9, 30))
        #expect(glostrup.closed[1] == ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19)))
        let albertslund = try #require(file.outline.municipalities.first)
        #expect(albertslund.closed[0] == ClosedPeriod(from: Day(2027, 5, 7), to: Day(2027, 5, 7)))
        #expect(file.outline.equivalentAreas.rows.count == 11)
        #expect(file.outline.equivalentAreas.rows[2]["albertslund"] == "Sundhed, Pleje & Omsorg")
    }

    @Test func `says what the modules are`() throws {
        let film = try #require(file.outline.programme["film-1"])
        #expect(film.kind == .film && film.minutes == 40 && film.reflections.map(\.seconds) == [570, 1440])
        #expect(film.opens == Moment("5 weeks before meeting-1.start"))
        let meeting = try #require(file.outline.programme["meeting-1"])
        #expect(meeting.window?.to == Moment("1 week before workshop-1.start"))
        #expect(meeting.buildsOn == ["film-1", "film-2", "kl-1", "kl-2", "kl-3"])
        #expect(meeting.prompts.map(\.to) == [.chairs, .chairs, .leaders, .chairs])
        #expect(meeting.prompts[1].unless == .dateChosen)
        let workshop = try #require(file.outline.programme["workshop-1"])
        #expect(workshop.tables == Module.TableRule(size: 6, pairsAcross: true))
        let invitation = try #require(file.outline.programme.prompt("invitation", of: "kick-off")?.prompt)
        #expect(invitation.text?.hasPrefix("Kære {first-name}\n\n{municipality} og") == true)
        #expect(file.outline.programme["service-check"]?.topics.count == 6)
    }

    @Test func `is the same after being written and read as JSON`() throws {
        let json = try JSONEncoder().encode(file.outline)
        #expect(try JSONDecoder().decode(CourseOutline.self, from: json) == file.outline)
    }

    @Test(arguments: [
        (["starts"], 11, 9), (["municipalities", "glostrup", "closed", "1"], 36, 9),
        (["municipalities", "glostrup", "closed", "1", "to"], 36, 32), (["modules", "film-1"], 84, 5),
        (["modules", "film-1", "opens"], 91, 12), (["modules", "film-1", "prompts", "reminder", "send"], 98, 31),
        (["modules", "workshop-1", "sessions", "torsdag", "end"], 170, 54),
        (["modules", "meeting-1", "builds-on", "kl-2"], 154, 39),
        (["modules", "meeting-1", "window", "from"], 152, 20),
        (["modules", "film-1", "tables", "of"], 84, 5), (["nothing"], 4, 1),
    ])
    func `knows where it says something`(path: [String], line: Int, column: Int) {
        #expect(file.position(of: path) == SourcePosition(line: line, column: column))
    }

    @Test func `places what is found about the course later`() {
        let faults = file.faults([
            (path: ["modules", "kl-1", "due"], sentence: Sentence("for sent", "too late")),
            (path: ["ends"], sentence: Sentence("for tidligt", "too early")),
        ])
        #expect("\(faults)" == "digital-ledelse.yaml:12:7: too early\ndigital-ledelse.yaml:122:10: too late")
    }

    @Test func `may begin with a byte-order mark, end its lines as Windows does, and leave out what has a default`()
        throws
    {
        let windows = RealCourse.yaml.replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try CourseFile.read([0xEF, 0xBB, 0xBF] + windows.utf8, name: "").outline == file.outline)
        let without = try CourseFile.read(RealCourse.with("letters-a-week: 3 ", replacedBy: ""), name: "")
        #expect(without.outline == file.outline)
    }

    @Test func `takes an unquoted time and a quoted number as what they read`() throws {
        let time = try CourseFile.read(RealCourse.with("\"09:30\"", replacedBy: "9:30"), name: "")
        #expect(time.outline == file.outline)
        let number = try CourseFile.read(RealCourse.with("minutes: 40", replacedBy: "minutes: '40'"), name: "")
        #expect(number.outline == file.outline)
        let word = try CourseFile.read(RealCourse.with("title: Kick-off", replacedBy: "title: yes"), name: "")
        #expect(word.outline.programme.modules[0].title == "yes")
    }
}
