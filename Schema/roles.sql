-- The two roles of Tandem, made once a cluster by its administrator. The owner migrates; the service owns nothing and
-- bypasses nothing, so that row-level security binds it. Safe to run again, and by two at once.
DO $$
BEGIN
    CREATE ROLE tandem_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    CREATE ROLE tandem_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- With all policies in it, compiling a statement takes seconds, and running it a tenth of one.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = 'tandem_service'::regrole AND 'jit=off' = ANY (setconfig)) THEN
        ALTER ROLE tandem_service SET jit = off;
    END IF;
EXCEPTION WHEN internal_error THEN NULL;                         -- another is setting it
END
$$;
