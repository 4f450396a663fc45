import CourseTesting
import Foundation
import Glibc
import Testing

@testable import Mail

struct BounceReaderTests {
    /// What a file of `Bounces/` is.
    struct Row: Sendable, CustomTestStringConvertible {
        var file: String
        var expected: Expected
        var status: EnhancedStatus?
        var token = BounceToken.genuine(BounceCorpus.letter)
        var says = ""

        var testDescription: String { file }
    }

    enum Expected: Sendable {
        case fields(DeliveryReport.Action, FailureClass)
        case words(DeliveryReport.Action, FailureClass)
        case automaticReply
        case unrelated
    }

    private static func fields(
        _ file: String,
        _ action: DeliveryReport.Action,
        _ status: EnhancedStatus?,
        _ failure: FailureClass,
        says: String
    ) -> Row {
        Row(file: file, expected: .fields(action, failure), status: status, says: says)
    }

    private static func words(
        _ file: String,
        _ action: DeliveryReport.Action,
        _ status: EnhancedStatus?,
        _ failure: FailureClass,
        says: String
    ) -> Row {
        Row(file: file, expected: .words(action, failure), status: status, says: says)
    }

    static let rows: [Row] = [
        fields("postfix-user-unknown", .failed, EnhancedStatus(5, 1, 1), .address, says: "User unknown in virtual"),
        fields("postfix-headers-only", .failed, EnhancedStatus(5, 2, 2), .mailboxFull, says: "552 5.2.2 <lone"),
        fields("postfix-postfix-sender", .failed, EnhancedStatus(5, 1, 1), .address, says: "550 5.1.1 User unknown"),
        fields("postfix-without-original", .failed, EnhancedStatus(5, 7, 1), .policy, says: "zen.blocklist.example"),
        fields("postfix-delayed", .delayed, EnhancedStatus(4, 4, 1), .transient, says: "connect to mbx"),
        fields("postfix-expired", .failed, EnhancedStatus(4, 4, 1), .transient, says: "Connection timed out"),
        fields("sendmail-relayed", .relayed, EnhancedStatus(2, 1, 9), .transient, says: ""),
        fields("several-recipients", .failed, EnhancedStatus(5, 1, 1), .address, says: "550 5.1.1 no such user"),
        fields("fields-odd", .failed, EnhancedStatus(5, 1, 1), .address, says: "does not exist. Please"),
        fields("action-missing", .failed, EnhancedStatus(5, 1, 10), .address, says: "RecipientNotFound"),
        fields("status-missing", .failed, nil, .address, says: "550 User unknown"),
        fields("exchange-online-5.4.1", .failed, EnhancedStatus(5, 4, 1), .address, says: "Access denied"),
        fields("exim-report", .failed, EnhancedStatus(5, 0, 0), .address, says: "550 No such recipient here"),
        fields("international", .failed, EnhancedStatus(5, 1, 1), .address, says: "ukendt bruger: løne@"),
        fields("status-in-base64", .failed, EnhancedStatus(5, 1, 1), .address, says: "550 5.1.1 User unknown"),
        fields("nested-in-a-notice", .failed, EnhancedStatus(5, 1, 1), .address, says: "550 5.1.1 User unknown"),
        fields("cut-short", .failed, EnhancedStatus(5, 1, 1), .address, says: ""),

        words("qmail", .failed, EnhancedStatus(5, 1, 1), .address, says: "no mailbox here by that name. (#5.1.1)"),
        words("qmail-remote", .failed, EnhancedStatus(5, 2, 1), .address, says: "reach is disabled."),
        words("exim-words", .failed, nil, .address, says: "[198.51.100.7]: 550 Unknown user"),
        words("exim-unrouteable", .failed, nil, .address, says: ""),
        words("exim-warning", .delayed, EnhancedStatus(4, 7, 1), .transient, says: "451 4.7.1 Greylisted"),
        words("postfix-words", .failed, EnhancedStatus(5, 2, 2), .mailboxFull, says: "552 5.2.2 <lone.kjaer@"),
        words("exchange-english", .failed, nil, .address, says: ""),
        words("exchange-danish", .failed, EnhancedStatus(5, 1, 1), .address, says: "<ex01.hvidovre.example #5.1.1>"),
        words("exchange-danish-html", .failed, EnhancedStatus(5, 2, 2), .mailboxFull, says: "'554 5.2.2 mailbox full;"),
        words("exchange-danish-latin1", .failed, nil, .address, says: ""),
        words("gmail-like", .failed, EnhancedStatus(5, 1, 1), .address, says: "email account that you tried"),
        words("nobody-in-words", .failed, EnhancedStatus(5, 3, 4), .letter, says: "554 5.3.4 Message size"),

        Row(file: "reply-auto-submitted", expected: .automaticReply),
        Row(file: "reply-precedence", expected: .automaticReply),
        Row(file: "reply-bulk", expected: .automaticReply),
        Row(file: "reply-autoreply", expected: .automaticReply),
        Row(file: "reply-suppress", expected: .automaticReply),
        Row(file: "reply-danish", expected: .automaticReply),
        Row(file: "reply-autosvar", expected: .automaticReply),
        Row(file: "reply-english", expected: .automaticReply),
        Row(file: "reply-split-subject", expected: .automaticReply),
        Row(file: "reply-empty-path", expected: .automaticReply),
        Row(file: "read-receipt", expected: .automaticReply),

        Row(file: "person", expected: .unrelated),
        Row(file: "person-undeliverable", expected: .unrelated),
        Row(file: "our-letter-back", expected: .unrelated),
        Row(file: "our-letter-forwarded", expected: .unrelated),
        Row(file: "abuse-report", expected: .unrelated),
        Row(file: "forged", expected: .unrelated, token: .forged),
        Row(file: "forged-outside", expected: .unrelated, token: .forged),
        Row(file: "of-somebody-else", expected: .unrelated, token: .none),
        Row(file: "spam", expected: .unrelated, token: .none),
    ]

