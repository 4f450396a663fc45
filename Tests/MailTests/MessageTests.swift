import CourseTesting
import Foundation
import Testing

@testable import Mail

struct MessageTests {
    private func message(
        subject: String = "Film før mødet",
        name: String = "Søren Østergård",
        text: String = "Kære Søren\n\nSe filmen senest torsdag.\n",
        html: String? = nil,
        headers: [Message.Header] = [Message.Header("Auto-Submitted", "auto-generated")],
        calendar: Message.CalendarPart? = nil
    ) throws -> Message {
        Message(
            from: try Mailbox(name: "Digital ledelse", address: "kursus@albertslund.example"),
            replyTo: try Mailbox(name: "Koordinator, Albertslund", address: "koordinator@albertslund.example"),
            to: try Mailbox(name: name, address: "soren@glostrup.example"),
            subject: subject,
            date: MessageDate(secondsSince1970: 1_807_772_400, utcOffsetMinutes: 120),
            messageID: "0d9c8f2e-5a3b-4c1d-9e8f-112233445566@albertslund.example",
            token: "0d9c8f2e-5a3b-4c1d-9e8f-112233445566",
            headers: headers,
            text: text,
            html: html,
            calendar: calendar
        )
    }

    private static let rows: [(subject: String, name: String)] = [
        ("Film", "Anna Berg"),
        ("Film før mødet: hvad gør ledelsen på nettet?", "Søren Østergård"),
        ("🎬 Se filmen 👩🏽‍💻 før mødet", "Åse 🦊 Ærø"),
        (String(repeating: "æ", count: 900), String(repeating: "ø", count: 900)),
        (String(repeating: "x", count: 900), String(repeating: "n", count: 900)),
        (String(repeating: "🎬", count: 900), String(repeating: "👩🏽‍💻", count: 900)),
        (String(repeating: "et to tre ", count: 90) + "slut", "Ledelse, digital"),
        ("=?utf-8?Q?ikke_kodet?=", "=?utf-8?Q?x?="),
        ("  to  mellemrum  ", "\"citat\" \\ skråstreg (bemærkning)"),
        ("", ""),
        ("a.b@c", "Dr. A. B. <x>"),
        ("100 % = halvdelen? _ja_", "semi;kolon: og, komma"),
    ]

    // MARK: Python reads it

