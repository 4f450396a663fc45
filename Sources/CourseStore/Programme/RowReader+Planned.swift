import Course
import Postgres

extension RowReader {
    /// The next columns as a planned prompt, in the order of `ProgrammeQueries.planColumns`.
    mutating func nextPlanned() throws -> ProgrammeQueries.StoredPrompt {
        let id: PlannedPrompt.ID = try next()
        let (isWithdrawn, isDiscreet): (Bool, Bool) = (try next(), try next())
        let scope = PlannedPrompt.Scope(
            module: try next(),
            prompt: try next(),
            municipality: try next(),
            group: try next(),
            session: try next(),
            leader: try next()
        )
        let (audience, purpose): (Prompt.Audience, Prompt.Purpose) = (try next(), try next())
        let (unless, needs): (Prompt.Condition?, PlannedPrompt.Need?) = (try next(), try next())
        let (day, sendAt, usefulUntil): (Day, Instant, Instant) = (try next(), try next(), try next())
        let provisional: Bool = try next()
        let told = try nextToldDate()
        return ProgrammeQueries.StoredPrompt(
            id: id,
            planned: PlannedPrompt(
                scope: scope,
                to: audience,
                purpose: purpose,
                unless: unless,
                needs: needs,
                day: day,
                sendAt: sendAt,
                usefulUntil: usefulUntil,
                provisional: provisional,
                told: told,
                meetings: try next(),
                reasons: try next()
            ),
            isWithdrawn: isWithdrawn,
            isDiscreet: isDiscreet
        )
    }
}
