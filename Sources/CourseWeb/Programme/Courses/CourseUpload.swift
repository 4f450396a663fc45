import Course

/// A course file as a form brings it: chosen in a browser, or carried along from the page that showed what it would do.
struct CourseUpload: Sendable {
    /// More octets no course file has.
    static let limit = 1_000_000

    /// Its name at the other end.
    let name: String
    /// What is in it.
    let bytes: [UInt8]

    init(_ form: Form) throws(Fault) {
        if let file = form.file("file") {
            (name, bytes) = (file.name, file.bytes)
        } else if form.has("text") {
            (name, bytes) = (form["name"], Array(form.text("text").utf8))
        } else {
            throw .none
        }
        guard bytes.count <= Self.limit else { throw .tooLong }
        guard !bytes.isEmpty else { throw .none }
        // A list of leaders has columns that a course file cannot have; it may be in another encoding.
        if (try? LeaderList.read(bytes, name: name)) != nil { throw .leaderList }
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notText }
    }

    /// The file's text, for the form that carries it along.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Why a file cannot be a course file, before it is read as one.
    enum Fault: Error, Hashable {
        /// No file was chosen, or an empty one.
        case none
        /// It is larger than any course file.
        case tooLong
        /// A picture, a document of an office program, or a text in another encoding.
        case notText
        /// A municipality's list of leaders.
        case leaderList
        /// A course cannot be called that, since a page is.
        case reservedKey

        func sentence(in language: Language) -> String {
            switch self {
            case .none:
                language("Vælg den fil, som forløbet står i.", "Choose the file that the course is in.")
            case .tooLong:
                language(
                    "Filen er for stor til at være en forløbsfil; den må højst fylde 1 MB.",
                    "The file is too large for a course file, which has 1 MB at most."
                )
            case .notText:
                language(
                    "Filen er ikke en tekst i UTF-8, men måske et billede eller et dokument. En forløbsfil er en tekstfil, som regel med endelsen .yaml.",
                    "The file is no text in UTF-8, but perhaps a picture or a document. A course file is a text file, as a rule ending in .yaml."
                )
            case .leaderList:
                language(
                    "Det er en liste over ledere. Den hører til under Ledere, når forløbet er oprettet; her skal du bruge en forløbsfil.",
                    "That is a list of leaders. It belongs under Leaders, once the course is there; a course file is needed here."
                )
            case .reservedKey:
                language(
                    "Et forløb kan ikke hedde \"new\". Giv det en anden nøgle.",
                    "A course cannot be called \"new\". Give it another key."
                )
            }
        }
    }
}
