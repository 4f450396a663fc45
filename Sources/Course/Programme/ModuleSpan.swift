/// The days on which a module is open in a municipality, as long as no meeting of a group moves them.
public struct ModuleSpan: Hashable, Sendable {
    /// The module's key.
    public var module: String
    /// The municipality's key.
    public var municipality: String
    /// The day on which it opens; a reflection's window's first day.
    public var opens: Day?
    /// The last day; a reflection's window's.
    public var due: Day?
    /// Whether a meeting that it counts from has no date yet.
    public var isProvisional: Bool

    /// The days of `module`.
    public init(module: String, municipality: String, opens: Day?, due: Day?, isProvisional: Bool = false) {
        (self.module, self.municipality, self.opens, self.due) = (module, municipality, opens, due)
        self.isProvisional = isProvisional
    }
}

extension Timeline {
    /// The spans of all modules that have a rule for one.
    var spans: [ModuleSpan] {
        graph.modules.indices.compactMap { module in
            let (opens, due) = (point(module, .opens), point(module, .due))
            guard opens != nil || due != nil else { return nil }
            return ModuleSpan(
                module: graph.modules[module].key,
                municipality: municipality,
                opens: opens?.day,
                due: due?.day,
                isProvisional: opens?.provisional == true || due?.provisional == true
            )
        }
    }
}
