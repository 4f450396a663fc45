extension Message {
    /// The message with CRLF line ends, lines of at most 76 octets but for single long words, in ASCII.
    ///
    /// Only an internationalised address puts UTF-8 into a header (RFC 6532).
    public func bytes() -> [UInt8] {
        var writer = MessageWriter(capacity: estimate)
        writeHeaders(&writer)
        let parts = parts
        if parts.count == 1, let part = parts.first {
            write(part, &writer)
        } else {
            let boundary = boundary
            writer.write("Content-Type: multipart/alternative;\r\n boundary=\"")
            writer.write(boundary)
            writer.write("\"\r\n")
            // The CRLF before a boundary is the boundary's (RFC 2046 §5.1.1): a part keeps its own last one.
            for part in parts {
                writer.write("\r\n--")
                writer.write(boundary)
                writer.write("\r\n")
                write(part, &writer)
            }
            writer.write("\r\n--")
            writer.write(boundary)
            writer.write("--\r\n")
        }
        return writer.bytes
    }

    // MARK: Headers

    private func writeHeaders(_ writer: inout MessageWriter) {
        writer.write("Date: ")
        writer.write(date)
        writer.write("\r\n")
        writer.writeHeader("From", mailbox: from)
        if let replyTo { writer.writeHeader("Reply-To", mailbox: replyTo) }
        writer.writeHeader("To", mailbox: to)
        writer.writeHeader("Message-ID", identifier: messageID)
        writer.writeHeader("Subject", text: subject)
        for header in headers { writer.writeHeader(header.name, text: header.value, longestWord: 900) }
        writer.write("MIME-Version: 1.0\r\n")
    }

    // MARK: Parts

    private struct Part {
        let type: StaticString
        let content: String
        /// The encoding, where the content does not choose it.
        var encoding: TransferEncoding?
    }

    private var parts: [Part] {
        var parts = [Part(type: "text/plain; charset=utf-8", content: text)]
        if let html { parts.append(Part(type: "text/html; charset=utf-8", content: html)) }
        if let calendar {
            // Base64, so that no relay touches the folded lines.
            parts.append(Part(type: calendar.method.contentType, content: calendar.content, encoding: .base64))
        }
        return parts
    }

    private func write(_ part: Part, _ writer: inout MessageWriter) {
        writer.write("Content-Type: ")
        writer.write(part.type)
        var content = part.content
        content.withUTF8 { content in
            if part.encoding ?? TransferEncoding.suits(content) == .base64 {
                writer.write("\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                writer.writeBase64(content)
            } else {
                writer.write("\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
                writer.writeQuotedPrintable(content)
            }
        }
    }

    /// `=_` stands in no quoted-printable and no base64 text, so no line of a part can be the boundary (RFC 2045 §6.7).
    private var boundary: String {
        let token = token.unicodeScalars.filter {
            switch $0 {
            case "a"..."z", "A"..."Z", "0"..."9", "-": true
            default: false
            }
        }
        return "=_" + String(String.UnicodeScalarView(token.prefix(40)))
    }

    private var estimate: Int {
        let content = text.utf8.count + (html?.utf8.count ?? 0) + (calendar?.content.utf8.count ?? 0)
        return 2048 + content + content / 4
    }
}
