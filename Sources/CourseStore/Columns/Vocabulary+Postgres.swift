public import Course
public import Postgres

extension Identifier: PostgresMapped {
    public typealias Stored = Int64
}

extension Language: PostgresMapped {
    public typealias Stored = String
}

extension Edge: PostgresMapped {
    public typealias Stored = String
}

extension Prompt.Audience: PostgresMapped {
    public typealias Stored = String
}

extension Prompt.Purpose: PostgresMapped {
    public typealias Stored = String
}

extension Prompt.Condition: PostgresMapped {
    public typealias Stored = String
}

extension PlannedPrompt.Need: PostgresMapped {
    public typealias Stored = String
}
