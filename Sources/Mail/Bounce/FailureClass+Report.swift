extension FailureClass {
    /// What a report blames: its status where that says something, else words that are known, else the code.
    ///
    /// Never `route`: a report is about a letter that has left us.
    init(status: EnhancedStatus?, said text: String, isFinal: Bool) {
        let words = FoldedText(text)
        let code = StatedReply(in: Array(text.utf8)).code
        let blamed: FailureClass
        if let status, status.subject != 0 {
            blamed = .of(status: status)
        } else if let known = Self.phrases.first(where: { words.contains($0.words) }) {
            blamed = known.blames
        } else if let code {
            blamed = .of(SMTPReply(code: code, enhanced: nil, text: text), at: Self.phase(words))
        } else if let status {
            blamed = .of(status: status)
        } else {
            blamed = isFinal ? .letter : .transient
        }
        self = blamed == .route ? .transient : blamed
    }

    /// The command that was refused, by the words of Postfix ("in reply to …") and Exim ("after …").
    private static func phase(_ words: FoldedText) -> SMTPPhase {
        if words.contains(anyOf: ["end of data", "data command", "after pipelined end of data"]) { return .content }
        return words.contains(anyOf: ["mail from command", "after mail from", "after pipelined mail from"])
            ? .mail : .recipient
    }

    private static let phrases: [(words: String, blames: FailureClass)] = [
        ("mailbox full", .mailboxFull), ("mailbox is full", .mailboxFull), ("over quota", .mailboxFull),
        ("overquota", .mailboxFull), ("quota exceeded", .mailboxFull), ("exceeded the quota", .mailboxFull),
        ("exceeded storage", .mailboxFull), ("postkassen er fuld", .mailboxFull), ("postkasse er fuld", .mailboxFull),
        ("indbakke er fuld", .mailboxFull), ("indbakken er fuld", .mailboxFull),
        ("user unknown", .address), ("unknown user", .address), ("no such user", .address),
        ("user not found", .address),
        ("no such mailbox", .address), ("mailbox not found", .address), ("no mailbox here by that name", .address),
        ("no such recipient", .address), ("recipient unknown", .address), ("unknown recipient", .address),
        ("recipient not found", .address), ("account does not exist", .address),
        ("address couldn't be found", .address),
        ("address not found", .address), ("user doesn't exist", .address), ("user does not exist", .address),
        ("unrouteable address", .address), ("unknown or illegal alias", .address), ("invalid recipient", .address),
        ("not listed in domino directory", .address), ("couldn't find any host named", .address),
        ("host or domain name not found", .address), ("domain name not found", .address), ("unknown host", .address),
        ("ukendt bruger", .address), ("ukendt modtager", .address), ("mailadressen findes ikke", .address),
        ("adressen blev ikke fundet", .address), ("e-mailkontoen findes ikke", .address),
        ("e-mail-kontoen findes ikke", .address), ("brugeren findes ikke", .address),
        ("modtageren findes ikke", .address), ("adressen findes ikke", .address),
        ("message too large", .letter), ("message size exceeds", .letter), ("message too big", .letter),
        ("meddelelsen er for stor", .letter),
        ("spam", .policy), ("blocklist", .policy), ("blacklist", .policy), ("blocked", .policy),
        ("retry timeout exceeded", .transient), ("connection timed out", .transient),
        ("connection refused", .transient), ("timed out", .transient),
    ]
}
