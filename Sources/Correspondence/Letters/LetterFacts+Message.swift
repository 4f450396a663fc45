public import Course

extension LetterFacts.Item {
    /// What somebody wrote by hand to leaders of a course, perhaps to those of a session.
    ///
    /// - Parameters:
    ///   - number: What tells it from other messages.
    ///   - subject: The subject, with its fields.
    ///   - text: The text, with its fields.
    ///   - session: The session that it is about, whose time and place its fields may tell.
    ///   - course: The course.
    public init(message number: String, subject: String, text: String, about session: Session?, in course: CourseFacts)
    {
        let known = session.flatMap { course.programme[$0.module] }
        var module = known ?? Module(key: "message", kind: .material, title: course.title)
        // The template beside the own words has nothing to add of it.
        module.about = nil
        var prompt = Prompt(key: "message-\(number)", send: .date(Day(number: 0)))
        (prompt.subject, prompt.text) = (subject, text)
        self.init(
            module: module,
            prompt: prompt,
            purpose: .message,
            sessions: session.map { [$0] } ?? []
        )
    }
}
