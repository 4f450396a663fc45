/// One part of a course: a film, a meeting, a workshop and the like, with its rules of time and its prompts.
///
/// Sessions are no part of it: they are dates, not rules, and stand with the ``Milestones``.
public struct Module: Hashable, Codable, Sendable {
    /// The name that rules use for it, unique in the programme.
    public var key: String
    /// What it is.
    public var kind: Kind
    /// Its name for people.
    public var title: String
    /// What it is about, one sentence or two.
    public var about: String?
    /// Who speaks in the film.
    public var speaker: String?
    /// How long it takes.
    public var minutes: Int?
    /// Where a film, an assessment or a material is found.
    public var link: String?
    /// When it opens; on the municipality's `send-at` of that day.
    public var opens: Moment?
    /// The last day on which it is done.
    public var due: Moment?
    /// Reflection: the days between which a group holds its meeting, both included.
    public var window: Window?
    /// Reflection: the day by which the chair has set the meeting's date.
    public var chooseDateBy: Moment?
    /// Reflection: the films that prepare its meeting.
    public var buildsOn: [String]
    /// Film: the questions inside it.
    public var reflections: [FilmReflection]
    /// Reflection: the questions sent ahead of the meeting.
    public var questions: [String]
    /// Workshop: how people are seated.
    public var tables: TableRule?
    /// Service check: what a leader may ask help with.
    public var topics: [String]
    /// What is sent about it, in the file's order.
    public var prompts: [Prompt]

    /// A module of `kind` with nothing optional set.
    public init(key: String, kind: Kind, title: String) {
        self.key = key
        self.kind = kind
        self.title = title
        buildsOn = []
        reflections = []
        questions = []
        topics = []
        prompts = []
    }

    /// The kinds of modules, spelt as in the course file.
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// Everybody in one place, as at a kick-off.
        case gathering
        /// A questionnaire, answered anonymously.
        case assessment
        /// An e-learning film or a short film.
        case film
        /// A leader group's own meeting.
        case reflection
        /// A joint day with tables across municipalities.
        case workshop
        /// Half an hour with a helper.
        case serviceCheck = "service-check"
        /// Something to read.
        case material
    }

    /// The days between which a group holds its meeting.
    public struct Window: Hashable, Codable, Sendable {
        /// The first day.
        public var from: Moment
        /// The last day.
        public var to: Moment

        /// A window that includes both its days.
        public init(from: Moment, to: Moment) {
            self.from = from
            self.to = to
        }
    }

    /// A question at a point of a film.
    public struct FilmReflection: Hashable, Codable, Sendable {
        /// Seconds from the film's beginning.
        public var seconds: Int
        /// What is asked.
        public var question: String

        /// A question at a point of a film.
        public init(seconds: Int, question: String) {
            self.seconds = seconds
            self.question = question
        }
    }

    /// How people sit at a workshop.
    public struct TableRule: Hashable, Codable, Sendable {
        /// Seats at one table.
        public var size: Int
        /// Whether leaders of equivalent areas sit together across municipalities.
        public var pairsAcross: Bool

        /// Seats at one table, and whether they are mixed across municipalities.
        public init(size: Int, pairsAcross: Bool) {
            self.size = size
            self.pairsAcross = pairsAcross
        }
    }
}
