import Course
import HTTPTypes

/// What is shown instead of a page that there is not, or not now.
struct FaultPage: Page {
    static let template = "fault"

    let title: String
    /// What happened, and what to do.
    let sentence: String

    /// `isChanged` is whether somebody was quicker.
    init(_ status: HTTPResponse.Status, sentence: String?, isChanged: Bool = false, in language: Language) {
        let (title, ordinary) =
            switch status {
            case .notFound:
                (
                    language("Siden findes ikke", "There is no such page"),
                    language(
                        "Måske er adressen skrevet forkert, eller også er siden ikke for dig.",
                        "The address may be mistyped, or the page is not for you."
                    )
                )
            case .unauthorized:
                (
                    language("Du er ikke logget ind", "You are not signed in"),
                    language("Log ind, og prøv igen.", "Sign in, and try again.")
                )
            case .forbidden:
                (
                    language("Det kom fra et andet websted", "That came from another site"),
                    language(
                        "Gå tilbage, genindlæs siden, og prøv igen.",
                        "Go back, load the page again, and try once more."
                    )
                )
            case .contentTooLarge:
                (
                    language("Filen er for stor", "The file is too large"),
                    language(
                        "Er det den rigtige fil? En liste over ledere fylder sjældent mere end et par hundrede kilobyte.",
                        "Is it the right file? A list of leaders is seldom more than a few hundred kilobytes."
                    )
                )
            case .unprocessableContent:
                (language("Det kan ikke lade sig gøre", "That cannot be done"), "")
            case .conflict where isChanged:
                (language("Nogen kom dig i forkøbet", "Somebody was there before you"), "")
            case .conflict:
                (language("Det går ikke, som det står nu", "That does not go as things stand"), "")
            case .tooManyRequests:
                (
                    language("Lidt for mange forsøg", "A few tries too many"),
                    language("Vent lidt, og prøv igen.", "Wait a little, and try again.")
                )
            case let status where status.code >= 500:
                (
                    language("Det går ikke lige nu", "Not right now"),
                    language("Prøv igen om et øjeblik. Intet er gået tabt.", "Try again in a moment. Nothing is lost.")
                )
            default:
                (
                    language("Det forstod vi ikke", "That was not understood"),
                    language("Gå tilbage, og prøv igen.", "Go back, and try again.")
                )
            }
        self.title = title
        self.sentence = sentence ?? ordinary
    }
}
