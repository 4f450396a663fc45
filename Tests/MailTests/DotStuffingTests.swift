import CourseTesting
import NIOCore
import Testing

@testable import Mail

struct DotStuffingTests {
    private func stuffed(_ message: String) -> String {
        var buffer = ByteBuffer()
        buffer.writeDotStuffed(Array(message.utf8))
        return String(buffer: buffer)
    }

    @Test(arguments: [
        ("", ".\r\n"),
        ("a\r\n", "a\r\n.\r\n"),
        ("a", "a\r\n.\r\n"),
        (".\r\n", "..\r\n.\r\n"),
        ("a.b\r\n..c\r\n", "a.b\r\n...c\r\n.\r\n"),
        ("a\n.\nb\r\n", "a\n..\nb\r\n.\r\n"),
        ("a\r\n.", "a\r\n..\r\n.\r\n"),
    ])
    func `a dot that begins a line is doubled`(message: String, wire: String) {
        #expect(stuffed(message) == wire)
    }

    @Test(arguments: UInt64(0)..<200)
    func `what a server unstuffs is what was sent`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = [".", "..", "\r\n", "\r\n.", "x", "\n", "long text. ", "\r\n.\r\n"]
        var message = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
        message += "\r\n"
        let wire = stuffed(message)
        #expect(wire.hasSuffix("\r\n.\r\n"))
        let content = wire.utf8.dropLast(3)
        var lines: [[UInt8]] = [[]]
        for byte in content {
            lines[lines.count - 1].append(byte)
            if byte == 0x0A { lines.append([]) }
        }
        #expect(!lines.contains([0x2E, 0x0D, 0x0A]))
        #expect(!lines.contains([0x2E, 0x0A]))
        let unstuffed = lines.flatMap { $0.first == 0x2E ? Array($0.dropFirst()) : $0 }
        #expect(String(decoding: unstuffed, as: UTF8.self).utf8.elementsEqual(message.utf8))
    }
}
