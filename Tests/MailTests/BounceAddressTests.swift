import CourseTesting
import Foundation
import Testing

@testable import Mail

struct BounceAddressTests {
    private func key(_ byte: UInt8 = 7) throws -> SigningKey { try SigningKey([UInt8](repeating: byte, count: 32)) }

    private func address(_ mailbox: String = "bounce@x.example", _ byte: UInt8 = 7) throws -> BounceAddress {
        try BounceAddress(mailbox: mailbox, key: key(byte))
    }

    @Test func `an address is what it was: letters under way must be known after an update`() throws {
        let token = try #require(UUID(uuidString: "0d9c8f2e-5a3b-4c1d-9e8f-112233445566"))
        let written = try address().address(for: token)
        // HMAC-SHA256, cut to ten octets, as Python's hmac has it.
        let script = """
            import hmac, hashlib, base64, uuid
            token = uuid.UUID('\(token.uuidString)').bytes
            code = hmac.new(b'\\x07' * 32, b'tandem bounce 1\\0' + token + b'x.example', hashlib.sha256).digest()[:10]
            print('bounce+' + base64.b32encode(token + code).decode().lower().rstrip('=') + '@x.example', end='')
            """
        #expect(try Command.run("python3", ["-c", script]).text == written)
        #expect(written.utf8.count == "bounce+@x.example".utf8.count + 42)
        #expect(try address().envelopeID(for: token) == String(written.dropFirst(7).prefix(42)))
    }

