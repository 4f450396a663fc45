import Course
import CourseStore

/// Which leaders a page of seats lists.
struct SeatFilter: Sendable {
    let leaders: LeaderFilter
    let lack: SeatLack?
    let page: Int

    /// As a path or a form has it.
    init(_ form: Form) {
        var filter = LeaderFilter(form)
        // Whoever has left has no seat to be set.
        filter.standing = .enrolled
        leaders = filter
        lack = SeatLack(rawValue: form["lacking"])
        page = form.page
    }

    /// As a path has it.
    var query: [(String, String)] {
        leaders.query.filter { $0.0 != "standing" } + [("lacking", lack?.rawValue ?? "")]
    }

    /// The page, as a path has it.
    var pageQuery: [(String, String)] { page > 1 ? [("page", "\(page)")] : [] }
}

/// What was ticked and chosen on a page of seats.
struct SeatEntry: Sendable {
    /// Where each leader on the page sat when it was made.
    let seen: [Leader.ID: SeatPlace?]
    /// Whose seats are to be set, each once.
    let chosen: [Leader.ID]
    /// Whether all on the page were ticked at once.
    let isEverybody: Bool
    /// The session's key; `nil` for the present one of each.
    let session: String?
    /// The table as it was typed.
    let tableName: String
    /// Whether tables are taken away.
    let clearsTable: Bool

    /// As a form was sent.
    init(_ form: Form) {
        var seen: [Leader.ID: SeatPlace?] = [:]
        for name in form.names where name.hasPrefix("was-") {
            guard let id = Int64(name.dropFirst(4)) else { continue }
            seen.updateValue(Self.place(from: form[name]), forKey: Leader.ID(rawValue: id))
        }
        self.seen = seen
        isEverybody = form.has("everybody")
        let ticked = form.all("leader").compactMap { Int64($0) }.map { Leader.ID(rawValue: $0) }
        chosen = Set(isEverybody ? Array(seen.keys) : ticked).sorted()
        session = form["session"].isEmpty ? nil : form["session"]
        tableName = LeaderEntry(name: form["table"], email: "", area: "").folded.name
        clearsTable = form.has("no-table")
    }

    /// What becomes of the tables.
    var table: SeatTable { clearsTable ? .none : tableName.isEmpty ? .kept : .named(tableName) }

    /// What is wrong with it, by field.
    func faults(hasSeveral: Bool, in language: Language) -> [(field: String, text: String)] {
        var faults: [(field: String, text: String)] = []
        if chosen.isEmpty {
            faults.append(("everybody", language("Sæt flueben ved mindst én leder.", "Tick one leader at least.")))
        }
        if clearsTable, !tableName.isEmpty {
            let text = language(
                "Skriv et bord, eller tag bordet væk: ikke begge dele.",
                "Write a table or take the table away, not both."
            )
            faults.append(("table", text))
        } else if !tableName.isEmpty, !SeatPlace.isTable(tableName) {
            faults.append(
                (
                    "table",
                    language(
                        "Et bords navn er højst \(SeatPlace.mostLetters) tegn på én linje.",
                        "A table's name has at most \(SeatPlace.mostLetters) characters, on one line."
                    )
                )
            )
        } else if session == nil, table == .kept {
            let text =
                hasSeveral
                ? language("Vælg et hold, eller skriv et bord.", "Choose a sitting, or write a table.")
                : language("Skriv et bord.", "Write a table.")
            faults.append((hasSeveral ? "session" : "table", text))
        }
        return faults
    }

    /// A seat as a form carries it: the session's key, and behind a tab, which neither has in it, the table.
    static func text(of place: SeatPlace?) -> String {
        place.map { $0.session + ($0.table.map { "\t\($0)" } ?? "") } ?? ""
    }

    private static func place(from text: String) -> SeatPlace? {
        let parts = text.split(separator: "\t", maxSplits: 1).map(String.init)
        return parts.first.map { SeatPlace(session: $0, table: parts.count > 1 ? parts[1] : nil) }
    }
}
