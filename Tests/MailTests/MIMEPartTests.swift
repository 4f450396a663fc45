import Foundation
import Testing

@testable import Mail

struct MIMEPartTests {
    private func part(_ text: String) -> MIMEPart { MIMEPart(Array(text.replacing("\n", with: "\r\n").utf8)[...]) }

    @Test func `parts are taken apart, nested ones too, and what stands around them is left out`() {
        let message = part(
            """
            Content-Type: multipart/mixed; charset=x; boundary="a b"

            preamble
            --a b
            Content-Type: multipart/alternative; boundary=inner

            --inner

            one
            two

            --inner\u{20}
            Content-Type: text/html

            three
            --inner--
            between
            --a b
            Content-Type: message/rfc822

            Content-Type: multipart/mixed; boundary=z

            --z--
            --a bc
            --a b--
            epilogue
            --a b
            """
        )
        #expect(message.leaves.map(\.type.value) == ["text/plain", "text/html", "message/rfc822"])
        #expect(message.leaves.map { String(decoding: $0.body, as: UTF8.self) }[0...1] == ["one\r\ntwo\r\n", "three"])
        #expect(String(decoding: message.leaves[2].body, as: UTF8.self).hasSuffix("--z--\r\n--a bc"))
    }

    @Test func `as many parts and as deep as the bounds say, and no more`() {
        let many = part("Content-Type: multipart/mixed; boundary=x\n\n" + String(repeating: "--x\n\nt\n", count: 500))
        #expect(many.leaves.count == MIMEPart.most)
        var text = "bottom"
        for level in 0..<50 {
            text = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(text)\n--b\(level)--\n"
        }
        var deep = part(text)
        var depth = 0
        while let next = deep.parts.first { (deep, depth) = (next, depth + 1) }
        #expect(depth == MIMEPart.deepest)
    }

    @Test func `headers are unfolded, and the body begins where they end`() {
        let message = part("Subject: en\n\tto \n tre\nX-Odd :  y \nTo: a\nTO: b\nno header\n\nbody")
        #expect(message.headers["subject"] == "en to  tre")
        #expect(message.headers["x-odd"] == "y")
        #expect(message.headers.values(of: "to") == ["a", "b"])
        #expect(message.headers["cc"] == nil)
        #expect(String(decoding: message.body, as: UTF8.self) == "no header\r\n\r\nbody")
        #expect(part("").headers.fields.isEmpty)
        #expect(part("\n\n").body.isEmpty)
    }

    @Test(
        arguments: [
            ("text/plain", "text/plain", [:]),
            ("Text/HTML; CharSet=\"utf-8\"", "text/html", ["charset": "utf-8"]),
            ("multipart/report (a;b\\)c) ; boundary=\"a;\\\"b\" ; x", "multipart/report", ["boundary": "a;\"b"]),
            ("a; b=1; b=2; =3;;", "a", ["b": "1", "": "3"]), ("", "", [:]), ("\"", "", [:]),
            ("a; b=\"c", "a", ["b": "c"]),
            ("a; b=c=d", "a", ["b": "c=d"]), ("(((", "", [:]),
        ] as [(String, String, [String: String])]
    )
    func `a value and its parameters are told apart`(text: String, value: String, parameters: [String: String]) {
        #expect(MIMEFieldValue(text).value == value)
        #expect(MIMEFieldValue(text).parameters == parameters)
    }

