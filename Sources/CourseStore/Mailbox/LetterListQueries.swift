import Course
import Postgres

/// The statement that lists leaders by name with their letters, whatever those bring.
enum LetterListQueries {
    /// A page of shares and the next one's first, so that it is known whether there is one.
    ///
    /// `shares` are rows of `leader, state, skip, letter`, a leader once. Only the page's letters are looked at.
    static func list(_ shares: SQL, _ selection: LetterList.Selection) -> Query<LetterList.Share> {
        let (state, place) = (selection.state?.rawValue, selection.after)
        return Query(
            """
            WITH page AS MATERIALIZED (
                SELECT l.id, l.name, m.key, s.state, s.skip, s.letter
                FROM (\(fragment: shares)) AS s JOIN leader l ON l.id = s.leader JOIN municipality m ON m.id = l.municipality
                WHERE (\(nullable: state) IS NULL OR s.state = \(nullable: state))
                  AND (\(nullable: selection.municipality) IS NULL OR m.key = \(nullable: selection.municipality))
                  AND (\(nullable: place?.name) IS NULL
                       OR (l.name COLLATE "da-x-icu", l.id) > (\(nullable: place?.name), \(nullable: place?.leader)))
                ORDER BY l.name COLLATE "da-x-icu", l.id LIMIT \(selection.limit + 1))
            SELECT p.id, p.name, p.key, p.state, p.skip, p.letter, h.course_time,
                   coalesce(h.reply_code, t.reply_code)::bigint
            FROM page p LEFT JOIN letter t ON t.id = p.letter
            LEFT JOIN LATERAL (
                SELECT course_time, reply_code FROM letter_history
                WHERE leader = p.id AND id = p.letter LIMIT 1) AS h ON true
            ORDER BY p.name COLLATE "da-x-icu", p.id
            """
        ) { row in
            let (leader, name, municipality): (Leader.ID, String, String) = (
                try row.next(), try row.next(), try row.next()
            )
            let (state, skip): (String, String?) = (try row.next(), try row.next())
            return LetterList.Share(
                leader: leader,
                name: name,
                municipality: municipality,
                state: PromptLedger.State(rawValue: state) ?? .pending,
                skip: skip.flatMap(Skip.init),
                letter: try row.next(),
                at: try row.next(),
                replyCode: try row.next()
            )
        }
    }
}
