public import Course

/// Somebody who is signed in, and all the parts that the address has.
public struct Person: Hashable, Sendable {
    /// The address that letters to this person go to.
    public let address: String
    /// Whether this person runs courses.
    public let isAdministrator: Bool
    /// The municipalities' parts of courses that this person looks after, the latest course first.
    public let coordinates: [Coordination]
    /// The courses that this person takes part in, the latest first.
    public internal(set) var takesPart: [Participation]
    /// Where this person gives service checks.
    public let helps: [Help]

    /// A municipality's part of a course, which somebody looks after.
    public struct Coordination: Hashable, Sendable {
        /// The course.
        public let course: CourseName
        /// The municipality, in that course.
        public let municipality: MunicipalityName
    }

    /// A leader's place in a course.
    public struct Participation: Hashable, Sendable {
        /// The leader's key.
        public let leader: Leader.ID
        /// The leader's name.
        public let name: String
        /// The language that the leader chose; the course's where it is `nil`.
        public let language: Language?
        /// Whether the leader is the chair of a group.
        public let isChair: Bool
        /// The course.
        public let course: CourseName
        /// The leader's municipality.
        public let municipality: MunicipalityName
        /// What the leader's own pages are written from.
        public internal(set) var standing: OwnStanding
    }

    /// A helper's place in a course.
    public struct Help: Hashable, Sendable {
        /// The helper's key.
        public let helper: Helper.ID
        /// The helper's name.
        public let name: String
        /// The course.
        public let course: CourseName
        /// The municipality whose leaders get service checks.
        public let municipality: MunicipalityName
    }

    /// What a course is called.
    public struct CourseName: Hashable, Sendable {
        /// Its key.
        public let key: String
        /// Its name for people.
        public let title: String
        /// The language of its letters and pages where somebody chose none.
        public let language: Language
    }

    /// What a municipality is called.
    public struct MunicipalityName: Hashable, Sendable {
        /// Its row in the course.
        public let id: Municipality.ID
        /// Its key.
        public let key: String
        /// Its name for people.
        public let name: String
    }
}
