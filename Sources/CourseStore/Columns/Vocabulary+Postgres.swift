public import Course
public import Postgres

extension Identifier: PostgresMapped {
    /// The number alone.
    public typealias Stored = Int64
}

extension Language: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension Edge: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension Prompt.Audience: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension Prompt.Purpose: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension Prompt.Condition: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension PromptStanding.Stop: PostgresMapped {
    /// The word as the table has it.
    public typealias Stored = String
}

extension PlannedPrompt.Need: PostgresMapped {
    /// The word as the course file has it.
    public typealias Stored = String
}

extension SignInLinkStanding: PostgresMapped {
    /// The word as the statement has it.
    public typealias Stored = String
}