    @Test(arguments: UInt64(0)..<20)
    func `what was written is read again, in any case, and nothing else`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let address = try address("Bounce.Post@X.example")
        for _ in 0..<50 {
            let token = Self.uuid(&random)
            let written = address.address(for: token)
            let local = written.prefix { $0 != "@" }
            #expect(local.utf8.count <= 64)
            for form in [written, written.uppercased(), " <\(written.lowercased())>\r\n"] {
                #expect(address.token(in: form) == .genuine(token))
            }
            #expect(try self.address("bounce.post@x.example", 8).token(in: written) == .forged)
            #expect(try self.address("bounce.post@y.example").token(in: written) == .none)
            #expect(address.token(in: written.replacing("@X.", with: "@y.").replacing("@x.", with: "@y.")) == .none)
            // Any other character in any one place.
            var octets = Array(written.utf8)
            let place = Int.random(in: 12..<54, using: &random)
            let others = Array("abcdefghijklmnopqrstuvwxyz234567".utf8).filter { $0 != octets[place] }
            octets[place] = try #require(others.randomElement(using: &random))
            #expect(address.token(in: String(decoding: octets, as: UTF8.self)) == .forged)
        }
    }

    @Test func `a code for one domain is none for another`() throws {
        let token = UUID()
        let tag = try address("bounce@x.example").envelopeID(for: token)
        #expect(try address("bounce@y.example").token(in: "bounce+\(tag)@y.example") == .forged)
        #expect(try address("bounce@y.example").token(inEnvelopeID: tag) == .forged)
        #expect(try address("post@x.example").token(inEnvelopeID: tag) == .genuine(token))
    }

    @Test(
        arguments: [
            ("", BounceToken.none), ("<>", .none), ("@", .none), ("bounce@x.example", .none),
            ("bounce+@y.example", .none),
            ("bouncer+abc@x.example", .none), ("bounce", .none), ("bounce+", .none), ("<<<>>>", .none), (" ", .none),
            ("bounce+@x.example", .forged), ("bounce+abc@x.example", .forged), ("bounce+0189@x.example", .forged),
            ("bounce+\(String(repeating: "a", count: 42))@x.example", .forged),
            ("bounce+\(String(repeating: "7", count: 42))@x.example", .forged),
            ("bounce+\(String(repeating: "a", count: 4200))@x.example", .none),
            ("bounce+æøå@x.example", .forged), ("bounce+a@b@x.example", .forged),
        ] as [(String, BounceToken)]
    )
    func `what is no token of ours is told apart`(text: String, token: BounceToken) throws {
        #expect(try address().token(in: text) == token)
    }

    @Test func `bits left over at the end make no second form of a token`() throws {
        let address = try address()
        let token = UUID()
        var tag = Array(address.envelopeID(for: token).utf8)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let last = try #require(alphabet.firstIndex(of: tag[41]))
        for other in alphabet.indices where other != last {
            tag[41] = alphabet[other]
            #expect(address.token(in: "bounce+\(String(decoding: tag, as: UTF8.self))@x.example") == .forged)
        }
    }

    @Test(
        arguments: [
            ("bounce", BounceAddressFault.mailbox(.noAt)), ("", .mailbox(.empty)),
            ("b ounce@x.example", .mailbox(.localPart)),
            ("bøunce@x.example", .notASCII), ("bounce@ærø.example", .notASCII),
            (String(repeating: "b", count: 22) + "@x.example", .tooLong),
        ] as [(String, BounceAddressFault)]
    )
    func `a mailbox without room for a token is refused`(mailbox: String, fault: BounceAddressFault) throws {
        #expect(throws: fault) { try address(mailbox) }
        #expect(!"\(fault)".contains("ounce@"))
    }

    @Test func `the longest mailbox has room`() throws {
        let address = try address(String(repeating: "b", count: 21) + "@x.example")
        let token = UUID()
        try Mailbox.validate(address.address(for: token))
        #expect(address.token(in: address.address(for: token)) == .genuine(token))
    }

    // MARK: The key

    @Test func `a key never prints itself`() throws {
        let key = try SigningKey(Array("0123456789abcdefghijklmnopqrstuv".utf8))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\(Optional(key) as Any)", "\([key])"] {
            #expect(text.contains("****") || text == "- ****\n")
            #expect(!text.contains("0123") && !text.contains("48"))
        }
        let address = try BounceAddress(mailbox: "bounce@x.example", key: key)
        #expect(!"\(address)".contains("0123"))
    }

    @Test func `a key in a file of text is what stands in it, without the line's end`() throws {
        let folder = try TemporaryFolder()
        let text = "0123456789abcdef0123456789abcdef"
        let token = UUID()
        let expected = try BounceAddress(mailbox: "b@x.example", key: SigningKey(Array(text.utf8))).address(for: token)
        for ending in ["", "\n", "\r\n", " \n\n"] {
            let path = "\(folder.path)/key"
            try Data((text + ending).utf8).write(to: URL(filePath: path))
            let key = try SigningKey(file: path)
            #expect(try BounceAddress(mailbox: "b@x.example", key: key).address(for: token) == expected)
        }
        // Octets that are no text are a key as they are.
        let path = "\(folder.path)/octets"
        let octets = [UInt8](repeating: 0xFF, count: 31) + [0x0A]
        try Data(octets).write(to: URL(filePath: path))
        let written = try BounceAddress(mailbox: "b@x.example", key: SigningKey(file: path)).address(for: token)
        #expect(
            try BounceAddress(mailbox: "b@x.example", key: SigningKey(octets)).token(in: written) == .genuine(token)
        )
    }

    @Test func `what is no key is refused`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SigningKeyFault.tooShort) { try SigningKey([UInt8](repeating: 1, count: 31)) }
        #expect(throws: SigningKeyFault.tooLong) { try SigningKey([UInt8](repeating: 1, count: 4097)) }
        let fault = try #require(
            #expect(throws: SigningKeyFault.self) { try SigningKey(file: "\(folder.path)/none") }
        )
        #expect("\(fault)" == "the signing key's file: open failed: No such file or directory")
        #expect(throws: SigningKeyFault.self) { try SigningKey(file: folder.path) }
        try Data(("short" + String(repeating: "\n", count: 40)).utf8).write(to: URL(filePath: "\(folder.path)/key"))
        #expect(throws: SigningKeyFault.tooShort) { try SigningKey(file: "\(folder.path)/key") }
        try Data(repeating: 0xFF, count: 100_000).write(to: URL(filePath: "\(folder.path)/key"))
        #expect(throws: SigningKeyFault.tooLong) { try SigningKey(file: "\(folder.path)/key") }
    }

    private static func uuid(_ random: inout SplitMix64) -> UUID {
        var octets = UUID().uuid
        withUnsafeMutableBytes(of: &octets) {
            for index in $0.indices { $0[index] = UInt8.random(in: 0...255, using: &random) }
        }
        return UUID(uuid: octets)
    }
}
