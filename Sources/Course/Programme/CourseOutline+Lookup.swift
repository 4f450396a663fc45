extension CourseOutline {
    /// The municipality with that key.
    public func municipality(_ key: String) -> Municipality? {
        municipalities.first { $0.key == key }
    }

    /// The sessions of a module, in the file's order.
    public func sessions(of module: String) -> [Session] {
        sessions.filter { $0.module == module }
    }
}
