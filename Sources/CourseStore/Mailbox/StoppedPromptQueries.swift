import Course
import Postgres

/// The statements about prompts that somebody has stopped.
enum StoppedPromptQueries {
    static func isPlanned(_ prompt: Prompt.Reference, in course: CourseOutline.ID) -> Query<Bool> {
        Query(
            """
            SELECT EXISTS (SELECT FROM planned_prompt
                           WHERE course = \(course) AND module = \(prompt.module) AND prompt = \(prompt.prompt))
            """
        )
    }

    static func stop(of prompt: Prompt.Reference, in course: CourseOutline.ID) -> Query<PromptStanding.Stop> {
        Query(
            """
            SELECT stop FROM stopped_prompt
            WHERE course = \(course) AND module = \(prompt.module) AND prompt = \(prompt.prompt)
            """
        )
    }

    static func stops(in course: CourseOutline.ID) -> Query<Prompt.Reference> {
        Query("SELECT module, prompt FROM stopped_prompt WHERE course = \(course)") { row in
            Prompt.Reference(module: try row.next(), prompt: try row.next())
        }
    }

    static func setStop(
        _ stop: PromptStanding.Stop,
        of prompt: Prompt.Reference,
        in course: CourseOutline.ID
    ) -> Statement {
        Statement(
            """
            INSERT INTO stopped_prompt AS s (course, module, prompt, stop)
            VALUES (\(course), \(prompt.module), \(prompt.prompt), \(stop))
            ON CONFLICT (course, module, prompt) DO UPDATE SET stop = excluded.stop, stopped_at = clock_timestamp()
            WHERE s.stop <> excluded.stop
            """
        )
    }

    static func lift(_ prompt: Prompt.Reference, in course: CourseOutline.ID) -> Statement {
        Statement(
            """
            DELETE FROM stopped_prompt
            WHERE course = \(course) AND module = \(prompt.module) AND prompt = \(prompt.prompt)
            """
        )
    }
}
