extension FailureTable {
    /// The one table, each row with its source.
    ///
    /// "IANA" is the registry of enhanced status codes that RFC 5248 set up.
    static let standard = FailureTable(rows: route + mailbox + address + policy + letter)

    /// Who we are to the relay, and whether it works at all: every letter would fare the same.
    private static let route = [
        Row(
            .opening,
            means: .route,
            "RFC 5321 §3.1 and §4.3.2, RFC 3207 §4, RFC 4954 §6: no letter has been spoken of yet; 454 4.7.0 too"
        ),
        Row(.letter, codes: [421], means: .route, "RFC 5321 §3.8 and §4.2.3: the server closes, whatever was asked"),
        Row(.letter, codes: [521], means: .route, "RFC 7504 §3: a host that takes no mail; Postfix's 521 hangs up"),
        Row(
            .letter,
            codes: [530, 534, 535, 538],
            means: .route,
            "RFC 4954 §6 and RFC 3207 §4: it wants authentication, another one, or TLS first; Exchange: 530 5.7.57"
        ),
        Row(
            .letter,
            codes: [432, 523, 524, 525],
            status: .about(7),
            means: .route,
            "IANA X.7.12, X.7.10, X.7.11, X.7.13: a password or an encryption that will not do, an account disabled"
        ),
        Row(
            .letter,
            .forGood,
            status: .oneOf([(7, 3)]),
            means: .route,
            "Exchange: 550 5.7.3, the client was not authenticated (RFC 3463 §3.8: a conversion it could not do)"
        ),
        Row(
            .letter,
            status: .oneOf([(7, 8), (7, 9), (7, 10), (7, 11), (7, 12), (7, 13), (7, 14), (7, 57)]),
            means: .route,
            "RFC 4954 §6 and IANA: credentials; Exchange Online's 5.7.57, not authenticated to send anonymously"
        ),
    ]

    /// What may pass later.
    private static let mailbox = [
        Row(
            .any,
            status: .oneOf([(2, 2)]),
            means: .mailboxFull,
            "RFC 3463 §3.3: mailbox full; 452 4.2.2 and 552 5.2.2 alike"
        ),
        Row(
            .recipient,
            codes: [552],
            status: .absent,
            means: .mailboxFull,
            "RFC 5321 §4.2.3: exceeded storage allocation; at RCPT the message's size is not spoken of any more"
        ),
        Row(.any, .forNow, means: .transient, "RFC 5321 §4.2.1: 4yz, greylisting's 450 4.7.1 and 452 4.3.1 among them"),
    ]

    /// Who the letter is from or for.
    private static let address = [
        Row(
            .any,
            status: .oneOf([(1, 7), (1, 8)]),
            means: .policy,
            "RFC 3463 §3.2: the sender's address or domain, which is ours"
        ),
        Row(
            .sender,
            status: .about(1),
            means: .policy,
            "RFC 3463 §3.2: at MAIL no other address is known than the sender's"
        ),
        Row(
            .sender,
            codes: [550, 551, 553],
            status: .absent,
            means: .policy,
            "RFC 5321 §4.3.2: at MAIL the sender is refused"
        ),
        Row(
            .addressed,
            status: .about(1),
            means: .address,
            "RFC 3463 §3.2: nobody there, bad syntax, moved; RFC 7505 §4.1: 556 5.1.10, the domain takes no mail"
        ),
        Row(.addressed, status: .oneOf([(2, 1)]), means: .address, "RFC 3463 §3.3: mailbox disabled"),
        Row(
            [.recipient, .report],
            status: .oneOf([(4, 1)]),
            means: .address,
            "Exchange Online: 550 5.4.1 Recipient address rejected, an unknown recipient at its edge"
        ),
        Row(
            [.recipient, .report],
            status: .oneOf([(4, 4), (4, 310)]),
            means: .address,
            "Postfix: 5.4.4 where the domain does not exist; Exchange Online: 5.4.310 for the same"
        ),
        Row(
            .recipient,
            codes: [550],
            status: .oneOf([(5, 0)]),
            means: .address,
            "Outlook.com: 550 5.5.0 Requested action not taken, mailbox unavailable"
        ),
        Row(
            .recipient,
            codes: [550, 551, 553, 556],
            status: .absent,
            means: .address,
            "RFC 5321 §4.2.3: mailbox unavailable, not local, name not allowed; RFC 7504 §4: 556"
        ),
    ]

    /// What the receiver does not want from us.
    private static let policy = [
        Row(
            .any,
            status: .about(7),
            means: .policy,
            "RFC 3463 §3.8: security or policy; RFC 7505 §4.2: 550 5.7.27, ours"
        )
    ]

    /// What is left is about this letter.
    private static let letter = [
        Row(
            .any,
            status: .oneOf([(2, 3), (3, 4)]),
            means: .letter,
            "RFC 1870 §6 and RFC 3463 §3.3, §3.4: larger than the mailbox or the system takes"
        ),
        Row(
            .any,
            status: .about(6),
            means: .letter,
            "RFC 3463 §3.7, RFC 6152 §3, RFC 6531 §3.6: content, 8BITMIME, SMTPUTF8"
        ),
        Row(.any, means: .letter, "RFC 5321 §4.2.1: 5yz of which no more is known"),
    ]
}
