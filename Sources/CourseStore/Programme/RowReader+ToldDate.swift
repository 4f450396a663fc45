import Course
import Postgres

extension RowReader {
    /// Reads the three columns of a told date; `nil` where they are.
    mutating func nextToldDate() throws -> PlannedPrompt.ToldDate? {
        let edge: Edge? = try next()
        let at: LocalDateTime? = try next()
        let dayOnly: Bool? = try next()
        guard let edge, let at, let dayOnly else { return nil }
        return PlannedPrompt.ToldDate(edge: edge, at: at, dayOnly: dayOnly)
    }
}
