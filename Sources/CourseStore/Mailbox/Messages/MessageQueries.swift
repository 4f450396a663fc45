import Course
import Foundation
import Postgres

/// The statements of what is sent by hand.
enum MessageQueries {
    static func home(ofArea area: Int64, in course: CourseOutline.ID) -> Query<Municipality.ID> {
        Query(
            "SELECT m.id FROM area a JOIN municipality m ON m.id = a.municipality WHERE a.id = \(area) AND m.course = \(course)"
        )
    }

    static func home(of group: LeaderGroup.ID, in course: CourseOutline.ID) -> Query<Municipality.ID> {
        Query(
            """
            SELECT m.id FROM leader_group g JOIN municipality m ON m.id = g.municipality
            WHERE g.id = \(group) AND m.course = \(course)
            """
        )
    }

    /// Those who take part and belong there.
    private static func members(of target: MessageTarget, in course: CourseOutline.ID) -> SQL {
        """
        l.course = \(course) AND l.withdrawn_at IS NULL
        AND (\(nullable: target.municipality) IS NULL OR l.municipality = \(nullable: target.municipality))
        AND (\(nullable: target.area) IS NULL OR l.area = \(nullable: target.area))
        AND (\(nullable: target.group) IS NULL OR l.leader_group = \(nullable: target.group))
        AND (\(nullable: target.session) IS NULL OR \(target.isOnlySession) OR EXISTS (
            SELECT FROM seat s WHERE s.leader = l.id AND s.module = \(nullable: target.module)
              AND s.session = \(nullable: target.session)))
        """
    }

    static func reach(of target: MessageTarget, in course: CourseOutline.ID) -> Query<MessageReach> {
        Query(
            """
            SELECT count(*) FILTER (WHERE l.unreachable_at IS NULL), count(*) FILTER (WHERE l.unreachable_at IS NOT NULL)
            FROM leader l WHERE \(fragment: members(of: target, in: course))
            """
        ) { row in MessageReach(recipients: try row.next(), unreachable: try row.next()) }
    }

    static func sent(with form: UUID) -> Query<Int64> {
        Query("SELECT id FROM message WHERE form = \(form)")
    }

    static func reached(by message: Int64) -> Query<MessageReach> {
        Query(
            """
            SELECT count(*) FILTER (WHERE skip IS NULL), count(*) FILTER (WHERE skip IS NOT NULL)
            FROM message_share WHERE message = \(message)
            """
        ) { row in MessageReach(recipients: try row.next(), unreachable: try row.next()) }
    }

    static func insert(
        _ draft: MessageDraft,
        to target: MessageTarget,
        in course: CourseOutline.ID,
        by doer: String,
        form: UUID,
        now: Instant
    ) -> Query<Int64> {
        Query(
            """
            INSERT INTO message (course, municipality, audience, area, leader_group, module, session, subject, text, doer, sent_at,
                                 form)
            VALUES (\(course), \(nullable: target.municipality), \(target.kind), \(nullable: target.area),
                    \(nullable: target.group), \(nullable: target.module), \(nullable: target.session), \(draft.subject),
                    \(draft.text), \(doer), \(now), \(form))
            RETURNING id
            """
        )
    }

    /// Makes a letter for each whom a message reaches, in one statement however many they are; gives the routes that they take.
    static func address(
        _ message: Int64,
        to target: MessageTarget,
        in course: CourseOutline.ID,
        routes: [(municipality: Municipality.ID, route: String)],
        now: Instant
    ) -> Query<String> {
        Query(
            """
            WITH member AS MATERIALIZED (
                SELECT l.id, l.municipality, CASE WHEN l.unreachable_at IS NULL THEN nextval('letter_id') END AS letter
                FROM leader l WHERE \(fragment: members(of: target, in: course))),
            shares AS (
                INSERT INTO message_share (message, leader, municipality, letter, skip)
                SELECT \(message), id, municipality, letter, CASE WHEN letter IS NULL THEN 'unreachable' END FROM member),
            letters AS (
                INSERT INTO letter (id, route, next_at, course, municipality, leader, released_at, useful_until)
                SELECT m.letter, coalesce(r.route, \(CourseClock.ordinaryRoute)), \(now), \(course), m.municipality, m.id, \(now),
                       \(now.adding(seconds: usefulSeconds))
                FROM member m
                LEFT JOIN unnest(\(routes.map(\.municipality)), \(routes.map(\.route))) AS r (municipality, route)
                  ON r.municipality = m.municipality
                WHERE m.letter IS NOT NULL
                RETURNING route)
            SELECT DISTINCT route FROM letters
            """
        )
    }

