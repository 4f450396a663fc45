import Course
import Postgres

/// The statements about the words of prompts.
enum WordsQueries {
    static func words(of course: CourseOutline.ID) -> Query<MunicipalityWords> {
        Query(
            """
            SELECT m.key, w.module, w.prompt, w.subject, w.text, w.set_by, w.set_at
            FROM prompt_words w JOIN municipality m ON m.id = w.municipality
            WHERE m.course = \(course) ORDER BY m.position, w.module, w.prompt
            """
        ) { row in
            MunicipalityWords(
                municipality: try row.next(),
                prompt: Prompt.Reference(module: try row.next(), prompt: try row.next()),
                words: LetterWords(subject: try row.next(), text: try row.next()),
                setBy: try row.next(),
                setAt: try row.next()
            )
        }
    }

    static func set(
        _ words: LetterWords,
        of prompt: Prompt.Reference,
        in municipality: Municipality.ID,
        by doer: String
    ) -> Statement {
        Statement(
            """
            INSERT INTO prompt_words (municipality, module, prompt, subject, text, set_by)
            VALUES (\(municipality), \(prompt.module), \(prompt.prompt), \(nullable: words.subject), \(nullable: words.text), \(doer))
            ON CONFLICT (municipality, module, prompt) DO UPDATE SET subject = excluded.subject, text = excluded.text,
                set_by = excluded.set_by, set_at = excluded.set_at
            """
        )
    }

    static func forget(_ prompt: Prompt.Reference, in municipality: Municipality.ID) -> Statement {
        Statement(
            """
            DELETE FROM prompt_words
            WHERE municipality = \(municipality) AND module = \(prompt.module) AND prompt = \(prompt.prompt)
            """
        )
    }

    /// Writes a programme with other words; the plan does not hang on them.
    static func setProgramme(_ programme: PostgresJSON, of course: CourseOutline.ID) -> Statement {
        Statement("UPDATE course SET programme = \(programme) WHERE id = \(course)")
    }

    /// Copies municipalities' words from one course to another with the same municipalities.
    static func copy(from source: CourseOutline.ID, to copy: CourseOutline.ID) -> Statement {
        Statement(
            """
            INSERT INTO prompt_words (municipality, module, prompt, subject, text, set_by, set_at)
            SELECT two.id, w.module, w.prompt, w.subject, w.text, w.set_by, w.set_at
            FROM prompt_words w JOIN municipality one ON one.id = w.municipality
            JOIN municipality two ON two.course = \(copy) AND two.key = one.key
            WHERE one.course = \(source)
            """
        )
    }
}
