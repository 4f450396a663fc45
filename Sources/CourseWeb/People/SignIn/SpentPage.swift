import Course

/// What is shown for a letter that opens the door no more.
struct SpentPage: Page {
    static let template = "sign-in-spent"

    let title: String
    let sentence: String

    init(isUsed: Bool, in language: Language) {
        if isUsed {
            title = language("Brevet er brugt", "The letter has been used")
            sentence = language(
                "Hvert brev lukker én ind, én gang. Bed om et nyt; det er der om et øjeblik.",
                "Each letter lets one person in, once. Ask for a new one; it is there in a moment."
            )
        } else {
            title = language("Brevet er for gammelt", "The letter is too old")
            sentence = language(
                "Linket og koden gælder kun kort tid. Bed om et nyt brev; det er der om et øjeblik.",
                "Its link and code are good for a short while only. Ask for a new letter; it is there in a moment."
            )
        }
    }
}
