import Course
import Postgres

/// The statements of sessions.
enum SignInQueries {
    /// One part of somebody who is signed in; one row without a part where the address has none.
    struct PartRow: Sendable {
        /// What the token is known by.
        let digest: [UInt8]
        let address: String
        let isStale: Bool
        let part: String?
        let id: Int64?
        let name: String?
        let language: Language?
        let isChair: Bool
        let course: Person.CourseName?
        let municipality: Person.MunicipalityName?
        let standing: OwnStanding?
    }

    static func signedIn(_ digests: [[UInt8]]) -> Query<PartRow> {
        Query(
            """
            SELECT token, email, is_stale, part, id, name, language, coalesce(chair, false), course, title, course_language,
                   municipality_key, municipality_name, municipality, course_id, version, now, facts
            FROM signed_in(\(digests))
            """
        ) { row in
            let digest: [UInt8] = try row.next()
            let (address, isStale): (String, Bool) = (try row.next(), try row.next())
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
            let (now, facts): (Instant?, String?) = (try row.next(), try row.next())
            var standing: OwnStanding?
            if let courseID, let version, let now, let facts {
                standing = OwnStanding(course: courseID, version: version, now: now, facts: OwnFacts(document: facts))
            }
            return PartRow(
                digest: digest,
                address: address,
                isStale: isStale,
                part: part,
                id: id,
                name: name,
                language: language,
                isChair: isChair,
                course: courseName,
                municipality: municipalityName,
                standing: standing
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
