public import Course

extension CoursePage {
    /// The subject of what somebody wrote by hand, as a leader's letter says it: with its fields filled in.
    ///
    /// - Parameters:
    ///   - written: The subject as it was written.
    ///   - session: The session that it is about, of a module.
    ///   - reader: The leader.
    /// - Returns: `nil` where the course has no such municipality any more, or the subject is blank.
    public func subject(
        _ written: String,
        about session: (module: String, key: String)?,
        to reader: Reader
    ) -> String? {
        guard let municipality = outline.municipality(reader.municipality) else { return nil }
        let about = session.flatMap { session in
            outline.sessions(of: session.module).first { $0.key == session.key }
        }
        let item = LetterFacts.Item(message: "", subject: written, text: "", about: about, in: facts)
        let facts = LetterFacts(
            name: reader.name,
            language: reader.language,
            course: facts,
            municipality: municipality,
            group: reader.group,
            items: [item]
        )
        guard let filled = OwnWords(item, of: facts).subject else { return nil }
        let name = LeaderName(reader.name, language: reader.language)
        return SlottedText(Markup.plain(filled)).filled(firstName: name.first, name: name.whole)
    }

    /// Who reads a subject.
    public struct Reader: Sendable {
        let name: String
        let language: Language
        let municipality: String
        let group: String?

        /// A leader of a municipality, by its key, in a group, by its name.
        public init(name: String, language: Language, municipality: String, group: String?) {
            (self.name, self.language, self.municipality, self.group) = (name, language, municipality, group)
        }
    }
}
