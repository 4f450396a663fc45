import Glibc
import NIOCore

extension ByteBuffer {
    /// Writes a message as DATA carries it: dots that begin a line doubled, CRLF at the end, then the final dot.
    ///
    /// A dot after a bare LF is doubled as well, so that no reader can take it for the end (RFC 5321 §4.5.2).
    mutating func writeDotStuffed(_ message: [UInt8]) {
        reserveCapacity(minimumWritableBytes: message.count + message.count / 64 + 512)
        message.withUnsafeBytes { bytes in
            var written = 0
            var position = 0
            while position < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + position, Int32(UInt8(ascii: ".")), bytes.count - position)
            {
                let dot = UnsafeRawPointer(found) - base
                if dot == 0 || bytes[dot - 1] == UInt8(ascii: "\n") {
                    writeBytes(UnsafeRawBufferPointer(rebasing: bytes[written...dot]))
                    written = dot
                }
                position = dot + 1
            }
            writeBytes(UnsafeRawBufferPointer(rebasing: bytes[written...]))
        }
        if !message.isEmpty, !message.suffix(2).elementsEqual([0x0D, 0x0A]) { writeStaticString("\r\n") }
        writeStaticString(".\r\n")
    }
}
