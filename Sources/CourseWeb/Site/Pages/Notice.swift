import Foundation

/// A sentence that a form's success is told by, on the page that comes next.
///
/// It waits in a cookie; it is text, whatever a browser puts there.
struct Notice: Hashable, Sendable {
    /// What it says.
    let text: String

    /// A sentence, of which the first 300 characters are kept.
    init(_ text: String) {
        self.text = String(text.prefix(300))
    }

    init?(cookie: String) {
        guard let data = Data(base64Encoded: cookie.replacing("-", with: "+").replacing("_", with: "/")),
            let text = String(data: data, encoding: .utf8), !text.isEmpty
        else { return nil }
        self.init(text)
    }

    /// As a cookie may hold it.
    var cookie: String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