    private func check(_ mail: IncomingMail, _ row: Row) {
        #expect(mail.token == row.token)
        switch (row.expected, mail.kind) {
        case (.fields(let action, let failure), .report(let report)),
            (.words(let action, let failure), .report(let report)):
            #expect(report.action == action)
            #expect(report.status == row.status)
            #expect(report.failure == failure)
            #expect(row.says.isEmpty || report.diagnostic.contains(row.says), "\(report.diagnostic)")
            #expect(row.says.isEmpty == report.diagnostic.isEmpty, "\(report.diagnostic)")
            if case .fields = row.expected { #expect(report.isStructured) } else { #expect(!report.isStructured) }
        case (.automaticReply, .automaticReply), (.unrelated, .unrelated): break
        default: Issue.record("\(row.file) is \(mail.kind)")
        }
    }

    @Test(arguments: rows)
    func `a message is read as what it is`(row: Row) throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        let message = try BounceCorpus.message(row.file)
        check(reader.read(message, recipient: nil), row)
        // As a pipe hands it over: bare line feeds and a mailbox file's first line.
        let piped = Array("From MAILER-DAEMON Thu Apr 15 09:00:05 2027\n".utf8) + message.filter { $0 != 0x0D }
        check(reader.read(piped, recipient: nil), row)
    }

    @Test func `every file of the corpus has its row`() throws {
        #expect(try BounceCorpus.names == Self.rows.map(\.file).sorted())
    }

    @Test(arguments: rows)
    func `no message with a forged token, or without one, is a report`(row: Row) throws {
        let message = try BounceCorpus.message(row.file)
        // To a reader with another key, what was genuine is forged.
        let stranger = BounceReader(addresses: [try BounceCorpus.address(key: 9)])
        let mail = stranger.read(message, recipient: nil)
        #expect(mail.token == (row.token == .none ? .none : .forged))
        if case .report = mail.kind { Issue.record("a forged report counts") }
        let elsewhere = BounceReader(addresses: [])
        #expect(elsewhere.read(message, recipient: nil).token == .none)
        if case .report = elsewhere.read(message, recipient: nil).kind {
            Issue.record("a report without a token counts")
        }
    }

    // MARK: Evidence

