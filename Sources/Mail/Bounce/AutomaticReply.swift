/// Answers that machines give in somebody's name (RFC 3834, and what was done before it).
enum AutomaticReply {
    /// Whether a message is one, by its own headers: those of a letter inside say nothing.
    static func recognises(_ mail: ReturnedMail) -> Bool {
        let headers = mail.headers
        // Our letters say `auto-generated`; one that is sent round in a circle answers nobody.
        let submitted = headers["auto-submitted"].map { MIMEFieldValue($0).value }
        if let submitted, !["no", "auto-generated"].contains(submitted) { return true }
        let precedence = headers["precedence"].map { MIMEFieldValue($0).value }
        if let precedence, ["auto_reply", "bulk", "junk"].contains(precedence) { return true }
        if marks.contains(where: { headers[$0] != nil }) { return true }
        // A receipt, as "read" or "deleted without being read" (RFC 8098).
        if mail.type.parameters["report-type"]?.lowercased() == "disposition-notification" { return true }
        let subject = EncodedWords.decode(headers["subject"] ?? "").lowercased()
        return subjects.contains { subject.hasPrefix($0) }
    }

    private static let marks = [
        "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response-suppress", "x-autoreply-from",
    ]

    private static let subjects = [
        "automatisk svar", "autosvar", "auto-svar", "fraværsbesked", "fraværsmeddelelse", "ikke til stede",
        "ikke på kontoret", "out of office", "out-of-office", "automatic reply", "automatic response", "auto-reply",
        "autoreply", "auto reply", "auto:", "automatiskt svar", "automatische antwort",
    ]
}