    struct Row: Sendable {
        let id: Int64
        let audience: MessageAudience
        let name: String?
        let municipality: String?
        let subject: String
        let text: String
        let doer: String
        let sentAt: Instant
    }

    /// The messages of a course, the latest first; in a municipality its own, and those to leaders of all.
    static func messages(
        of course: CourseOutline.ID,
        in municipality: String?,
        only id: Int64?,
        limit: Int
    ) -> Query<Row> {
        Query(
            """
            SELECT m.id, m.audience, t.key, coalesce(m.area, m.leader_group, 0), m.module, m.session,
                   coalesce(a.name, g.name, CASE WHEN m.audience = 'municipality' THEN t.name END), m.subject, m.text, m.doer,
                   m.sent_at
            FROM message m LEFT JOIN municipality t ON t.id = m.municipality LEFT JOIN area a ON a.id = m.area
            LEFT JOIN leader_group g ON g.id = m.leader_group
            WHERE m.course = \(course) AND (\(nullable: id) IS NULL OR m.id = \(nullable: id))
              AND (\(nullable: municipality) IS NULL OR m.municipality IS NULL OR t.key = \(nullable: municipality))
            ORDER BY m.id DESC LIMIT \(limit)
            """
        ) { row in
            let id: Int64 = try row.next()
            let (kind, municipality, number): (String, String?, Int64) = (
                try row.next(), try row.next(), try row.next()
            )
            let (module, session): (String?, String?) = (try row.next(), try row.next())
            return Row(
                id: id,
                audience: MessageAudience(kind, municipality, number, module, session),
                name: try row.next(),
                municipality: municipality,
                subject: try row.next(),
                text: try row.next(),
                doer: try row.next(),
                sentAt: try row.next()
            )
        }
    }

    /// So long a message is of use.
    static let usefulSeconds = 14 * 86_400

    /// The only municipality whose leaders a message was for.
    static func municipality(of message: Int64, in course: CourseOutline.ID) -> Query<Municipality.ID?> {
        Query("SELECT municipality FROM message WHERE id = \(message) AND course = \(course)")
    }

    /// What was sent by hand in letters claimed, be they copies.
    static func texts(of letters: [Int64]) -> Query<(letter: Int64, message: ClaimedLetter.Message)> {
        Query(
            """
            SELECT c.letter, m.id, m.module, m.session, m.subject, m.text
            FROM unnest(\(letters)) AS c (letter) LEFT JOIN letter_copy o ON o.letter = c.letter
            JOIN message_share s ON s.letter = coalesce(o.original, c.letter) JOIN message m ON m.id = s.message
            ORDER BY c.letter, m.id
            """
        ) { row in
            (
                try row.next(),
                ClaimedLetter.Message(
                    id: try row.next(),
                    module: try row.next(),
                    session: try row.next(),
                    subject: try row.next(),
                    text: try row.next()
                )
            )
        }
    }

    static func areas(of course: CourseOutline.ID) -> Query<(id: Int64, municipality: String, name: String)> {
        Query(
            """
            SELECT a.id, m.key, a.name FROM area a JOIN municipality m ON m.id = a.municipality
            WHERE m.course = \(course) ORDER BY m.position, a.name
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }
}

extension MessageAudience {
    fileprivate init(_ kind: String, _ municipality: String?, _ number: Int64, _ module: String?, _ session: String?) {
        self =
            switch kind {
            case "municipality": .municipality(municipality ?? "")
            case "area": .area(number)
            case "group": .group(LeaderGroup.ID(rawValue: number))
            case "session": .session(module: module ?? "", key: session ?? "")
            default: .everybody
            }
    }
}
