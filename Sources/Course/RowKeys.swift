extension CourseOutline {
    /// The key of a course in the database.
    public typealias ID = Identifier<CourseOutline>
}

extension Municipality {
    /// The key of a municipality in the database.
    public typealias ID = Identifier<Municipality>
}

extension PlannedPrompt {
    /// The key of a planned prompt in the database.
    public typealias ID = Identifier<PlannedPrompt>
}
