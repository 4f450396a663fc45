import Course

extension Language {
    /// The subject of a letter that brings again what another brought.
    func copy(of subject: String) -> String {
        switch self {
        case .danish: "Kopi: \(subject)"
        case .english: "Copy: \(subject)"
        }
    }
}
