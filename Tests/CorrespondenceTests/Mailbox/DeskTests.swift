import Mail
import Testing

@testable import Correspondence

struct DeskTests {
    private let fault = RouteFault(.timedOut, at: .greeting, detail: "a detail of the system's")

    @Test func `a route that fails rests, twice as long each time, a minute at most`() {
        var pause = RoutePause()
        var now = ContinuousClock.now
        var rests: [Duration] = []
        for _ in 0..<8 {
            if let rest = pause.note(.failed(fault, afterLetters: false), at: now) { rests.append(rest) }
            now += .seconds(61)
        }
        #expect(rests == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
    }

    @Test func `deliveries that fail side by side begin one rest`() {
        var pause = RoutePause()
        let now = ContinuousClock.now
        #expect(pause.note(.failed(fault, afterLetters: false), at: now) == .seconds(2))
        #expect(pause.note(.failed(fault, afterLetters: false), at: now + .seconds(1)) == nil)
        #expect(pause.rest(at: now + .seconds(1)) == .seconds(1))
    }

    @Test func `a relay that closes after so many letters rests shortly each time, and is no trouble`() {
        var pause = RoutePause()
        var now = ContinuousClock.now
        for _ in 0..<8 {
            #expect(pause.note(.failed(fault, afterLetters: true), at: now) == .seconds(2))
            now += .seconds(600)
        }
        #expect(pause.trouble(at: now - .seconds(600))?.since == .zero)
    }

    @Test func `a delivery in which no letter got that far says nothing of the route`() {
        var pause = RoutePause()
        let now = ContinuousClock.now
        _ = pause.note(.failed(fault, afterLetters: false), at: now)
        _ = pause.note(.untried, at: now + .seconds(3))
        #expect(pause.trouble(at: now + .seconds(3))?.since == .seconds(3))
        _ = pause.note(.open, at: now + .seconds(4))
        #expect(pause.trouble(at: now + .seconds(4)) == nil && pause.rest(at: now) == nil)
    }

    @Test func `trouble counts from its first failure and tells its last cause, without what a system or server said`()
    {
        var pause = RoutePause()
        let now = ContinuousClock.now
        _ = pause.note(.failed(RouteFault(.unreachable, at: .connect), afterLetters: false), at: now)
        let reply = SMTPReply(
            code: 421,
            enhanced: EnhancedStatus(4, 3, 2),
            text: "mette@albertslund.example is not welcome"
        )
        _ = pause.note(
            .failed(RouteFault(.closing, at: .mail, reply: reply), afterLetters: false),
            at: now + .seconds(90)
        )
        let trouble = pause.trouble(at: now + .seconds(100))
        #expect(trouble?.since == .seconds(100))
        #expect(trouble?.cause == "closing at mail: 421 4.3.2")
    }

    @Test func `a route that fails for long is an alarm once, and again when it has been well between`() {
        let desk = Desk(alarmAfter: .zero)
        #expect(desk.alarm() == nil)
        desk.begin()
        _ = desk.end(Delivered(route: .failed(fault, afterLetters: false)))
        #expect(desk.alarm()?.cause == "timed-out at greeting")
        #expect(desk.alarm() == nil, "the next is an hour later")
        desk.begin()
        _ = desk.end(Delivered(route: .open))
        #expect(desk.alarm() == nil && desk.pause == nil)
        desk.begin()
        _ = desk.end(Delivered(route: .failed(fault, afterLetters: false)))
        #expect(desk.alarm() != nil)
    }

    @Test func `a journal that cannot be written is news once`() {
        let desk = Desk(alarmAfter: .zero)
        #expect(!desk.noteJournal(isWell: true))
        #expect(desk.noteJournal(isWell: false))
        #expect(!desk.noteJournal(isWell: false))
        #expect(desk.noteJournal(isWell: true))
    }
}
