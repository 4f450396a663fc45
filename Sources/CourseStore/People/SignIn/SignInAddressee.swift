public import Course

/// Whom a letter to come in by is for, and in whose name it is written.
public struct SignInAddressee: Sendable {
    /// The address as it stands here; `nil` where it is nobody's: then nothing is sent.
    public let address: String?
    /// Whether this person runs courses.
    public let isAdministrator: Bool
    /// The person's name; `nil` where none is known, as an administrator's.
    public let name: String?
    /// The language that the person chose or the course is in; `nil` where there is none.
    public let language: Language?
    /// In whose name it is written; `nil` where no course is here yet.
    public let house: House?

    /// A municipality's part of a course, as far as letters have it.
    public struct House: Sendable {
        /// The course's name for people.
        public let course: String
        /// Where its wall clocks are.
        public let timeZone: Zone?
        /// The municipality's row.
        public let municipality: Municipality.ID
        /// Its name for people.
        public let name: String
        /// Who its letters are from, as `Name <address>`.
        public let sender: String
        /// Who signs them.
        public let signed: String
        /// Who answers questions.
        public let contact: Municipality.Contact
    }
}
