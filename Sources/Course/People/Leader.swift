/// A person who takes part in a course.
public enum Leader {
    /// The key of a leader.
    public typealias ID = Identifier<Leader>
}

/// Leaders who meet by themselves.
public enum LeaderGroup {
    /// The key of a group.
    public typealias ID = Identifier<LeaderGroup>
}
