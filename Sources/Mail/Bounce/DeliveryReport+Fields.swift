extension DeliveryReport {
    /// The report of a `message/delivery-status` part: of several recipients the one that fared worst, since every letter of ours is
    /// to one person and any other is one that the letter was handed on to.
    init?(fields status: DeliveryStatus?) {
        guard let status,
            let gravest = Action.allCases.lazy.compactMap({ action in
                status.recipients.first { $0.action == action }
            }).first
        else { return nil }
        self.init(
            action: gravest.action,
            status: gravest.status,
            failure: gravest.action.isTrouble
                ? FailureClass(
                    status: gravest.status,
                    said: gravest.diagnostic,
                    isFinal: gravest.action == .failed
                ) : .transient,
            diagnostic: DiagnosticLine(gravest.diagnostic).text,
            isStructured: true
        )
    }
}
