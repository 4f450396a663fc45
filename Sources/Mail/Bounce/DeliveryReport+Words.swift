extension DeliveryReport {
    /// The report of a server that writes for people: qmail, Exim, older Exchange and Sendmail, some gateways.
    ///
    /// It has to come from a server by its sender or its headers, and to say that a letter has not arrived.
    init?(words mail: ReturnedMail, from sender: ReportSender) {
        let said = ReportWords(mail.text)
        let words = FoldedText(EncodedWords.decode(mail.headers["subject"] ?? "") + "\n" + said.text)
        let isAnnounced = words.contains(anyOf: Self.failures)
        let isDelay = words.contains(anyOf: Self.delays) && !words.contains(anyOf: Self.finalities)
        switch sender {
        case .server: guard isAnnounced || isDelay || said.reply.status != nil else { return nil }
        case .nobody: guard isAnnounced || isDelay else { return nil }
        case .person: return nil
        }
        // Where no status or code is quoted, any of the words may tell why.
        let diagnostic = said.diagnostic
        self.init(
            action: isDelay ? .delayed : .failed,
            status: said.reply.status,
            failure: FailureClass(
                status: said.reply.status,
                said: diagnostic.isEmpty ? said.text : diagnostic,
                isFinal: !isDelay
            ),
            diagnostic: DiagnosticLine(diagnostic).text,
            isStructured: false
        )
    }

    private static let failures = [
        "hi. this is the qmail-send program", "failure notice", "delivery failed", "delivery failure",
        "failed delivery", "delivery has failed", "undeliverable", "undelivered mail", "undeliverable mail",
        "returned mail", "returned to sender", "could not be delivered", "couldn't be delivered",
        "cannot be delivered", "can't be delivered", "was not delivered", "wasn't delivered", "not be delivered",
        "unable to deliver", "wasn't able to deliver", "did not reach some or all", "did not reach the following",
        "delivery to the following recipient", "delivery status notification (failure)", "had permanent fatal errors",
        "permanent error", "address not found", "message blocked", "message was rejected",
        "recipient address rejected", "kunne ikke leveres", "kan ikke leveres", "kunne ikke afleveres",
        "blev ikke leveret", "er ikke leveret", "ikke leveret:", "levering mislykkedes", "leveringen mislykkedes",
        "mislykkedes levering", "levering er mislykkedet", "levering til følgende modtagere", "nåede ikke frem",
        "nåede ikke nogle eller alle", "nåede ikke en eller flere", "kan ikke nås", "kunne ikke nås",
        "returneret post",
    ]

    private static let delays = [
        "has not yet been delivered", "not yet been delivered", "this is a warning message only",
        "delivery is delayed", "delivery delayed", "delivery status notification (delay)", "still being retried",
        "delayed mail", "warning: message", "endnu ikke leveret", "levering er forsinket", "leveringen er forsinket",
        "forsinket levering",
    ]

    private static let finalities = [
        "permanent error", "permanent fatal error", "giving up", "given up", "failed permanently",
    ]
}
