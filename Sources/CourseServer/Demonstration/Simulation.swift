import Correspondence
import Course
import CourseStore

/// Runs a course through under a clock that is moved to the next due moment when nothing is in flight, with the real
/// release, queue and transport.
struct Simulation {
    let store: Store
    let mailman: Mailman
    let course: StoredCourse
    /// The moment after the last one.
    let end: Instant
    /// Told of each day on which letters left.
    let report: (Day, _ letters: Int) -> Void

    /// - Returns: How many letters left.
    func run() async throws -> Int {
        let zone = course.outline.timeZone
        var now = course.now
        var total = 0
        var today = (day: zone.local(now).day, letters: 0)
        while true {
            _ = try await store.release(course.id)
            let letters = try await mailman.drain()
            total += letters
            today.letters += letters
            guard let next = try await store.nextMoment(of: course, after: now), next < end else { break }
            now = next
            try await store.setClock(of: course.id, to: now, rate: 0)
            let day = zone.local(now).day
            if day != today.day {
                if today.letters > 0 { report(today.day, today.letters) }
                today = (day, 0)
            }
        }
        if today.letters > 0 { report(today.day, today.letters) }
        // What was open to the end is over now.
        try await store.setClock(of: course.id, to: end, rate: 0)
        _ = try await store.release(course.id)
        return total
    }
}

extension Store {
    /// The next moment at which something of a course on a clock of its own is due, be it a release or a letter.
    func nextMoment(of course: StoredCourse, after now: Instant) async throws -> Instant? {
        let release = try await nextReleaseMoment(of: course.id)
        let letter = try await nextDue(on: CourseClock.route(of: course.id)).due
        // A moment that is not later would mean that a release or a claim left its work undone: a step on keeps the clock moving.
        return [release, letter].compactMap(\.self).min().map { max($0, now.adding(seconds: 1)) }
    }
}
