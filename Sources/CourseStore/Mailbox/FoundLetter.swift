import Course
import Postgres

/// A letter as a verb finds it by its number, undelivered or done.
struct FoundLetter: Sendable {
    let id: Int64
    let route: String
    let course: CourseOutline.ID
    let leader: Leader.ID
    let municipality: Municipality.ID?
    let standing: Standing
    let isUnreachable: Bool

    /// Where the letter is.
    enum Standing: Sendable, Equatable {
        case queued
        case inFlight
        case held
        case done(outcome: String, isBounced: Bool)
    }
}

extension Transaction {
    func letter(_ id: Int64) async throws -> FoundLetter {
        guard let letter = try await first(StoppingQueries.letter(id)) else {
            throw Refusal.unknownLetter(id)
        }
        return letter
    }

    /// The letter of that number, and its course locked, so that nothing is released of it until the transaction ends.
    func letterOfLockedCourse(_ id: Int64) async throws -> FoundLetter {
        let letter = try await letter(id)
        _ = try await acting(as: .post) { try await first(ProgrammeQueries.lock(id: letter.course)) }
        // It may have been settled while the course was waited for.
        return try await self.letter(id)
    }
}

extension FoundLetter {
    /// Refuses what only an undelivered letter can be asked for.
    func refuseIfDone() throws(Refusal) {
        guard case .done(let outcome, let isBounced) = standing else { return }
        let danish =
            switch outcome {
            case _ where isBounced: "det kom retur"
            case "sent": "det er sendt"
            case "failed": "det blev afvist"
            case "cancelled": "det er taget tilbage"
            default: "det blev sprunget over"
            }
        throw Refusal.conflict(
            "brev \(id) er afsluttet: \(danish)",
            "letter \(id) is done: \(isBounced ? "bounced" : outcome)"
        )
    }

    func refuseInFlight() throws(Refusal) {
        guard standing == .inFlight else { return }
        throw Refusal.inFlight(id)
    }

    func refuseUnreachable() throws(Refusal) {
        guard isUnreachable else { return }
        throw Refusal.conflict(
            "lederens adresse afviser mail: ret først adressen, eller lad den blive prøvet igen",
            "mail to the address of leader \(leader) is refused: correct the address first, or have it tried again",
            command: "tandem leader correct, tandem leader return"
        )
    }
}
