extension Shape.Value {
    /// What is expected, for messages.
    var expected: Sentence {
        switch self {
        case .key: Sentence("et navn af a-z, 0-9 og bindestreger", "a name of a-z, 0-9 and hyphens")
        case .line, .prose: Sentence("en tekst", "a text")
        case .day: Sentence("en dato som 2027-01-18", "a date such as 2027-01-18")
        case .dateTime: Sentence("dato og klokkeslæt som 2027-01-18T13:00", "a date and time such as 2027-01-18T13:00")
        case .time: Sentence("et klokkeslæt som \"08:00\"", "a time such as \"08:00\"")
        case .filmTime: Sentence("minutter og sekunder som \"09:30\"", "minutes and seconds such as \"09:30\"")
        case .moment:
            Sentence(
                "en regel som 2 weeks before workshop-1.start, on opens eller en dato",
                "a rule such as 2 weeks before workshop-1.start, on opens, or a date"
            )
        case .number(let range):
            Sentence(
                "et helt tal fra \(range.lowerBound) til \(range.upperBound)",
                "a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        case .choice(let words) where words.count == 1: Sentence(words[0], words[0])
        case .choice(let words):
            Sentence("et af \(words.joined(separator: ", "))", "one of \(words.joined(separator: ", "))")
        case .address:
            Sentence("en mailadresse som mette@kommune.example", "a mail address such as mette@kommune.example")
        case .sender:
            Sentence(
                "navn og mailadresse som Digital ledelse <post@kommune.example>",
                "a name and a mail address such as Digital ledelse <post@kommune.example>"
            )
        case .link:
            Sentence("en webadresse som https://film.example/1", "an address of the web such as https://film.example/1")
        case .timeZone: Sentence("en tidszone som Europe/Copenhagen", "a time zone such as Europe/Copenhagen")
        case .mapping, .module, .dayOr, .named: Sentence("en gruppe af nøgler", "a mapping")
        case .list: Sentence("en liste", "a list")
        }
    }

    /// To follow the name of its key.
    private func takes(_ wanted: Sentence, not text: String) -> Sentence {
        Sentence("skal være \(wanted.danish), ikke \(text.quoted)", "takes \(wanted), not \(text.quoted)")
    }

    /// What is wrong with a text that stands here, to follow the name of its key; `nil` when nothing is.
    func complaint(about text: String) -> Sentence? {
        if text.allSatisfy(\.isWhitespace) {
            return Sentence("er tom; skriv \(expected.danish)", "is empty; expected \(expected)")
        }
        switch self {
        case .key:
            let most = Sentence(", højst 64 tegn", ", at most 64")
            return MailText.isKey(text) ? nil : takes(expected + most, not: text)
        case .line(let length): return complaint(aboutLine: text, length)
        case .prose(let length): return complaint(aboutProse: text, length)
        case .day: return dayComplaint(text, Day(iso: text))
        case .dateTime: return dayComplaint(text, LocalDateTime(iso: text)?.day)
        case .number(let range):
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count <= 9, let number = Int(text),
                range.contains(number)
            else { return takes(expected, not: text) }
            return nil
        case .choice(let words):
            return words.contains(text) ? nil : takes(expected, not: text) + NearMiss.hint(text, among: words)
        case .moment:
            // A rule is a handful of words; what is longer is shown shortened.
            guard text.utf8.count <= 200, !text.unicodeScalars.contains(where: \.isControl) else {
                return takes(expected, not: text)
            }
            do throws(MomentFault) {
                _ = try Moment(text)
                return nil
            } catch {
                return Sentence("kan ikke læses: \(error.sentence.danish)", "cannot be read: \(error)")
            }
        default: return isSound(text) ? nil : takes(expected, not: text)
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

    private func complaint(aboutLine text: String, _ length: Int) -> Sentence? {
        if text.unicodeScalars.contains(where: { $0.breaksLine }) {
            return Sentence("skal stå på én linje, ikke flere", "takes one line, not several")
        }
        if text.unicodeScalars.contains(where: { $0.isControl }) { return Self.controlCharacters }
        return lengthComplaint(text, length)
    }

    private func complaint(aboutProse text: String, _ length: Int) -> Sentence? {
        if text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" && $0 != "\t" }) {
            return Self.controlCharacters
        }
        return lengthComplaint(text, length)
    }

    private static let controlCharacters = Sentence(
        "skal være en tekst uden styretegn",
        "takes a text without control characters"
    )

    private func lengthComplaint(_ text: String, _ length: Int) -> Sentence? {
        let count = text.unicodeScalars.count
        return count <= length
            ? nil
            : Sentence(
                "må højst være \(length) tegn, ikke \(count)",
                "takes at most \(length) characters, not \(count)"
            )
    }

    private func dayComplaint(_ text: String, _ day: Day?) -> Sentence? {
        if let day {
            let (first, last) = (Day.plannable.lowerBound.year, Day.plannable.upperBound.year)
            let wanted = Sentence("en dato fra \(first) til \(last)", "a date from \(first) to \(last)")
            return Day.plannable.contains(day) ? nil : takes(wanted, not: text)
        }
        let date = text.prefix(10)
        let looksLikeDate =
            date.utf8.count == 10
            && date.utf8.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
        if looksLikeDate, Day(iso: date) == nil {
            return Sentence(
                "skal være \(expected.danish); datoen \(date) findes ikke",
                "takes \(expected); there is no \(date)"
            )
        }
        return takes(expected, not: text)
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
