extension Shape.Value {
    /// What is expected, for messages.
    var expected: String {
        switch self {
        case .key: "a name of a-z, 0-9 and hyphens"
        case .line, .prose: "a text"
        case .day: "a date such as 2027-01-18"
        case .dateTime: "a date and time such as 2027-01-18T13:00"
        case .time: "a time such as \"08:00\""
        case .filmTime: "minutes and seconds such as \"09:30\""
        case .moment: "a rule such as 2 weeks before workshop-1.start, on opens, or a date"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))"
        case .address: "a mail address such as mette@kommune.example"
        case .sender: "a name and a mail address such as Digital ledelse <post@kommune.example>"
        case .link: "an address of the web such as https://film.example/1"
        case .timeZone: "a time zone such as Europe/Copenhagen"
        case .mapping, .module, .dayOr, .named: "a mapping"
        case .list: "a list"
        }
    }

    /// What is wrong with a text that stands here, to follow the name of its key; `nil` when nothing is.
    func complaint(about text: String) -> String? {
        if text.allSatisfy(\.isWhitespace) { return "is empty; expected \(expected)" }
        switch self {
        case .key: return MailText.isKey(text) ? nil : "takes \(expected), at most 64, not \(text.quoted)"
        case .line(let length): return complaint(aboutLine: text, length)
        case .prose(let length): return complaint(aboutProse: text, length)
        case .day: return Self.dayComplaint(text, Day(iso: text), expected)
        case .dateTime: return Self.dayComplaint(text, LocalDateTime(iso: text)?.day, expected)
        case .number(let range):
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count <= 9, let number = Int(text),
                range.contains(number)
            else { return "takes \(expected), not \(text.quoted)" }
            return nil
        case .choice(let words):
            return words.contains(text)
                ? nil : "takes \(expected), not \(text.quoted)" + NearMiss.hint(text, among: words)
        case .moment:
            // A rule is a handful of words; what is longer is shown shortened.
            guard text.utf8.count <= 200, !text.unicodeScalars.contains(where: \.isControl) else {
                return "takes \(expected), not \(text.quoted)"
            }
            do throws(MomentFault) {
                _ = try Moment(text)
                return nil
            } catch {
                return "cannot be read: \(error)"
            }
        default: return isSound(text) ? nil : "takes \(expected), not \(text.quoted)"
        }
    }

    private func isSound(_ text: String) -> Bool {
        switch self {
        case .time: LocalTime(text) != nil
        case .filmTime: Module.FilmReflection.seconds(text) != nil
        case .address: MailText.isAddress(text)
        case .sender: MailText.isSender(text)
        case .link: MailText.isLink(text)
        case .timeZone: text.contains("/") || text == "UTC" ? Zone(text) != nil : false
        default: true
        }
    }

    private func complaint(aboutLine text: String, _ length: Int) -> String? {
        if text.unicodeScalars.contains(where: { $0.breaksLine }) { return "takes one line, not several" }
        if text.unicodeScalars.contains(where: { $0.isControl }) { return "takes a text without control characters" }
        return lengthComplaint(text, length)
    }

    private func complaint(aboutProse text: String, _ length: Int) -> String? {
        if text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" && $0 != "\t" }) {
            return "takes a text without control characters"
        }
        return lengthComplaint(text, length)
    }

    private func lengthComplaint(_ text: String, _ length: Int) -> String? {
        let count = text.unicodeScalars.count
        return count <= length ? nil : "takes at most \(length) characters, not \(count)"
    }

    private static func dayComplaint(_ text: String, _ day: Day?, _ expected: String) -> String? {
        if let day {
            return Day.plannable.contains(day)
                ? nil
                : "takes a date from \(Day.plannable.lowerBound.year) to \(Day.plannable.upperBound.year), not \(text.quoted)"
        }
        let date = text.prefix(10)
        let looksLikeDate =
            date.utf8.count == 10
            && date.utf8.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
        if looksLikeDate, Day(iso: date) == nil { return "takes \(expected); there is no \(date)" }
        return "takes \(expected), not \(text.quoted)"
    }
}

extension Day {
    /// The days for which public holidays are known.
    static let plannable = Day(DanishHolidays.years.lowerBound, 1, 1)...Day(DanishHolidays.years.upperBound, 12, 31)
}

extension Module.FilmReflection {
    /// The seconds of a point written `09:30`, minutes and seconds; `nil` when it is written otherwise.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let minutes = Int(parts[0]),
            let seconds = Int(parts[1]), seconds < 60
        else { return nil }
        return minutes * 60 + seconds
    }
}
