/// A message as a mail server has written it to a file.
public struct DeliveredMessage: Sendable, Hashable {
    /// The file's name.
    public let name: String
    /// What is in it: the server's own header lines, then the message, lines ended by a line feed alone.
    public let bytes: [UInt8]

    /// A message from a file of that name.
    public init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
    }

    /// The content as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The value of the first header of this name, folded lines joined by a space; nil where there is none.
    public func header(_ name: String) -> String? {
        var value: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { break }
            if line.hasPrefix(" ") || line.hasPrefix("\t") {
                value?.append(" " + line.drop { $0 == " " || $0 == "\t" })
            } else if value != nil {
                break
            } else if line.lowercased().hasPrefix(name.lowercased() + ":") {
                value = String(line.dropFirst(name.count + 1).drop { $0 == " " })
            }
        }
        return value
    }

    /// The value of the first Message-ID header; empty where there is none.
    public var messageID: String { header("Message-ID") ?? "" }

    /// What comes after the header.
    public var body: String {
        text.firstRange(of: "\n\n").map { String(text[$0.upperBound...]) } ?? ""
    }
}