    /// What Python's `email` makes of messages laid one after the other as `length\n` and bytes.
    private func parsed(_ messages: [[UInt8]]) throws -> [[String: Any]] {
        let script = """
            import sys, json, email
            from email.header import decode_header, make_header
            from email.policy import compat32, default
            data, out = sys.stdin.buffer, []
            while True:
                line = data.readline()
                if not line: break
                raw = data.read(int(line))
                m = email.message_from_bytes(raw, policy=default)
                plain = email.message_from_bytes(raw, policy=compat32)
                defects = [repr(d) for p in m.walk() for d in p.defects]
                defects += [repr(d) for v in m.values() for d in getattr(v, 'defects', [])]
                parts = [p for p in m.walk() if not p.is_multipart()]
                out.append({
                    'subject': m['Subject'], 'name': m['To'].addresses[0].display_name,
                    'decoded': str(make_header(decode_header(plain['To']))),
                    'address': m['To'].addresses[0].addr_spec, 'reply': m['Reply-To'].addresses[0].display_name,
                    'id': m['Message-ID'], 'date': m['Date'].datetime.isoformat(), 'defects': defects,
                    'headers': list(m.keys()), 'auto': m['Auto-Submitted'],
                    'types': [p.get_content_type() for p in parts],
                    'methods': [p['Content-Type'].params.get('method') for p in parts],
                    'bodies': [p.get_content().replace('\\r\\n', '\\n') for p in parts],
                    'longest': max(len(l) for l in raw.split(b'\\r\\n')),
                    'bare': raw.replace(b'\\r\\n', b'').count(b'\\n') + raw.replace(b'\\r\\n', b'').count(b'\\r'),
                    'ascii': raw.isascii(),
                })
            json.dump(out, sys.stdout)
            """
        let input = messages.flatMap { Array("\($0.count)\n".utf8) + $0 }
        let result = try Command.run("python3", ["-c", script], input: input)
        try #require(result.status == 0, "\(result.complaint)")
        return try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]])
    }

    @Test func `Python reads every letter without a defect and finds what was written`() throws {
        let text =
            "Kære leder\n\nEn linje med = og mellemrum til sidst \n.prik\nFrom her\n"
            + String(repeating: "å", count: 300) + "\n"
        let html = "<p>Kære &lt;leder&gt;, " + String(repeating: "<b>tekst</b> ", count: 50) + "</p>\n"
        let calendar = Message.CalendarPart(method: .request, content: "BEGIN:VCALENDAR\r\nX:æ\r\nEND:VCALENDAR\r\n")
        let letters = try Self.rows.map {
            try message(subject: $0.subject, name: $0.name, text: text, html: html, calendar: calendar).bytes()
        }
        let results = try parsed(letters)
        try #require(results.count == Self.rows.count)
        for (row, result) in zip(Self.rows, results) {
            #expect((result["defects"] as? [String]) == [], "\(row.subject.prefix(20))")
            #expect((result["subject"] as? String) == row.subject)
            if row.name.count < 100 {
                #expect((result["name"] as? String) == row.name)
            } else {
                // Python's parser of addresses leaves the space between the words of a long name, which RFC 2047 §6.2 takes
                // out; its decoder of headers does not.
                #expect((result["decoded"] as? String) == "\(row.name) <soren@glostrup.example>")
            }
            #expect((result["address"] as? String) == "soren@glostrup.example")
            #expect((result["reply"] as? String) == "Koordinator, Albertslund")
            #expect((result["auto"] as? String) == "auto-generated")
            #expect((result["date"] as? String) == "2027-04-15T09:00:00+02:00")
            #expect((result["types"] as? [String]) == ["text/plain", "text/html", "text/calendar"])
            #expect(((result["methods"] as? [Any])?.last as? String) == "REQUEST")
            #expect((result["bodies"] as? [String])?[0] == text)
            #expect((result["bodies"] as? [String])?[1] == html)
            #expect((result["bodies"] as? [String])?[2] == "BEGIN:VCALENDAR\nX:æ\nEND:VCALENDAR\n")
            #expect((result["longest"] as? Int) ?? .max <= 76, "\(row.subject.prefix(20))")
            #expect((result["bare"] as? Int) == 0)
            #expect((result["ascii"] as? Bool) == true)
        }
    }

    @Test func `nothing written into a name, a subject or a header becomes a header of its own`() throws {
        let breaks = ["\r\n", "\n", "\r", "\u{0}", "\u{85}", "\u{2028}", "\u{2029}", "\t", "\u{7F}", "\u{0B}"]
        let letters = try breaks.map {
            try message(
                subject: "Film\($0)Bcc: x@y.example\($0)\($0)krop",
                name: "Anna\($0)Bcc: x@y.example",
                headers: [
                    Message.Header("X-Note", "a\($0)Bcc: x@y.example"), Message.Header("X-\($0)Odd: b\($0)", "c"),
                ]
            ).bytes()
        }
        let plain = try parsed([
            try message(headers: [Message.Header("X-Note", "a"), Message.Header("X-Oddb", "c")]).bytes()
        ])
        let expected = try #require(plain.first?["headers"] as? [String])
        for (control, result) in zip(breaks, try parsed(letters)) {
            let found = try #require(result["headers"] as? [String])
            #expect(found == expected, "\(control.unicodeScalars.map(\.value))")
            #expect((result["subject"] as? String)?.contains(control) == false)
            #expect((result["name"] as? String)?.contains(control) == false)
            #expect((result["defects"] as? [String]) == [])
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `any text comes back as it was`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "a", "=", " ", ".", "\n", "æ", "🎬", "From ", "\t", "lang tekst uden slut ", "\u{1}", "-- \n", "..\n",
        ]
        let texts = (0..<30).map { _ in
            (0..<Int.random(in: 0...120, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined() + "\n"
        }
        for text in texts {
            let bytes = try message(text: text).bytes()
            let body = try #require(String(decoding: bytes, as: UTF8.self).range(of: "\r\n\r\n"))
            let raw = String(decoding: bytes, as: UTF8.self)
            let encoded = String(raw[body.upperBound...])
            #expect(encoded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
            #expect(!encoded.components(separatedBy: "\r\n").contains { $0.hasPrefix(".") || $0.hasPrefix("From ") })
            let decoded: [UInt8]
            if raw.contains("base64") {
                decoded = Array(try #require(Data(base64Encoded: encoded, options: .ignoreUnknownCharacters)))
            } else {
                decoded = Self.unquoted(Array(encoded.utf8))
            }
            #expect(String(decoding: decoded, as: UTF8.self) == text)
        }
    }

    /// Quoted-printable undone, CRLF as LF.
    private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "=") {
                let digits = String(decoding: bytes[index + 1...index + 2], as: UTF8.self)
                if digits != "\r\n" { result.append(UInt8(digits, radix: 16) ?? 0) }
                index += 3
            } else {
                if bytes[index] != 0x0D { result.append(bytes[index]) }
                index += 1
            }
        }
        return result
    }

    // MARK: The bytes themselves

    @Test(arguments: ["text-only", "text-and-html", "invitation"])
    func `the bytes are those of the golden file`(name: String) throws {
        let html = "<p>Kære Søren</p>\n<p>Se <a href=\"https://film.example/1?a=b\">filmen</a> senest torsdag.</p>\n"
        let letter = try message(
            subject: "Film før mødet: hvad gør ledelsen på nettet, og hvad gør vi selv?",
            html: name == "text-only" ? nil : html,
            calendar: name == "invitation" ? try CalendarEventTests.event().part : nil
        )
        let text = String(decoding: letter.bytes(), as: UTF8.self)
        #expect(String(decoding: letter.bytes(), as: UTF8.self) == text)
        let expected = try Golden().text("\(name).eml", for: text)
        #expect(text == expected)
    }

    private static let hard: [(golden: String, subject: String, name: String)] = [
        ("danish", "Blåbærgrød på Ærø: så er det nu, Østerbro, Ålborg og Århus", "Søren Ægidius Østergård-Ågård"),
        ("emoji", "🎬 Se filmen 👩🏽‍💻 før mødet 🇩🇰", "Åse 🦊 Ærø"),
        ("long-danish", String(repeating: "æøå", count: 300), String(repeating: "Ærø ", count: 224) + "Ærøs"),
        ("long-ascii", String(repeating: "x", count: 900), String(repeating: "n", count: 900)),
        (
            "long-words", String(repeating: "et to tre ", count: 89) + "og til fire",
            String(repeating: "af, ", count: 225) + "z"
        ),
    ]

    @Test(arguments: hard.indices)
    func `a hard subject and name read as their golden file, and Python finds no defect in it`(index: Int) throws {
        let row = Self.hard[index]
        let text = String(decoding: try message(subject: row.subject, name: row.name).bytes(), as: UTF8.self)
        let expected = try Golden().text("\(row.golden).eml", for: text)
        #expect(text == expected)
        let result = try #require(try parsed([Array(expected.utf8)]).first)
        #expect((result["defects"] as? [String]) == [])
        #expect((result["subject"] as? String) == row.subject)
        let decoded = (result["decoded"] as? String)?.replacing("\"", with: "")
        #expect(decoded == "\(row.name) <soren@glostrup.example>")
        #expect((result["longest"] as? Int) ?? .max <= 76)
    }

    @Test(arguments: [60, 61, 899, 900, 901, 5000])
    func `whatever a further header holds, no line is longer than 998`(length: Int) throws {
        let link = "<" + String(repeating: "a", count: length - 2) + ">"
        let name = String(repeating: "N", count: 100)
        let letter = try message(headers: [Message.Header(name, link), Message.Header(name, "et \(link) \(link) æ")])
        let result = try #require(try parsed([letter.bytes()]).first)
        #expect((result["longest"] as? Int) ?? .max <= 998)
        #expect((result["defects"] as? [String]) == [])
    }

    @Test func `a long word in a further header stays whole`() throws {
        let link = "<https://kursus.example/afmeld/" + String(repeating: "a", count: 200) + ">"
        let bytes = try message(headers: [Message.Header("List-Unsubscribe", link)]).bytes()
        #expect(String(decoding: bytes, as: UTF8.self).contains(link))
    }

    @Test(
        arguments: [
            (Int64(0), 0, "Thu, 1 Jan 1970 00:00:00 +0000"), (1_807_772_400, 120, "Thu, 15 Apr 2027 09:00:00 +0200"),
            (1_835_395_200, 0, "Tue, 29 Feb 2028 00:00:00 +0000"), (-1, -90, "Wed, 31 Dec 1969 22:29:59 -0130"),
            (951_782_400, 0, "Tue, 29 Feb 2000 00:00:00 +0000"), (4_107_542_400, 0, "Mon, 1 Mar 2100 00:00:00 +0000"),
        ] as [(Int64, Int, String)]
    )
    func `a date is written by its writer's clock`(seconds: Int64, offset: Int, text: String) {
        var writer = MessageWriter(capacity: 40)
        writer.write(MessageDate(secondsSince1970: seconds, utcOffsetMinutes: offset))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test func `less than a second before 1970 is the second before`() {
        #expect(MessageDate(microsecondsSince1970: -1, utcOffsetMinutes: 0).secondsSince1970 == -1)
        #expect(MessageDate(microsecondsSince1970: 1_999_999, utcOffsetMinutes: 0).secondsSince1970 == 1)
    }
}
