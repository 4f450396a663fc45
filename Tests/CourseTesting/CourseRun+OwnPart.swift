public import CourseStore

extension CourseRun {
    /// What a leader's pages are written from, as whoever has a session of the leader's is given it.
    ///
    /// - Parameter name: as in the small course.
    /// - Returns: `nil` where nobody is called so.
    /// - Throws: `PostgresError`; `DecodingError`.
    public func ownPart(of name: String) async throws -> OwnPart? {
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        try await store.beginSession(of: SmallCourse.address(name), with: token)
        return try await Lobby(store).person(with: token)?.takesPart.first?.standing.facts.read()
    }
}
