import NIOCore

/// Letters in a session: one transaction after the other, in groups where the server offers PIPELINING (RFC 2920).
///
/// A group ends with DATA. The next group follows the final dot of the letter before it in the same write, so that a letter
/// costs one round trip.
extension SMTPDialogue {
    /// The batch and how far it has come.
    struct Letters {
        var batch: [Envelope] = []
        /// The index of the first letter whose turn has not come.
        var next = 0
        /// The letter whose MAIL is out and whose DATA is not answered.
        var transaction: Transaction?
        /// Whether the server still holds a transaction that came to nothing.
        var needsReset = false
        /// How many letters this session may still begin.
        var left = 0
        /// Whether an earlier batch was answered, so that the server may have tired of an idle session.
        var isReused = false
        /// Whether the server has answered anything in this batch.
        var isAnswered = false
        /// Whether nothing more may begin.
        var isWrappingUp = false
        var beforeData: @Sendable (Int64) -> Bool = { _ in true }

        mutating func heard() { isAnswered = true }
    }

    /// One letter's way from MAIL to the answer to DATA.
    struct Transaction {
        let envelope: Envelope
        var isHeld = false
        var refusal: DeliveryOutcome?
    }

    /// Takes a batch; `beforeData` is asked at each letter's MAIL and again before its content.
    mutating func deliver(_ batch: [Envelope], beforeData: @escaping @Sendable (Int64) -> Bool) {
        guard state == .idle else {
            // A server that takes a session and then no letter is a route at fault, not a session grown old.
            let outcome = untimelyEnd.map { DeliveryOutcome.routeFault($0) } ?? .notSent(.sessionOver)
            for envelope in batch { settle(envelope.tag, outcome) }
            events.append(.batchDone)
            return
        }
        state = .delivering
        turns += 1
        letters.batch = batch
        letters.next = 0
        letters.isAnswered = false
        letters.beforeData = beforeData
        begin()
    }

    mutating func settle(_ tag: Int64, _ outcome: DeliveryOutcome) {
        events.append(.settled(tag, outcome))
    }

    // MARK: Commands

    /// Begins the next letter that may go, or ends the batch when there is none.
    private mutating func begin() {
        if letters.needsReset, !capabilities.pipelining, letters.next < letters.batch.count {
            return reset()
        }
        while letters.next < letters.batch.count {
            let envelope = letters.batch[letters.next]
            letters.next += 1
            if let (reply, meaning) = capabilities.refusal(of: envelope) {
                settle(envelope.tag, .refused(reply, at: .mail, meaning))
            } else if letters.left <= 0 {
                settle(envelope.tag, .notSent(.sessionOver))
            } else if !letters.beforeData(envelope.tag) {
                settle(envelope.tag, .notSent(.withheld))
            } else {
                letters.left -= 1
                return begin(envelope)
            }
        }
        if expectations.isEmpty { finish() }
    }

    private mutating func begin(_ envelope: Envelope) {
        if letters.needsReset { reset() }
        letters.transaction = Transaction(envelope: envelope)
        output.writeStaticString("MAIL FROM:<")
        output.writeString(envelope.sender)
        output.writeStaticString(">")
        if capabilities.size { output.writeString(" SIZE=\(envelope.message.count)") }
        if envelope.isEightBit { output.writeStaticString(" BODY=8BITMIME") }
        if envelope.isInternationalised { output.writeStaticString(" SMTPUTF8") }
        if capabilities.deliveryReports, let id = envelope.envelopeID.map(XText.encode) {
            output.writeStaticString(" RET=HDRS")
            if !id.isEmpty, id.utf8.count <= Self.longestEnvelopeID { output.writeString(" ENVID=\(id)") }
        }
        output.writeStaticString("\r\n")
        expectations.append(.mail)
        if capabilities.pipelining {
            sayRecipient(envelope)
            sayData()
        }
    }

    private mutating func sayRecipient(_ envelope: Envelope) {
        output.writeStaticString("RCPT TO:<")
        output.writeString(envelope.recipient)
        output.writeStaticString(">")
        if capabilities.deliveryReports, envelope.envelopeID != nil {
            output.writeStaticString(" NOTIFY=FAILURE,DELAY")
            let original = XText.encode(envelope.recipient)
            // The type rfc822 is for ASCII only (RFC 6533 §3).
            if !envelope.isInternationalised, original.utf8.count <= Self.longestOriginal {
                output.writeString(" ORCPT=rfc822;\(original)")
            }
        }
        output.writeStaticString("\r\n")
        expectations.append(.recipient)
    }

    /// RFC 3461 §4.4, and §4.2 without the type.
    private static let longestEnvelopeID = 100
    private static let longestOriginal = 493

    private mutating func sayData() {
        output.writeStaticString("DATA\r\n")
        expectations.append(.data)
    }

    private mutating func reset() {
        letters.needsReset = false
        output.writeStaticString("RSET\r\n")
        expectations.append(.reset)
    }

    private mutating func finish() {
        letters.batch = []
        letters.next = 0
        letters.isReused = true
        state = .idle
        events.append(.batchDone)
    }

    // MARK: Replies

