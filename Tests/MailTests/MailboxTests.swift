import Testing

@testable import Mail

struct MailboxTests {
    @Test(
        arguments: [
            ("kursus@example.dk", "", "kursus@example.dk"),
            ("<a@b>", "", "a@b"),
            ("Digital ledelse <a@b>", "Digital ledelse", "a@b"),
            ("  Søren Ø.  < a@b.dk > ", "Søren Ø.", "a@b.dk"),
            ("\"Ledelse, digital\" <a@b>", "Ledelse, digital", "a@b"),
            ("\"a \\\"b\\\" \\\\c\" <a@b>", "a \"b\" \\c", "a@b"),
            ("x <y> <a@b>", "x <y>", "a@b"),
        ] as [(String, String, String)]
    )
    func `a mailbox is read as people write it`(text: String, name: String, address: String) throws {
        let mailbox = try Mailbox(parsing: text)
        #expect(mailbox.name == name)
        #expect(mailbox.address == address)
    }

    @Test(arguments: [
        "a@b", "first.last+tag@mail.example.dk", "o'neil@b.dk", "a@xn--80ak6aa92e.dk", "blåbær@rødgrød.dk",
        String(repeating: "a", count: 64) + "@b.dk",
    ])
    func `an address that can be written to is taken`(address: String) throws {
        try Mailbox.validate(address)
    }

    @Test(
        arguments: [
            ("", MailboxFault.empty), ("a.b.dk", .noAt), ("a <b@c", .unclosed), ("a <b@c> d", .unclosed),
            ("@b.dk", .localPart),
            (".a@b.dk", .localPart), ("a..b@c.dk", .localPart), ("a.@b.dk", .localPart), ("a b@c.dk", .localPart),
            ("a@b@c.dk", .localPart), ("\"a\"@b.dk", .localPart), ("a\r\nb@c.dk", .localPart), ("a,b@c.dk", .localPart),
            (String(repeating: "a", count: 65) + "@b.dk", .localPart), ("a@", .domain), ("a@-b.dk", .domain),
            ("a@b-.dk", .domain), ("a@b..dk", .domain), ("a@b.dk.", .domain), ("a@b_c.dk", .domain),
            ("a@[1.2.3.4]", .domain),
            ("a@b\u{2028}.dk", .domain), ("a\u{200B}@b.dk", .localPart),
            ("a@" + String(repeating: "b", count: 64) + ".dk", .domain),
            ("a@" + String(repeating: "bcd.", count: 70) + "dk", .tooLong),
        ] as [(String, MailboxFault)]
    )
    func `an address that cannot be written to is refused with the reason`(text: String, fault: MailboxFault) {
        #expect(throws: fault) { try Mailbox(parsing: text) }
    }

    @Test func `an address beyond ASCII is told`() throws {
        #expect(try Mailbox(address: "blåbær@b.dk").isInternationalised)
        #expect(try Mailbox(address: "a@rødgrød.dk").isInternationalised)
        #expect(try !Mailbox(name: "Bærbel", address: "a@b.dk").isInternationalised)
        #expect(try Mailbox(address: "a@b.dk").domain == "b.dk")
    }
}
