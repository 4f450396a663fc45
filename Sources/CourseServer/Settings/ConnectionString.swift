/// A libpq connection string, looked at before libpq sees it: its own complaints quote what it does not understand, and where
/// a quote or an escape was forgotten that is a piece of the password.
enum ConnectionString {
    /// What is wrong with it, without any of it; `nil` where libpq may have it.
    static func fault(in text: String) -> String? {
        if let start = text.firstRange(of: "://")?.upperBound {
            let authority = text[start...].prefix { $0 != "/" && $0 != "?" }
            return text[authority.endIndex...].contains("@") || authority.count(where: { $0 == "@" }) > 1
                ? "it has an @ behind the host; write / ? @ and : in a password as %2F, %3F, %40 and %3A" : nil
        }
        return text.wholeMatch(of: pairs) == nil
            ? "expected pairs, as host=db.example dbname=tandem, with single quotes around values that hold spaces"
            : nil
    }

    private static var pairs: Regex<Substring> {
        /\s*(?:[a-z_]+\s*=\s*(?:'(?:\\.|[^'\\])*'|(?:\\.|[^\s'\\=])(?:\\.|[^\s'\\])*)(?:\s+|$))+/
    }
}
