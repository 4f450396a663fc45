/// The modules of a course with their rules of time, in the order of the file.
public struct Programme: Hashable, Codable, Sendable {
    /// The modules, in the file's order.
    public var modules: [Module]

    /// A programme of `modules`.
    public init(modules: [Module]) {
        self.modules = modules
    }

    /// The module with that key.
    public subscript(key: String) -> Module? {
        modules.first { $0.key == key }
    }

    /// The module and the rule of a prompt.
    public func prompt(_ prompt: String, of module: String) -> (module: Module, prompt: Prompt)? {
        guard let found = self[module], let rule = found.prompts.first(where: { $0.key == prompt }) else { return nil }
        return (found, rule)
    }
}
