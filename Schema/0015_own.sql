-- What leaders change of their own, where a whole row would be too much.

-- The language of a leader's letters and pages: of the leader's row nothing else is the leader's to change.
CREATE FUNCTION choose_language(asked bigint, chosen text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    UPDATE leader SET language = chosen WHERE id = asked AND id = acting_leader();
END;
REVOKE EXECUTE ON FUNCTION choose_language(bigint, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION choose_language(bigint, text) TO tandem_service;
