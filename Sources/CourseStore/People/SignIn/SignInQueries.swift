import Course
import Postgres

/// The statements of sessions.
enum SignInQueries {
    /// A row of a look at sessions.
    struct LookRow: Sendable {
        /// Which transactions the look saw, and of which run of the server.
        let snapshot: String
        /// When it was.
        let at: Instant
        /// `nil` where the look found nobody.
        let part: PartRow?
    }

    /// One part of somebody who is signed in; one row without a part where the address has none.
    struct PartRow: Sendable {
        /// What the token is known by.
        let digest: [UInt8]
        let address: String
        let endsAt: Instant
        let staleAt: Instant
        let part: String?
        let id: Int64?
        let name: String?
        let language: Language?
        let isChair: Bool
        let course: Person.CourseName?
        let municipality: Person.MunicipalityName?
        let standing: OwnStanding?
    }

    /// Who has which of those tokens; of the `known` ones only if something has changed since that snapshot.
    static func signedIn(_ digests: [[UInt8]], known: [[UInt8]] = [], since snapshot: String? = nil) -> Query<LookRow> {
        Query(
            """
            SELECT l.snapshot, l.at, s.token, s.email, s.ends_at, s.stale_at, s.part, s.id, s.name, s.language,
                   coalesce(s.chair, false), s.course, s.title, s.course_language, s.municipality_key, s.municipality_name,
                   s.municipality, s.course_id, s.version, s.now, s.rate, s.facts
            FROM (
                SELECT pg_current_snapshot() || ' ' || extract(epoch FROM pg_postmaster_start_time()) AS snapshot,
                       clock_timestamp() AS at
            ) AS l
            LEFT JOIN LATERAL signed_in(
                CASE WHEN l.snapshot = \(snapshot ?? "") THEN \(digests)::bytea[] ELSE \(digests)::bytea[] || \(known)::bytea[] END
            ) AS s ON true
            """
        ) { row in
            let (snapshot, at): (String, Instant) = (try row.next(), try row.next())
            guard let digest: [UInt8] = try row.next() else { return LookRow(snapshot: snapshot, at: at, part: nil) }
            let address: String = try row.next()
            let (endsAt, staleAt): (Instant, Instant) = (try row.next(), try row.next())
            let (part, id, name): (String?, Int64?, String?) = (try row.next(), try row.next(), try row.next())
            let (language, isChair): (Language?, Bool) = (try row.next(), try row.next())
            let (course, title): (String?, String?) = (try row.next(), try row.next())
            let courseLanguage: Language? = try row.next()
            let (key, municipality): (String?, String?) = (try row.next(), try row.next())
            let municipalityID: Municipality.ID? = try row.next()
            var courseName: Person.CourseName?
            if let course, let title, let courseLanguage {
                courseName = Person.CourseName(key: course, title: title, language: courseLanguage)
            }
            var municipalityName: Person.MunicipalityName?
            if let municipalityID, let key, let municipality {
                municipalityName = Person.MunicipalityName(id: municipalityID, key: key, name: municipality)
            }
            let (courseID, version): (CourseOutline.ID?, Int64?) = (try row.next(), try row.next())
            let (now, rate, facts): (Instant?, Double?, String?) = (try row.next(), try row.next(), try row.next())
            var standing: OwnStanding?
            if let courseID, let version, let now, let rate, let facts {
                standing = OwnStanding(
                    course: courseID,
                    version: version,
                    now: now,
                    rate: rate,
                    facts: OwnFacts(document: facts)
                )
            }
            return LookRow(
                snapshot: snapshot,
                at: at,
                part: PartRow(
                    digest: digest,
                    address: address,
                    endsAt: endsAt,
                    staleAt: staleAt,
                    part: part,
                    id: id,
                    name: name,
                    language: language,
                    isChair: isChair,
                    course: courseName,
                    municipality: municipalityName,
                    standing: standing
                )
            )
        }
    }

    static func begin(_ digest: [UInt8], of email: String, idle: Int, longest: Int) -> Statement {
        Statement(
            """
            INSERT INTO sign_in_session (token, email, idle, ends_at)
            VALUES (\(digest), \(email), make_interval(secs => \(idle)), clock_timestamp() + make_interval(secs => \(longest)))
            """
        )
    }

    static func touch(_ digest: [UInt8]) -> Statement {
        Statement("UPDATE sign_in_session SET seen_at = clock_timestamp() WHERE token = \(digest)")
    }

    static let forgetEnded = Statement(
        "DELETE FROM sign_in_session WHERE ends_at < clock_timestamp() OR seen_at + idle < clock_timestamp()"
    )

    static func end(_ digest: [UInt8]) -> Statement {
        Statement("DELETE FROM sign_in_session WHERE token = \(digest)")
    }

    /// All sessions of the person whose one that is.
    static func endAll(ofPersonWith digest: [UInt8]) -> Statement {
        Statement(
            """
            DELETE FROM sign_in_session
            WHERE lower(email) = (SELECT lower(email) FROM sign_in_session WHERE token = \(digest))
            """
        )
    }
}
