-- The words of a municipality's own for a prompt of its course. What the whole course says stands in its programme.
CREATE TABLE prompt_words (
    municipality     bigint NOT NULL REFERENCES municipality ON DELETE CASCADE,
    module           text NOT NULL,
    prompt           text NOT NULL,
    subject          text,
    text             text,
    set_by           text NOT NULL,
    set_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (municipality, module, prompt),
    CONSTRAINT prompt_words_any CHECK (subject IS NOT NULL OR text IS NOT NULL),
    CONSTRAINT prompt_words_subject CHECK (length(subject) BETWEEN 1 AND 200 AND subject !~ '[[:cntrl:]]'),
    CONSTRAINT prompt_words_text CHECK (length(text) BETWEEN 1 AND 20000)
);

COMMENT ON COLUMN prompt_words.subject IS 'with {fields}; NULL: the course''s own, or the shipped letter''s';
COMMENT ON COLUMN prompt_words.set_by IS 'who wrote them: a person''s address, or the account at the terminal';

ALTER TABLE prompt_words ENABLE ROW LEVEL SECURITY;
CREATE POLICY prompt_words_keeping ON prompt_words
    USING ((SELECT acting_as('administrator', 'post'))) WITH CHECK ((SELECT acting_as('administrator', 'post')));
CREATE POLICY prompt_words_own ON prompt_words
    USING (municipality = (SELECT acting_municipality())) WITH CHECK (municipality = (SELECT acting_municipality()));

GRANT SELECT, INSERT, UPDATE, DELETE ON prompt_words TO tandem_service;
