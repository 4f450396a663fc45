import Testing

@testable import Mail

struct TransportTests {
    @Test func `a relay is read with its defaults and parameters`() throws {
        #expect(try Transport("smtp://mail.example") == .smtp(SMTPSettings(host: "mail.example")))
        #expect(
            try Transport("SMTP://mail.example:587?starttls=required&ca=/etc/a%20b.pem&helo=kursus.example")
                == .smtp(
                    SMTPSettings(
                        host: "mail.example",
                        port: 587,
                        security: .startTLSRequired,
                        authorityFile: "/etc/a b.pem",
                        heloName: "kursus.example"
                    )
                )
        )
        #expect(
            try Transport("smtps://[::1]/", heloName: "me")
                == .smtp(SMTPSettings(host: "::1", port: 465, security: .implicitTLS, heloName: "me"))
        )
        #expect(
            try Transport("smtp://127.0.0.1:2525?starttls=none")
                == .smtp(
                    SMTPSettings(host: "127.0.0.1", port: 2525, security: .none)
                )
        )
    }

    @Test func `credentials name a user, a source of the secret, and perhaps a mechanism`() throws {
        let token = SMTPCredentials(mechanism: .xoauth2, user: "kursus+a@x.example", secret: .command("/usr/bin/token"))
        #expect(
            try Transport(
                "smtp://mail.example:587?starttls=required&auth=xoauth2&user=kursus+a@x.example&secret-command=/usr/bin/token"
            )
                == .smtp(
                    SMTPSettings(host: "mail.example", port: 587, security: .startTLSRequired, credentials: token)
                )
        )
        let password = SMTPCredentials(user: "kursus", secret: .file("/etc/tandem/a b"))
        #expect(
            try Transport("smtps://mail.example?user=kursus&secret-file=/etc/tandem/a%20b")
                == .smtp(
                    SMTPSettings(host: "mail.example", port: 465, security: .implicitTLS, credentials: password)
                )
        )
    }

    @Test(arguments: ["maildir:/var/mail/kursus", "maildir:///var/mail/kursus", "maildir:/var/mail/%6Bursus"])
    func `a folder is read`(url: String) throws {
        #expect(try Transport(url) == .maildir("/var/mail/kursus"))
    }

    @Test(
        arguments: [
            ("mail.example", "no scheme"), ("http://x", "scheme \"http\""), ("smtp:mail", "//"), ("smtp://", "host"),
            ("smtp://:25", "host"), ("smtp://a:0", "a port that is no"), ("smtp://a:x", "a port that is no"),
            ("smtp://a:70000", "1 to 65535"),
            ("smtp://a/b", "path"), ("smtp://u:p@a", "credentials"), ("smtp://::1", "IPv6"), ("smtp://[::1", "]"),
            ("smtp://a?starttls=yes", "starttls=yes"), ("smtps://a?starttls=none", "smtps"),
            ("smtp://a?ca=b", "absolute"),
            ("smtp://a?x=1", "unknown parameter \"x\""), ("smtp://a?ca=/%zz", "hexadecimal"),
            ("smtp://a?ca=/%+1", "hexadecimal"),
            ("smtps://a?user=k", "without a secret-file"), ("smtps://a?secret-file=/s", "without a user"),
            ("smtps://a?auth=plain", "without a user"), ("smtps://a?user=k&secret-file=s", "no absolute path"),
            ("smtps://a?user=k&secret-command=s", "no absolute path"),
            ("smtps://a?user=k&secret-command=/s&secret-file=/s", "more than one secret"),
            ("smtps://a?user=k&secret-file=/s&auth=ntlm", "auth=ntlm"), ("smtps://a?user=&secret-file=/s", "user"),
            ("smtps://a?user=k%0A&secret-file=/s", "control"), ("smtp://a?user=k&secret-file=/s", "starttls=required"),
            ("smtp://a?starttls=offered&user=k&secret-file=/s", "starttls=required"),
            ("smtps://a?password=u:p", "unknown parameter \"password\""),
            ("smtps://a?user=k&secret-file=u:p", "absolute"),
            ("smtp://a?helo=", "helo"), ("smtp://a b", "host"), ("maildir:mail", "absolute"), ("maildir:/", "absolute"),
            ("maildir:/a%00", "no text"), ("maildir:/a%FF", "no text"),
        ] as [(String, String)]
    )
    func `a malformed URL is refused with what is wrong`(url: String, part: String) {
        let fault = #expect(throws: TransportFault.self) { try Transport(url) }
        #expect(fault?.description.contains(part) == true, "\(String(describing: fault))")
        #expect(fault?.description.contains("u:p") == false)
    }

    @Test(arguments: [
        ("maildir:/a", true), ("smtp://localhost", true), ("smtp://127.1.2.3:25", true), ("smtp://[::1]", true),
        ("smtp://127.example.dk", false), ("smtp://127.0.0.1.example", false), ("smtp://mail.example", false),
    ])
    func `what stays on this machine is known`(url: String, stays: Bool) throws {
        #expect(try Transport(url).staysHere == stays)
    }
}
