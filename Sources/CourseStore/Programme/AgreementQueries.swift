import Course
import Postgres

/// The statements about coordinators' agreement to a course's going live.
enum AgreementQueries {
    static func agreements(
        of course: CourseOutline.ID
    ) -> Query<(municipality: Municipality.ID, agreedAt: Instant?, isCurrent: Bool?)> {
        Query("SELECT municipality, agreed_at, is_current FROM agreements(\(course))") { row in
            (try row.next(), try row.next(), try row.next())
        }
    }

    static func agree(for municipality: Municipality.ID, to version: Int64, by doer: String) -> Statement {
        Statement(
            """
            INSERT INTO agreement (municipality, agreed_by, version, days)
            VALUES (\(municipality), \(doer), \(version), letter_days(\(municipality)))
            ON CONFLICT (municipality) DO UPDATE SET agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at,
                version = excluded.version, days = excluded.days
            """
        )
    }

    static func withdraw(_ municipality: Municipality.ID) -> Query<Municipality.ID> {
        Query("DELETE FROM agreement WHERE municipality = \(municipality) RETURNING municipality")
    }
}
