/// A whole course as its file says it: who cooperates, what it consists of, and when.
public struct CourseOutline: Hashable, Codable, Sendable {
    /// The name that commands use for it.
    public var key: String
    /// Its name for people.
    public var title: String
    /// What it is about.
    public var about: String?
    /// The language of letters and pages where a leader chose none.
    public var language: Language
    /// The zone of every date and time in it.
    public var timeZone: Zone
    /// Its first day.
    public var starts: Day
    /// Its last day.
    public var ends: Day
    /// More letters than this to one leader in a week are a warning.
    public var lettersAWeek: Int
    /// Who cooperates, in the file's order; at least two.
    public var municipalities: [Municipality]
    /// Areas that count as equivalent, the closest first.
    public var equivalentAreas: EquivalentAreas
    /// The modules.
    public var programme: Programme
    /// The sessions of gatherings and workshops.
    public var sessions: [Session]

    /// All of it.
    public init(
        key: String,
        title: String,
        about: String?,
        language: Language,
        timeZone: Zone,
        starts: Day,
        ends: Day,
        lettersAWeek: Int,
        municipalities: [Municipality],
        equivalentAreas: EquivalentAreas,
        programme: Programme,
        sessions: [Session]
    ) {
        self.key = key
        self.title = title
        self.about = about
        self.language = language
        self.timeZone = timeZone
        self.starts = starts
        self.ends = ends
        self.lettersAWeek = lettersAWeek
        self.municipalities = municipalities
        self.equivalentAreas = equivalentAreas
        self.programme = programme
        self.sessions = sessions
    }
}
