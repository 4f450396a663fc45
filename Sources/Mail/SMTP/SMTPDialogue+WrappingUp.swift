/// An orderly end in the midst of things: what is past its final dot is answered for by the server, what is not has not begun.
extension SMTPDialogue {
    /// Begins nothing more; waits for the answers to final dots, gives all other letters back, and closes.
    mutating func wrapUp() {
        switch state {
        case .closed, .quitting: return
        case .opening: fail(.disconnected, detail: "closed on our side")
        case .idle: quit()
        case .delivering:
            letters.left = 0
            letters.isWrappingUp = true
            closeUnlessAwaited()
        }
    }

    /// Ends a session that wraps up once no final dot of it is unanswered.
    mutating func closeUnlessAwaited() {
        guard letters.isWrappingUp, state == .delivering else { return }
        for case .content in expectations { return }
        if let transaction = letters.transaction { settle(transaction.envelope.tag, .notSent(.withheld)) }
        for envelope in letters.batch[letters.next...] { settle(envelope.tag, .notSent(.withheld)) }
        letters.batch = []
        letters.next = 0
        letters.transaction = nil
        events.append(.batchDone)
        close()
    }
}
