import CourseStore
import Mail

/// What the outcomes of a delivery mean for its letters.
struct Verdict {
    private(set) var settlements: [Settlement] = []
    private(set) var deferrals: [Deferral] = []
    /// Letters that nothing is held against.
    private(set) var untried: [ClaimedLetter] = []
    /// What the journal may forget once it is settled.
    private(set) var accepted: [AcceptRecord] = []
    /// What failed on the way, if anything.
    private(set) var fault: RouteFault?

    init(of outcomes: [DeliveryOutcome], for letters: [ClaimedLetter]) {
        for (letter, outcome) in zip(letters, outcomes) { add(outcome, for: letter) }
    }

    private mutating func add(_ outcome: DeliveryOutcome, for letter: ClaimedLetter) {
        switch outcome {
        case .accepted(let reply):
            settlements.append(.sent(letter, replyCode: reply.code, reply: reply.text))
            accepted.append(AcceptRecord(token: letter.token, attempt: letter.attempt, code: 250))
        case .transient(let reply, _):
            deferrals.append(.retry(letter, reply: reply))
        case .permanent(let reply, let phase):
            settlements.append(
                .failed(
                    letter,
                    replyCode: reply.code,
                    reply: reply.text,
                    isAddress: phase == .recipient && reply.blamesAddress
                )
            )
        case .routeFault(let routeFault):
            fault = routeFault
            untried.append(letter)
        case .uncertain(let routeFault):
            // A copy may be out: it is sent again, but not at once.
            fault = routeFault
            deferrals.append(.retry(letter, reply: nil))
        case .notSent:
            untried.append(letter)
        }
    }
}

extension Deferral {
    /// Tries a letter again as the schedule has it.
    static func retry(_ letter: ClaimedLetter, reply: SMTPReply?) -> Deferral {
        let delay = RetrySchedule.delay(after: Int(letter.failures) + 1, spread: Double.random(in: 0...1))
        return Deferral(letter, seconds: delay, replyCode: reply?.code, reply: reply?.text)
    }
}

extension SMTPReply {
    /// Whether the address is refused as such, not the sender's policy (RFC 3463 §3.2, §3.8; RFC 5321 §4.2.3).
    fileprivate var blamesAddress: Bool {
        if let enhanced { return enhanced.subject == 1 }
        return [550, 551, 553].contains(code)
    }
}
