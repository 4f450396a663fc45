import Course
import Postgres

/// The statements of a leader about the own part.
enum OwnStandingQueries {
    /// One statement, since it is asked for at each visit.
    static func standing(of leader: Leader.ID) -> Query<OwnStanding> {
        Query(
            """
            SELECT l.id, l.name, l.language, m.key, l.leader_group, g.name, l.chair,
                   ARRAY(SELECT s.module || '/' || s.session FROM seat s WHERE s.leader = l.id),
                   ARRAY(SELECT f.module FROM film_done f WHERE f.leader = l.id),
                   (SELECT coalesce(jsonb_agg(jsonb_build_object(
                               'id', h.id, 'seconds', extract(epoch FROM h.course_time),
                               'corrects', EXISTS (SELECT FROM correction k WHERE k.letter = h.id),
                               'items', (SELECT coalesce(jsonb_agg(i.module || '/' || i.prompt ORDER BY i.module, i.prompt), '[]')
                                         FROM letter_item i WHERE i.letter = h.id))
                           ORDER BY h.course_time DESC, h.id DESC), '[]')
                    FROM letter_history h
                    WHERE h.leader = l.id AND h.course = l.course AND h.outcome = 'sent'),
                   c.id, c.version, course_now(c.id)
            FROM leader l JOIN municipality m ON m.id = l.municipality JOIN course c ON c.id = l.course
            LEFT JOIN leader_group g ON g.id = l.leader_group
            WHERE l.id = \(leader) AND l.withdrawn_at IS NULL
            """
        ) { row in
            OwnStanding(
                leader: try row.next(),
                name: try row.next(),
                language: try row.next(),
                municipality: try row.next(),
                group: try row.next(),
                groupName: try row.next(),
                isChair: try row.next(),
                seats: Seats.decode(try row.next()),
                seen: Set(try row.next() as [String]),
                letters: try JSONDocument.decode([OwnStanding.ReceivedLetter].self, from: try row.next()),
                course: try row.next(),
                version: try row.next(),
                now: try row.next()
            )
        }
    }

    static func chooseLanguage(_ language: Language, of leader: Leader.ID) -> Statement {
        Statement("SELECT choose_language(\(leader), \(language.rawValue))")
    }
}
