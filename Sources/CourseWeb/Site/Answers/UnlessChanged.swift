import CourseStore

/// What a verb gives; `nil` where somebody was quicker: then what is there by now is loaded and shown, with 409, and nothing
/// has been written.
func unlessChanged<Outcome>(_ verb: () async throws -> Outcome) async throws -> Outcome? {
    do {
        return try await verb()
    } catch let refusal as Refusal where refusal.kind == .changed {
        return nil
    }
}
