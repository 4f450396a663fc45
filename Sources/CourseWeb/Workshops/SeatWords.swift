import Course
import CourseStore

/// What setting seats did, in words.
struct SeatWords: Sendable {
    let language: Language

    /// What is said afterwards.
    func notice(of change: SeatChange, session: String?) -> String {
        var sentences: [String] = []
        if change.seated == 0, change.tabled == 0 {
            return language(
                "Der var intet at ændre: de sad der allerede.",
                "There was nothing to change: they sat there already."
            )
        }
        if change.seated > 0, let session {
            sentences.append(
                language(
                    "\(change.seated == 1 ? "1 leder" : "\(change.seated) ledere") har fået plads på \(session).",
                    "\(change.seated == 1 ? "1 leader has" : "\(change.seated) leaders have") a seat in \(session)."
                )
            )
        }
        if change.tabled > 0 {
            sentences.append(
                language("Bordet er ændret for \(change.tabled).", "The table is another for \(change.tabled).")
            )
        }
        if change.corrected > 0 {
            sentences.append(
                language(
                    "\(change.corrected) har fået et andet hold at vide og får et brev om det.",
                    "\(change.corrected) had been told another sitting and get a letter about it."
                )
            )
        }
        if change.misled > 0 {
            sentences.append(
                language(
                    "\(change.misled) har fået det gamle bord at vide: skriv en besked til dem.",
                    "\(change.misled) know the old table: write a message to them."
                )
            )
        }
        if !change.overfull.isEmpty {
            let keys = change.overfull.joined(separator: ", ")
            sentences.append(
                language(
                    "Der er nu flere ledere end pladser på \(keys).",
                    "There are more leaders than seats now in \(keys)."
                )
            )
        }
        return sentences.joined(separator: " ")
    }

    /// A seat in a few words.
    func place(_ place: SeatPlace?) -> String {
        guard let place else { return language("ingen plads", "no seat") }
        return place.session + (place.table.map { ", \($0)" } ?? "")
    }
}
