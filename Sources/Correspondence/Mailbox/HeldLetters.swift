import CourseStore
import Synchronization

/// The letters that a mailman holds, and until when by its own monotonic clock.
final class HeldLetters: Sendable {
    private struct Held {
        let letter: ClaimedLetter
        var until: ContinuousClock.Instant
    }

    /// A little less than the lease: what has begun is over before another mailman may begin.
    private static let lease = Duration.seconds(285)
    private let all = Mutex<[Int64: Held]>([:])

    var letters: [ClaimedLetter] {
        all.withLock { all in all.values.map(\.letter) }
    }

    /// Holds letters from the moment before their claim was asked for.
    func take(_ letters: [ClaimedLetter], from moment: ContinuousClock.Instant) {
        let until = moment + Self.lease
        all.withLock { all in
            for letter in letters { all[letter.id] = Held(letter: letter, until: until) }
        }
    }

    func leave(_ letters: [ClaimedLetter]) {
        all.withLock { all in
            for letter in letters where all[letter.id]?.letter.attempt == letter.attempt { all[letter.id] = nil }
        }
    }

    /// Holds on to letters whose lease the database has prolonged; another mailman may have the rest by now.
    func renew(_ letters: [Int64], from moment: ContinuousClock.Instant) {
        all.withLock { all in
            for letter in letters { all[letter]?.until = moment + Self.lease }
        }
    }

    /// Whether a letter may still be sent on a claim: no DATA on a lease that is over, and none on one that another claim of the
    /// same letter has followed.
    func holds(_ letter: Int64, attempt: Int32) -> Bool {
        all.withLock { all in
            guard let held = all[letter], held.letter.attempt == attempt else { return false }
            return ContinuousClock.now < held.until
        }
    }
}