    mutating func takeLetter(_ reply: SMTPReply, for expected: Expectation) {
        let wanted: SMTPReply.Severity = expected == .data ? .intermediate : .completion
        let isRefusal = reply.severity == .transient || reply.severity == .permanent
        guard reply.severity == wanted || isRefusal else { return fail(.nonsense, at: expected, reply) }
        if isRefusal, expected.isLetters, FailureClass.of(reply, at: expected.phase) == .route {
            return refuse(reply, for: expected)
        }
        switch expected {
        case .mail: takeMail(reply, isRefusal: isRefusal)
        case .recipient: takeRecipient(reply, isRefusal: isRefusal)
        case .data: takeData(reply, isRefusal: isRefusal)
        case .content where isContentHeldBack: takeEarly(reply, for: expected, isRefusal: isRefusal)
        case .content(let tag):
            settle(tag, isRefusal ? Self.refusal(reply, at: .content) : .accepted(reply))
            proceed()
        default:
            proceed()
        }
    }

    /// With pipelining the next letter is under way already, and the batch is over when no reply is owed.
    private mutating func proceed() {
        if !capabilities.pipelining {
            begin()
        } else if expectations.isEmpty, letters.transaction == nil, letters.next == letters.batch.count {
            finish()
        }
    }

    private mutating func takeMail(_ reply: SMTPReply, isRefusal: Bool) {
        guard let envelope = letters.transaction?.envelope else { return }
        if isRefusal {
            letters.transaction?.refusal = Self.refusal(reply, at: .mail)
            if !capabilities.pipelining { abandon() }
        } else {
            letters.transaction?.isHeld = true
            if !capabilities.pipelining { sayRecipient(envelope) }
        }
    }

    private mutating func takeRecipient(_ reply: SMTPReply, isRefusal: Bool) {
        if isRefusal {
            if letters.transaction?.refusal == nil {
                letters.transaction?.refusal = Self.refusal(reply, at: .recipient)
            }
            if !capabilities.pipelining { abandon() }
        } else if !capabilities.pipelining {
            sayData()
        }
    }

    private mutating func takeData(_ reply: SMTPReply, isRefusal: Bool) {
        guard let transaction = letters.transaction else { return }
        if isRefusal {
            if transaction.refusal == nil { letters.transaction?.refusal = Self.refusal(reply, at: .data) }
            return abandon()
        }
        letters.transaction = nil
        let tag = transaction.envelope.tag
        if let refusal = transaction.refusal {
            // The server took DATA although it took no recipient: it gets nothing (RFC 2920 §3.1).
            settle(tag, refusal)
            output.writeStaticString(".\r\n")
            expectations.append(.discarded)
        } else if !letters.isWrappingUp, letters.beforeData(tag) {
            output.writeDotStuffed(transaction.envelope.message)
            contentEnd = output.readableBytes
            expectations.append(.content(tag))
        } else {
            return withhold(tag)
        }
        if capabilities.pipelining { begin() }
    }

    /// The letter came to nothing before its content; the next one begins.
    private mutating func abandon() {
        guard let transaction = letters.transaction, let refusal = transaction.refusal else { return }
        letters.transaction = nil
        letters.needsReset = transaction.isHeld
        settle(transaction.envelope.tag, refusal)
        begin()
    }

    /// The server answers before it has the whole letter: a refusal stands, but what it makes of the rest is anybody's guess.
    private mutating func takeEarly(_ reply: SMTPReply, for expected: Expectation, isRefusal: Bool) {
        guard isRefusal, case .content(let tag) = expected else { return fail(.nonsense, at: expected, reply) }
        settle(tag, Self.refusal(reply, at: .content))
        leave()
    }

    /// Ends the session in mid-batch for a reason that is nobody's fault: the other letters go by another one.
    private mutating func leave() {
        if let transaction = letters.transaction { settle(transaction.envelope.tag, .notSent(.sessionOver)) }
        for envelope in letters.batch[letters.next...] { settle(envelope.tag, .notSent(.sessionOver)) }
        letters.transaction = nil
        events.append(.batchDone)
        close()
    }

    /// The server waits for content that may no longer be sent: only closing takes DATA back.
    private mutating func withhold(_ tag: Int64) {
        settle(tag, .notSent(.withheld))
        leave()
    }

    private static func refusal(_ reply: SMTPReply, at phase: SMTPPhase) -> DeliveryOutcome {
        .refused(reply, at: phase, FailureClass.of(reply, at: phase))
    }

    private mutating func fail(_ code: RouteFault.Code, at expected: Expectation, _ reply: SMTPReply) {
        if case .content(let tag) = expected {
            let fault = RouteFault(code, at: .content, reply: reply)
            settle(tag, isContentHeldBack ? .routeFault(fault) : .uncertain(fault))
        }
        fail(code, at: expected.phase, reply: reply)
    }

    // MARK: Faults

    /// Settles what is left of the batch when the session breaks.
    mutating func settleAll(after fault: RouteFault) {
        // A server may close an idle session at any time: that it did so as we began is no fault of the route.
        let isStale =
            letters.isReused && !letters.isAnswered && (fault.code == .disconnected || fault.code == .closing)
        let untouched: DeliveryOutcome = isStale ? .notSent(.sessionOver) : .routeFault(fault)
        for case .content(let tag) in expectations {
            settle(tag, isContentHeldBack ? .routeFault(fault) : .uncertain(fault))
        }
        if let transaction = letters.transaction { settle(transaction.envelope.tag, untouched) }
        for envelope in letters.batch[letters.next...] { settle(envelope.tag, untouched) }
        letters.batch = []
        letters.next = 0
        letters.transaction = nil
    }
}
