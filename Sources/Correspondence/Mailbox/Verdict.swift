import CourseStore
import Mail

/// What the outcomes of a delivery mean for its letters.
struct Verdict {
    private(set) var settlements: [Settlement] = []
    private(set) var deferrals: [Deferral] = []
    /// Letters that nothing is held against.
    private(set) var untried: [ClaimedLetter] = []
    /// The letter that the route failed at, to be tried after the others: it is not blamed, but what a server hangs up on must
    /// not stand before all others for ever.
    private(set) var interrupted: [ClaimedLetter] = []
    /// What the journal may forget once it is settled.
    private(set) var accepted: [AcceptRecord] = []
    /// What failed on the way, if anything.
    private(set) var fault: RouteFault?
    private var isHeard = false

    init(of outcomes: [DeliveryOutcome], for letters: [ClaimedLetter]) {
        for (letter, outcome) in zip(letters, outcomes) { add(outcome, for: letter) }
    }

    /// How the route was found.
    var route: RouteFinding {
        fault.map { .failed($0, afterLetters: isHeard) } ?? (isHeard ? .open : .untried)
    }

    private mutating func add(_ outcome: DeliveryOutcome, for letter: ClaimedLetter) {
        switch outcome {
        case .accepted(let reply):
            isHeard = true
            settlements.append(.sent(letter, replyCode: reply.code, reply: reply.text))
            accepted.append(AcceptRecord(token: letter.token, attempt: letter.attempt, code: 250))
        case .refused(let reply, _, let failure):
            isHeard = true
            add(failure, reply, for: letter)
        case .routeFault(let routeFault):
            if fault == nil, routeFault.phase.isOfALetter {
                interrupted.append(letter)
            } else {
                untried.append(letter)
            }
            fault = routeFault
        case .uncertain(let routeFault):
            // A copy may be out: it is sent again, but not at once.
            fault = routeFault
            deferrals.append(.retry(letter, reply: nil))
        case .notSent:
            untried.append(letter)
        }
    }

    private mutating func add(_ failure: FailureClass, _ reply: SMTPReply, for letter: ClaimedLetter) {
        switch failure {
        case .route:
            untried.append(letter)
        case .transient:
            deferrals.append(.retry(letter, reply: reply))
        case .mailboxFull:
            // Whoever has to clear it needs longer than a busy server does.
            deferrals.append(.retry(letter, reply: reply, notBefore: .hour))
        case .address, .policy, .letter:
            settlements.append(
                .failed(letter, replyCode: reply.code, reply: reply.text, isAddress: failure == .address)
            )
        }
    }
}

extension Deferral {
    /// Tries a letter again as the schedule has it.
    static func retry(
        _ letter: ClaimedLetter,
        reply: SMTPReply?,
        notBefore pace: RetrySchedule.Pace = .first
    ) -> Deferral {
        let delay = RetrySchedule.delay(
            after: Int(letter.failures) + 1,
            spread: Double.random(in: 0...1),
            notBefore: pace
        )
        return Deferral(letter, seconds: delay, replyCode: reply?.code, reply: reply?.text)
    }
}

extension SMTPPhase {
    /// Whether a letter is being spoken of.
    fileprivate var isOfALetter: Bool {
        switch self {
        case .mail, .recipient, .data, .content: true
        case .connect, .greeting, .hello, .startTLS, .handshake, .authentication, .reset, .quit: false
        }
    }
}
