/// A letter's words without anything that leads anywhere: what is looked at by somebody else holds nobody's link.
struct DeadLinks {
    /// What stands for every address: a name that leads nowhere, ever (RFC 2606 §2).
    static let standIn = "https://link.invalid/"

    private static var address: Regex<Substring> { /(?i)https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/ }
    private static var target: Regex<Substring> { /(?i)\shref="[^"]*"/ }

    /// The plain text with a stand-in for every address.
    static func text(_ text: String) -> String {
        text.replacing(address, with: standIn)
    }

    /// The HTML with links that lead to nothing, and a stand-in for every address that shows.
    static func html(_ html: String) -> String {
        html.replacing(target, with: " href=\"#\"").replacing(address, with: standIn)
    }
}