    @Test func `the envelope's recipient counts before what the message says`() throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        let message = try BounceCorpus.message("postfix-user-unknown")
        let other = UUID()
        let genuine = try BounceCorpus.address().address(for: other)
        #expect(reader.read(message, recipient: genuine).token == .genuine(other))
        #expect(reader.read(message, recipient: "<\(genuine.uppercased())>").token == .genuine(other))
        let forged = try BounceCorpus.address(key: 8).address(for: other)
        #expect(reader.read(message, recipient: forged) == IncomingMail(kind: .unrelated, token: .forged))
        #expect(reader.read(message, recipient: BounceCorpus.mailbox).token == .genuine(BounceCorpus.letter))
    }

    @Test func `while a key is replaced, both count`() throws {
        let addresses = [try BounceCorpus.address(key: 9), try BounceCorpus.address()]
        let mail = BounceReader(addresses: addresses).read(try BounceCorpus.message("qmail"), recipient: nil)
        #expect(mail.token == .genuine(BounceCorpus.letter))
    }

    @Test func `each source of the token serves alone`() throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        let address = try BounceCorpus.address().address(for: BounceCorpus.letter)
        let identifier = try BounceCorpus.address().envelopeID(for: BounceCorpus.letter)
        let status = "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        let report = { (outer: String, fields: String, original: String) in
            Array(
                """
                From: MAILER-DAEMON@b.example\r
                \(outer)Content-Type: multipart/report; boundary=x\r
                \r
                --x\r
                Content-Type: message/delivery-status\r
                \r
                \(fields)\r
                \(status)--x\r
                Content-Type: text/rfc822-headers\r
                \r
                \(original)--x--\r

                """.utf8
            )
        }
        let messages = [
            report("Delivered-To: \(address)\r\n", "", ""), report("X-Original-To: <\(address)>\r\n", "", ""),
            report("To: a@b.example,\r\n Bounces <\(address)> (x)\r\n", "", ""),
            report("", "Original-Envelope-Id: \(identifier.uppercased())\r\n\r\n", ""),
            report("", "X-Postfix-Sender: rfc822; \(address)\r\n\r\n", ""),
            report("", "", "Return-Path: <\(address)>\r\n"),
        ]
        for (index, message) in messages.enumerated() {
            let mail = reader.read(message, recipient: nil)
            #expect(mail.token == .genuine(BounceCorpus.letter), "\(index)")
            guard case .report = mail.kind else {
                Issue.record("message \(index) is no report")
                continue
            }
        }
        // The letter's other headers may hold anybody's words.
        #expect(reader.read(report("", "", "Subject: \(address)\r\n"), recipient: nil).token == .none)
    }

    // MARK: Bounds

    @Test(arguments: ["postfix-user-unknown", "exchange-danish-html", "qmail", "reply-split-subject"])
    func `a message cut short at any octet is read`(file: String) throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        let message = try BounceCorpus.message(file)
        for count in 0..<message.count {
            let mail = reader.read(Array(message.prefix(count)), recipient: nil)
            if case .report = mail.kind { #expect(mail.token == .genuine(BounceCorpus.letter)) }
            #expect(mail.token != .none || count < 400)
        }
    }

    /// The seconds that this thread's processor works on something, whatever else the machine does meanwhile.
    private func seconds(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        work()
        return now() - start
    }

    @Test func `fifty megabytes cost no more than the first`() throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        var long = try BounceCorpus.message("postfix-user-unknown")
        let filler = Array("Received: from a.example by b.example; Thu, 15 Apr 2027 09:00:02 +0200\r\n--x\r\n".utf8)
        long.reserveCapacity(51_000_000)
        while long.count < 50_000_000 { long += filler }
        let short = Array(long.prefix(BounceReader.longest))
        let (one, fifty) = (reader.read(short, recipient: nil), reader.read(long, recipient: nil))
        #expect(one == fifty)
        #expect(one.token == .genuine(BounceCorpus.letter))
        let ratios = (0..<3).map { _ in
            seconds { _ = reader.read(long, recipient: nil) } / seconds { _ = reader.read(short, recipient: nil) }
        }
        #expect(ratios.min() ?? .infinity < 2, "\(ratios)")
    }

    /// Messages made to cost much: each of a megabyte.
    private static let costly: [(String, @Sendable (Int) -> String)] = [
        ("a multipart in a multipart", { "Content-Type: multipart/mixed; boundary=\($0)\r\n\r\n--\($0)\r\n" }),
        ("parts", { _ in "--x\r\n\r\n" }),
        ("boundaries that are none", { _ in "--xy\r\n" }),
        ("headers", { "X-\($0): y\r\n" }),
        ("folds", { _ in "\r\n z" }),
        ("encoded-words", { _ in "=?utf-8?Q?=?" }),
        ("tags", { _ in "<p" }),
        ("entities", { _ in "&#" }),
        ("codes", { _ in "550 5.1." }),
        ("numbers", { _ in "5." }),
        ("addresses", { _ in "bounce+a@albertslund.example " }),
        ("plus signs", { _ in "bounce+" }),
        ("soft breaks", { _ in "=  " }),
        ("fields", { _ in "Final-Recipient: x\r\nAction: x\r\n\r\n" }),
        ("recipients", { _ in "Final-Recipient: x\r\nAction: failed\r\n" }),
        ("zeros", { _ in "\0" }),
    ]

    private static let openings = [
        "", "Subject: ", "From: MAILER-DAEMON\r\nSubject: failure notice\r\n\r\n",
        "From: MAILER-DAEMON\r\nContent-Type: text/html\r\n\r\n",
        "From: MAILER-DAEMON\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
        "Content-Type: message/delivery-status\r\n\r\n", "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
        "Content-Type: message/rfc822\r\n\r\n", "Content-Type: ", "To: ",
    ]

    @Test(arguments: 0..<costly.count)
    func `a message that is made to cost much costs little`(index: Int) throws {
        let reader = BounceReader(addresses: [try BounceCorpus.address()])
        var body: [UInt8] = []
        var number = 0
        while body.count < BounceReader.longest {
            body += Array(Self.costly[index].1(number).utf8)
            number += 1
        }
        for opening in Self.openings {
            let message = Array(opening.utf8) + body
            let time = seconds { _ = reader.read(message, recipient: nil) }
            #expect(time < 2, "\(Self.costly[index].0) behind \(opening): \(time)")
        }
    }
}
