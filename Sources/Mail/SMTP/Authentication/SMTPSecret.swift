/// A password or token, however it is printed four stars.
struct SMTPSecret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself, UTF-8 without control characters, at least one octet.
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Takes the first line, without its end.
    init(firstLineOf bytes: [UInt8], from source: String) throws(SecretFault) {
        var line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard !line.isEmpty else {
            throw SecretFault("\(source) begins with an empty line, where a secret was expected")
        }
        // A NUL or a control-A would end PLAIN's or XOAUTH2's field too early.
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), String(validating: line, as: UTF8.self) != nil else {
            throw SecretFault("\(source) has bytes in its first line that are no text")
        }
        self.bytes = Array(line)
    }

    var description: String { "****" }
    var debugDescription: String { "****" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
