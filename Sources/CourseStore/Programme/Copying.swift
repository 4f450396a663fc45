import Course
import Postgres

extension Store {
    /// Copies a course with its people and dates, but none of its letters, as a draft to try on.
    ///
    /// - Throws: ``Refusal`` where the new key is taken or no key.
    public func copyCourse(_ key: String, as newKey: String) async throws {
        try requireRunning(key)
        try await act { transaction in
            guard newKey.wholeMatch(of: /[a-z0-9-]{1,64}/) != nil else {
                throw Refusal.noKey(newKey)
            }
            guard try await transaction.first(ProgrammeQueries.course(key: newKey)) == nil else {
                throw Refusal.keyTaken(newKey)
            }
            let source = try await transaction.lockedCourse(key)
            var outline = source.outline
            outline.key = newKey
            let document = try JSONDocument.encode(outline)
            let copy = try await transaction.one(
                ProgrammeQueries.insertCourse(
                    outline,
                    programme: try JSONDocument.encode(outline.programme),
                    imported: document
                )
            )
            try await transaction.save(outline, as: copy, replacing: nil)
            for statement in PeopleQueries.copyPeople(from: source.id, to: copy) {
                try await transaction.execute(statement)
            }
            try await transaction.execute(WordsQueries.copy(from: source.id, to: copy))
            _ = try await transaction.replan(try await transaction.course(newKey))
            try await transaction.audit(.courseCopy, of: key, in: copy, by: acting.doer)
        }
    }
}

extension Refusal {
    static func noKey(_ text: String) -> Refusal {
        Refusal(
            "\"\(text)\" kan ikke være en nøgle: brug a-z, 0-9 og -, højst 64 tegn",
            "\"\(text)\" is no key: use a-z, 0-9 and -, at most 64"
        )
    }

    static func keyTaken(_ key: String) -> Refusal {
        .conflict("der er allerede et forløb \"\(key)\"", "there is already a course \"\(key)\"")
    }
}
