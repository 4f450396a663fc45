/// Who a message comes from, as far as reports go.
enum ReportSender: Sendable, Hashable {
    /// A mail server, by the name that it writes under or by a header that only servers write.
    case server
    /// Nobody that could be answered: the return path is empty (RFC 5321 §4.5.5), as automatic replies have it too.
    case nobody
    /// Somebody.
    case person

    init(_ headers: MIMEHeaders) {
        let from = EncodedWords.decode(headers["from"] ?? "").lowercased()
        if headers["x-failed-recipients"] != nil || Self.names.contains(where: { from.utf8.contains($0.utf8) }) {
            self = .server
        } else if headers["return-path"].map({ $0.filter { $0 != " " } == "<>" }) ?? false {
            self = .nobody
        } else {
            self = .person
        }
    }

    private static let names = [
        "mailer-daemon", "mailerdaemon", "mail-daemon", "postmaster", "mail delivery s", "systemadministrator",
        "system administrator", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
    ]
}
