extension Markup {
    /// A stretch of a line, without backslashes.
    enum Run: Hashable {
        case text(String)
        case link(label: String, url: String)
    }

    /// The text and the links of a line.
    ///
    /// What looks like a link but is not a safe one stays text.
    static func runs(of line: some StringProtocol) -> [Run] {
        let bytes = Array(line.utf8)
        guard bytes.contains(where: { $0 == slash || $0 == opening || $0 == colon }) else {
            return [.text(String(line))]
        }
        var runs: [Run] = []
        var open: [UInt8] = []
        func add(_ link: Run) {
            if !open.isEmpty { runs.append(.text(text(open[...]))) }
            open = []
            runs.append(link)
        }
        var at = 0
        while at < bytes.count {
            if bytes[at] == slash, at + 1 < bytes.count {
                open.append(bytes[at + 1])
                at += 2
            } else if bytes[at] == opening, let (label, target, end) = link(in: bytes, from: at) {
                if isSafe(link: target) {
                    add(.link(label: label, url: target))
                } else {
                    open += Array("\(label): \(target)".utf8)
                }
                at = end
            } else if at == 0 || bytes[at - 1] == space || bytes[at - 1] == UInt8(ascii: "("),
                let end = bareLink(in: bytes, from: at)
            {
                let url = text(bytes[at..<end])
                add(.link(label: url, url: url))
                at = end
            } else {
                open.append(bytes[at])
                at += 1
            }
        }
        if !open.isEmpty || runs.isEmpty { runs.append(.text(text(open[...]))) }
        return runs
    }

    /// A line without its markup, as subjects and the preheader take it.
    static func plain(_ line: some StringProtocol) -> String {
        runs(of: line).map {
            switch $0 {
            case .text(let text): text
            case .link(let label, _): label
            }
        }.joined()
    }

    /// Whether a link may be followed: `http`, `https` or `mailto`, of a length that fits a line, and without anything
    /// that ends an attribute or a line.
    static func isSafe(link: String) -> Bool {
        let colon = link.utf8.firstIndex(of: colon)
        guard let colon, ["http", "https", "mailto"].contains(link[..<colon].lowercased()), link.utf8.count <= 900
        else { return false }
        if link[..<colon].lowercased() != "mailto" {
            let rest = link[link.utf8.index(after: colon)...]
            guard rest.hasPrefix("//"), rest.utf8.count > 2 else { return false }
        }
        return link.utf8.allSatisfy { $0 > space && $0 != 0x7F && !#""'<>\`"#.utf8.contains($0) }
    }

    private static let slash = UInt8(ascii: "\\")
    private static let opening = UInt8(ascii: "[")
    private static let colon = UInt8(ascii: ":")
    private static let space = UInt8(ascii: " ")

    /// `[label](target)` from `start`, and where it ends.
    private static func link(in bytes: [UInt8], from start: Int) -> (label: String, target: String, end: Int)? {
        guard let (label, middle) = taken(bytes, from: start + 1, to: UInt8(ascii: "]")), middle < bytes.count,
            bytes[middle] == UInt8(ascii: "("),
            let (target, end) = taken(bytes, from: middle + 1, to: UInt8(ascii: ")")), !label.isEmpty
        else { return nil }
        return (label, target, end)
    }

    /// What stands before `closing`, without backslashes, and the place after it.
    private static func taken(_ bytes: [UInt8], from start: Int, to closing: UInt8) -> (String, Int)? {
        var taken: [UInt8] = []
        var at = start
        while at < bytes.count, bytes[at] != closing {
            if bytes[at] == slash, at + 1 < bytes.count { at += 1 }
            taken.append(bytes[at])
            at += 1
        }
        return at < bytes.count ? (text(taken[...]), at + 1) : nil
    }

    /// Where a URL that stands by itself in a line ends; a closing mark of the sentence is no part of it.
    private static func bareLink(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes[start...].starts(with: "http://".utf8) || bytes[start...].starts(with: "https://".utf8) else {
            return nil
        }
        var end = bytes[start...].firstIndex { $0 <= space || $0 == slash } ?? bytes.count
        while end > start, ".,;:!?)".utf8.contains(bytes[end - 1]) { end -= 1 }
        return isSafe(link: text(bytes[start..<end])) ? end : nil
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
