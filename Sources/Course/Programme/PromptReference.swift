extension Prompt {
    /// The rule of a prompt by its keys: what a leader gets once.
    public struct Reference: Hashable, Codable, Sendable {
        /// The module's key.
        public var module: String
        /// The prompt's key.
        public var prompt: String

        /// The prompt `prompt` of `module`.
        public init(module: String, prompt: String) {
            self.module = module
            self.prompt = prompt
        }
    }
}

extension PlannedPrompt.Scope {
    /// The rule that it is a part of.
    public var reference: Prompt.Reference { Prompt.Reference(module: module, prompt: prompt) }
}
