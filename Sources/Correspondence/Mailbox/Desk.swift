import CourseStore
import Mail
import Synchronization

/// Where a mailman's deliveries under way tell the claim loop how they ended.
final class Desk: Sendable {
    private struct State {
        var busy = 0
        var pause = RoutePause()
        var nextAlarm: Duration
        var isJournalWell = true
    }

    private let state: Mutex<State>
    private let alarmAfter: Duration

    init(alarmAfter: Duration) {
        self.alarmAfter = alarmAfter
        state = Mutex(State(nextAlarm: alarmAfter))
    }

    /// Deliveries under way.
    var busy: Int { state.withLock { $0.busy } }

    /// What is left of the route's rest; `nil` while it is open.
    var rest: Duration? { state.withLock { $0.pause.rest(at: .now) } }

    /// How the route stands, for whoever asks; `nil` where its last delivery went well.
    var pause: MailmanPause? {
        state.withLock { state in
            let now = ContinuousClock.now
            return state.pause.trouble(at: now).map { since, cause in
                MailmanPause(
                    secondsSoFar: since / .seconds(1),
                    secondsLeft: (state.pause.rest(at: now) ?? .zero) / .seconds(1),
                    cause: cause
                )
            }
        }
    }

    /// For how long the route has failed, and why, where that is an alarm: once after a while, then each hour.
    func alarm() -> (since: Duration, cause: String)? {
        state.withLock { state in
            guard let (since, cause) = state.pause.trouble(at: .now) else {
                state.nextAlarm = alarmAfter
                return nil
            }
            guard since >= state.nextAlarm else { return nil }
            state.nextAlarm = since + .seconds(3600)
            return (since, cause)
        }
    }

    func begin() {
        state.withLock { $0.busy += 1 }
    }

    /// - Returns: How long the route rests, where that begins now.
    func end(_ result: Delivered) -> Duration? {
        state.withLock { state in
            state.busy -= 1
            return state.pause.note(result.route, at: .now)
        }
    }

    /// - Returns: Whether that is news.
    func noteJournal(isWell: Bool) -> Bool {
        state.withLock { state in
            defer { state.isJournalWell = isWell }
            return state.isJournalWell != isWell
        }
    }
}

/// What a delivery says about the route and the journal.
struct Delivered {
    /// How the route was found.
    var route = RouteFinding.untried
    /// Accepted letters may not be on the disk.
    var journalFault: JournalFault?
}

/// How a delivery found its route.
enum RouteFinding {
    /// None of the letters got that far.
    case untried
    /// It took letters, or refused them one by one.
    case open
    /// It failed, whatever the letters; whether it had taken or refused some of them before.
    case failed(RouteFault, afterLetters: Bool)
}