    @Test(
        arguments: [
            ("=C3=A6=\r\n=c3=b8 = =4 =XY=  \r\nend", "æø = =4 =XYend"), ("a=", "a"), ("a=4", "a=4"), ("a=\t", "a"),
            ("=0D=0A", "\r\n"), ("==41", "=A"),
        ]
    )
    func `quoted-printable is read as far as it is that`(text: String, expected: String) {
        let bytes = TransferDecoding.quotedPrintable(Array(text.utf8)[...], limit: 1000)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        ("aGVq", "hej"), ("aG V\r\nq", "hej"), ("aGU=", "he"), ("aGU", "he"), ("aA==aA==", "h"), ("!a", ""), ("", ""),
    ])
    func `base64 is read as far as it is that`(text: String, expected: String) {
        #expect(TransferDecoding.base64(text.utf8, limit: 1000) == Array(expected.utf8))
    }

    @Test func `no more is decoded than was asked for`() {
        let long = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)[...]
        #expect(TransferDecoding.base64(long, limit: 100).count == 100)
        #expect(TransferDecoding.quotedPrintable(long, limit: 100).count == 100)
    }

    @Test(
        arguments: [
            (nil, [0xC3, 0xA6], "æ"), ("UTF-8", [0xE6], "æ"), ("us-ascii", [0x61, 0xE6], "aæ"),
            ("iso-8859-1", [0xE6, 0x80], "æ\u{80}"), ("ISO-8859-15", [0xE6], "æ"),
            ("x-ukendt", [0xF8, 0x00], "ø\u{0}"),
            ("Windows-1252", [0xE6, 0x80, 0x93], "æ€“"), ("windows-1252", [0xE6, 0x81, 0x80], "æ\u{81}\u{80}"),
        ] as [(String?, [UInt8], String)]
    )
    func `octets are read as their charset has them`(name: String?, bytes: [UInt8], text: String) {
        #expect(Charset(named: name).text(of: bytes).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("=?utf-8?Q?l=C3=A6st_?= =?UTF-8?b?w7g=?= =?x", "læst ø =?x"),
            ("a =?iso-8859-1*da?q?=F8?= b", "a ø b"), ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
            ("=?utf-8?Q?a", "=?utf-8?Q?a"),
            ("=?a=?utf-8?Q?b?=", "=?ab"), ("=?utf-8?Q??=", ""), ("=?", "=?"),
        ]
    )
    func `encoded-words are decoded`(text: String, expected: String) {
        #expect(EncodedWords.decode(text) == expected)
    }

    @Test(
        arguments: [
            ("<p>a&oslash;&#230;&#xE5;&amp;</p>b", "\naøæå&\nb"), ("a<b c='>", "a "),
            ("&x;&#99999999;&", "&x;&#99999999;&"),
            ("<", " "), ("1 < 2", "1  "),
        ]
    )
    func `the words of a page are found`(page: String, words: String) {
        #expect(HTMLText.words(of: page) == words)
    }

    @Test(
        arguments: [
            ("550 5.1.1 x", 550, EnhancedStatus(5, 1, 1)), ("550-5.1.1 x", 550, EnhancedStatus(5, 1, 1)),
            ("550 #5.1.10", 550, EnhancedStatus(5, 1, 10)), ("x (#5.7.1)", nil, EnhancedStatus(5, 7, 1)),
            ("smtp;550 no", 550, nil), ("said: 552 full. #4.2.2", 552, EnhancedStatus(4, 2, 2)),
            ("552\r\n    5.2.2 over", 552, EnhancedStatus(5, 2, 2)),
            ("the 5.4.27 and then 550 5.1.1", 550, EnhancedStatus(5, 1, 1)),
            ("5.1.1. The end", nil, EnhancedStatus(5, 1, 1)), ("[5.1.1.2]", nil, nil), ("15.1.1", nil, nil),
            ("5.4.2027", nil, nil),
            ("5.8.1", nil, nil), ("v5.1.1", nil, nil), ("5.1.1x", nil, nil), ("599 kr", nil, nil), ("1550 ", nil, nil),
            ("550", 550, nil), ("550 4.1.1", 550, EnhancedStatus(4, 1, 1)), ("", nil, nil), ("5.1", nil, nil),
            ("5..1.1", nil, nil),
            ("ø550 5.1.1", nil, EnhancedStatus(5, 1, 1)), ("450 4.2.0 550 5.1.1", 450, EnhancedStatus(4, 2, 0)),
        ] as [(String, Int?, EnhancedStatus?)]
    )
    func `a quoted reply is found, and dates and addresses are none`(text: String, code: Int?, status: EnhancedStatus?)
    {
        let found = StatedReply(in: Array(text.utf8))
        #expect(found.code == code)
        #expect(found.status == status)
    }
}
