import Correspondence
import Course

extension Language {
    /// The words of this language.
    func callAsFunction(_ danish: String, _ english: String) -> String {
        switch self {
        case .danish: danish
        case .english: english
        }
    }

    /// Dates and times in this language, always with their year.
    var dates: DateWords { DateWords(language: self) }

    /// A count as it is set in this language: `7.556`, `7,556`.
    func number(_ count: Int) -> String {
        let digits = String(count.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(self(".", ",")) }
            text.append(digit)
        }
        return count < 0 ? "-" + text : text
    }
}
