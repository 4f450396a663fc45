import Course
import Postgres

/// The statement that tells whose address mail is refused for.
enum UnreachableQueries {
    /// Enrolled leaders whom mail does not reach, with the later of their last bounce and their last failed letter.
    static func leaders(of course: CourseOutline.ID, in municipality: Municipality.ID?) -> Query<UnreachableLeader> {
        Query(
            """
            SELECT l.email, m.key, h.course_time, a.letter, a.kind, a.status, a.diagnostic
            FROM leader l JOIN municipality m ON m.id = l.municipality
            LEFT JOIN LATERAL (
                (SELECT b.letter, b.kind, b.status, b.diagnostic, b.received_at AS at FROM bounce b
                 WHERE b.course = l.course AND b.leader = l.id AND b.kind <> 'delayed'
                 ORDER BY b.received_at DESC LIMIT 1)
                UNION ALL
                (SELECT h.id, \(UnreachableLeader.Kind.refused.rawValue), h.reply_code::text, h.reply, h.settled_at
                 FROM letter_history h
                 WHERE h.course = l.course AND h.leader = l.id AND h.outcome = 'failed'
                 ORDER BY h.settled_at DESC LIMIT 1)
                ORDER BY at DESC LIMIT 1) AS a ON true
            LEFT JOIN letter_history h ON h.id = a.letter AND h.leader = l.id
            WHERE l.course = \(course) AND l.unreachable_at IS NOT NULL AND l.withdrawn_at IS NULL
              AND (\(nullable: municipality) IS NULL OR l.municipality = \(nullable: municipality))
            ORDER BY m.key, l.email
            """
        ) { row in
            let email: String = try row.next()
            let key: String = try row.next()
            let since: Instant? = try row.next()
            let letter: Int64? = try row.next()
            let kind: String? = try row.next()
            let (status, diagnostic): (String?, String?) = (try row.next(), try row.next())
            var last: UnreachableLeader.Answer?
            if let letter, let kind = kind.flatMap(UnreachableLeader.Kind.init) {
                last = UnreachableLeader.Answer(letter: letter, kind: kind, status: status, diagnostic: diagnostic)
            }
            return UnreachableLeader(email: email, municipality: key, since: since, last: last)
        }
    }
}
