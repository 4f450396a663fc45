/// A person who takes part in a course.
public enum Leader {
    /// The key of a leader.
    public typealias ID = Identifier<Leader>

    /// Whether a text can be a leader's mail address: what is clearly none is refused, the rest the mail server knows.
    public static func isAddress(_ text: String) -> Bool { MailText.isAddress(text) }
}

/// Leaders who meet by themselves.
public enum LeaderGroup {
    /// The key of a group.
    public typealias ID = Identifier<LeaderGroup>
}
