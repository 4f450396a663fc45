public import Course

/// A course as a list of courses shows it.
public struct CourseSummary: Hashable, Sendable {
    /// Its key.
    public let key: String
    /// Its title.
    public let title: String
    /// Whether letters leave.
    public let state: StoredCourse.State
    /// Its first day.
    public let starts: Day
    /// Its last day.
    public let ends: Day
    /// The names of its municipalities.
    public let municipalities: [String]
    /// How many leaders take part, of those whom one may see.
    public let leaders: Int

    /// A course in a list.
    public init(
        key: String,
        title: String,
        state: StoredCourse.State,
        starts: Day,
        ends: Day,
        municipalities: [String],
        leaders: Int
    ) {
        (self.key, self.title, self.state) = (key, title, state)
        (self.starts, self.ends) = (starts, ends)
        (self.municipalities, self.leaders) = (municipalities, leaders)
    }
}

/// A course at a glance.
public struct CourseOverview: Sendable {
    /// The course.
    public let course: StoredCourse
    /// Its municipalities with their people, the own one alone for a coordinator.
    public let municipalities: [Headcount]
    /// What leaves next, the first first.
    public let next: [Departure]
    /// How each municipality stands to its going live.
    public let agreements: [Agreement]

    /// All of it.
    public init(course: StoredCourse, municipalities: [Headcount], next: [Departure], agreements: [Agreement]) {
        (self.course, self.municipalities, self.next, self.agreements) = (course, municipalities, next, agreements)
    }

    /// A municipality's people, in numbers.
    public struct Headcount: Hashable, Sendable {
        /// The municipality's key.
        public let municipality: String
        /// Leaders who take part.
        public let leaders: Int
        /// Of them those whose mail is refused.
        public let refused: Int
        /// Groups that have somebody in them.
        public let groups: Int
        /// Of them those without a chair.
        public let chairless: Int

        /// Numbers of a municipality.
        public init(municipality: String, leaders: Int, refused: Int, groups: Int, chairless: Int) {
            (self.municipality, self.leaders, self.refused) = (municipality, leaders, refused)
            (self.groups, self.chairless) = (groups, chairless)
        }
    }

    /// Letters of a municipality that leave at one moment.
    public struct Departure: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// The municipality's key.
        public let municipality: String
        /// How many leaders it reaches, were every `unless` unmet.
        public let leaders: Int
        /// What they bring.
        public let prompts: [Prompt.Reference]

        /// Letters of a moment.
        public init(at: Instant, municipality: String, leaders: Int, prompts: [Prompt.Reference]) {
            (self.at, self.municipality, self.leaders, self.prompts) = (at, municipality, leaders, prompts)
        }
    }
}
