import Course
import Postgres

/// The statements about uploaded lists that wait to be applied.
enum DraftQueries {
    /// A draft as its table has it.
    struct DraftRow: Sendable {
        let file: [UInt8]
        let name: String
        let choices: EnrolmentDraft.Choices
    }

    static let deleteOld = Statement(
        "DELETE FROM enrolment_draft WHERE made_at < clock_timestamp() - interval '1 day'"
    )

    static func delete(in municipality: Municipality.ID, of doer: String) -> Statement {
        Statement("DELETE FROM enrolment_draft WHERE municipality = \(municipality) AND doer = \(doer)")
    }

    static func insert(
        _ file: [UInt8],
        name: String,
        _ choices: EnrolmentDraft.Choices,
        in municipality: Municipality.ID,
        of doer: String
    ) -> Query<EnrolmentDraft.ID> {
        Query(
            """
            INSERT INTO enrolment_draft (municipality, doer, name, file, overwrite, withdraw_missing)
            VALUES (\(municipality), \(doer), \(name), \(file), \(choices.overwrite), \(choices.withdrawMissing))
            RETURNING id
            """
        )
    }

    static func draft(
        _ id: EnrolmentDraft.ID,
        in municipality: Municipality.ID,
        of doer: String
    ) -> Query<DraftRow> {
        Query(
            """
            SELECT file, name, overwrite, withdraw_missing FROM enrolment_draft
            WHERE id = \(id) AND municipality = \(municipality) AND doer = \(doer)
              AND made_at >= clock_timestamp() - interval '1 day'
            """
        ) { row in
            DraftRow(
                file: try row.next(),
                name: try row.next(),
                choices: .init(overwrite: try row.next(), withdrawMissing: try row.next())
            )
        }
    }
}
