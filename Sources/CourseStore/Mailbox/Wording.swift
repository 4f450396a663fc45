public import Course
import Postgres

/// The words of a municipality's own for one prompt.
public struct MunicipalityWords: Hashable, Sendable {
    /// The municipality's key.
    public let municipality: String
    /// Which prompt they are for.
    public let prompt: Prompt.Reference
    /// What they say; what they leave out the course says, or the shipped letter.
    public let words: LetterWords
    /// Who wrote them.
    public let setBy: String
    /// When.
    public let setAt: Instant
}

/// The words of a course: its own stand in its programme.
public struct CourseWords: Sendable {
    /// The course.
    public let course: StoredCourse
    /// What municipalities say otherwise, as far as whoever acts may see it.
    public let ofMunicipalities: [MunicipalityWords]

    /// What a municipality says otherwise.
    public func words(of municipality: String, for prompt: Prompt.Reference) -> MunicipalityWords? {
        ofMunicipalities.first { $0.municipality == municipality && $0.prompt == prompt }
    }
}

/// What came of setting words.
public enum WordsOutcome: Hashable, Sendable {
    /// Letters not composed yet say them.
    case set
    /// They were so already.
    case unchanged
}

extension Store {
    /// The words of a course.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func words(of key: String) async throws -> CourseWords {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return CourseWords(
                course: course,
                ofMunicipalities: try await transaction.rows(WordsQueries.words(of: course.id))
            )
        }
    }

    /// Has a prompt's letters say these words from now on: in the whole course, or in one municipality.
    ///
    /// What is composed already is sent as it is.
    /// - Parameters:
    ///   - words: The words; none for the letter beneath.
    ///   - prompt: The prompt.
    ///   - key: The course's.
    ///   - municipality: The key of the municipality that says so; `nil` for the whole course.
    ///   - old: The words that these replace: where others are there by now, nothing is written.
    /// - Returns: What came of it.
    /// - Throws: ``Refusal`` where there is no such prompt, the words are wrong, or they are not for who acts.
    public func setWords(
        _ words: LetterWords,
        of prompt: Prompt.Reference,
        in key: String,
        for municipality: String? = nil,
        replacing old: LetterWords
    ) async throws -> WordsOutcome {
        try await changeWords(of: prompt, in: key, for: municipality, replacing: old, noting: .wordsSet) { _ in words
        }
    }

    /// Takes a prompt's own words back: the shipped letter speaks again, in a municipality what the course says.
    ///
    /// Of a message, which no shipped letter speaks, the course's words are those of its file again.
    /// - Throws: As ``setWords(_:of:in:for:replacing:)``.
    public func resetWords(
        of prompt: Prompt.Reference,
        in key: String,
        for municipality: String? = nil,
        replacing old: LetterWords
    ) async throws -> WordsOutcome {
        try await changeWords(of: prompt, in: key, for: municipality, replacing: old, noting: .wordsReset) { course in
            municipality == nil ? course.shippedWords(of: prompt) : .none
        }
    }

    private func changeWords(
        of prompt: Prompt.Reference,
        in key: String,
        for municipality: String?,
        replacing old: LetterWords,
        noting action: AuditAction,
        to choose: @escaping @Sendable (StoredCourse) -> LetterWords
    ) async throws -> WordsOutcome {
        let acting = acting
        return try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let place = try course.wordsPlace(of: prompt, for: municipality, acting: acting.role)
            let present: LetterWords =
                if let municipality {
                    try await transaction.rows(WordsQueries.words(of: course.id))
                        .first { $0.municipality == municipality && $0.prompt == prompt }?.words ?? .none
                } else {
                    LetterWords(of: place.rule)
                }
            let words = choose(course)
            if words == present { return .unchanged }
            guard present == old else {
                throw Refusal.changed(
                    "en anden har rettet teksten imens",
                    "somebody else has changed the words meanwhile"
                )
            }
            guard words.faults(alone: place.alone).isEmpty else {
                throw Refusal(
                    "teksten kan ikke stå i et brev",
                    "the words of \(prompt.module).\(prompt.prompt) cannot stand in a letter"
                )
            }
            if let row = place.municipality {
                if words.isEmpty {
                    try await transaction.execute(WordsQueries.forget(prompt, in: row))
                } else {
                    try await transaction.execute(WordsQueries.set(words, of: prompt, in: row, by: acting.doer.name))
                }
            } else {
                let programme = course.outline.programme.saying(words, for: prompt)
                try await transaction.execute(
                    WordsQueries.setProgramme(try JSONDocument.encode(programme), of: course.id)
                )
            }
            // The course's version is what mailmen know a change by.
            try await transaction.acting(as: .post) {
                _ = try await transaction.execute(ProgrammeQueries.touch(course.id))
            }
            try await transaction.audit(
                action,
                of: "\(prompt.module).\(prompt.prompt)",
                in: course.id,
                by: acting.doer,
                detail: place.municipality.map { [.municipality: Int($0.rawValue)] } ?? [:]
            )
            return .set
        }
    }
}

extension StoredCourse {
    /// The words that a prompt has where nobody has written others: none, but for a message those of the file.
    public func shippedWords(of prompt: Prompt.Reference) -> LetterWords {
        guard let (module, _) = outline.programme.prompt(prompt.prompt, of: prompt.module),
            let (_, filed) = imported.programme.prompt(prompt.prompt, of: prompt.module),
            filed.purpose(in: module.kind) == .message
        else { return .none }
        return LetterWords(of: filed)
    }

    /// Where the words of a prompt are kept: with a municipality, or in the programme.
    fileprivate func wordsPlace(
        of prompt: Prompt.Reference,
        for key: String?,
        acting role: Acting.Role
    ) throws(Refusal) -> (rule: Prompt, municipality: Municipality.ID?, alone: Bool) {
        guard let (module, rule) = outline.programme.prompt(prompt.prompt, of: prompt.module) else {
            throw Refusal(
                "forløbet har ikke den besked",
                "the course \(outline.key) has no prompt \"\(prompt.module).\(prompt.prompt)\""
            )
        }
        let municipality: Municipality.ID? = if let key { try self.municipality(key) } else { nil }
        if case .coordinator(let own) = role, own != municipality {
            throw Refusal(
                "teksterne for hele forløbet er administratorens, en anden kommunes er dens egne",
                "the words of the whole course are its administrator's, another municipality's its own"
            )
        }
        return (rule, municipality, key == nil && rule.purpose(in: module.kind) == .message)
    }
}

extension Programme {
    /// The programme with other words for one prompt.
    fileprivate func saying(_ words: LetterWords, for prompt: Prompt.Reference) -> Programme {
        var programme = self
        for module in programme.modules.indices where programme.modules[module].key == prompt.module {
            programme.modules[module].prompts = programme.modules[module].prompts.map { rule in
                rule.key == prompt.prompt ? rule.sayingOnly(words) : rule
            }
        }
        return programme
    }
}
