-- Full-text columns, and judgements that are only added. Statements end with a line of two hyphens.
-- Words are stemmed as SQLite's index stems them, and none is left out.
CREATE TEXT SEARCH DICTIONARY newsledger_stems (TEMPLATE = snowball, LANGUAGE = porter)
--
CREATE TEXT SEARCH CONFIGURATION newsledger (COPY = simple)
--
ALTER TEXT SEARCH CONFIGURATION newsledger ALTER MAPPING FOR asciiword, word, numword WITH newsledger_stems
--
-- Words without accents and punctuation, whatever the database's locale. A tsvector holds one megabyte, so that of a
-- very long page the first 200,000 characters can be searched.
CREATE FUNCTION newsledger_words(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector(
        '{schema}.newsledger'::regconfig,
        regexp_replace(
            regexp_replace(normalize(left(given, 200000), NFKD), '[\u0300-\u036f]', '', 'g'),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'
        )
    )
$$
--
ALTER TABLE documents ADD COLUMN words tsvector
    GENERATED ALWAYS AS (newsledger_words(coalesce(title, '') || ' ' || text)) STORED
--
CREATE INDEX ix_documents_words ON documents USING gin (words)
--
ALTER TABLE reports ADD COLUMN words tsvector GENERATED ALWAYS AS (newsledger_words(sentence)) STORED
--
CREATE INDEX ix_reports_words ON reports USING gin (words)
--
ALTER TABLE claims ADD COLUMN words tsvector GENERATED ALWAYS AS (newsledger_words(text)) STORED
--
CREATE INDEX ix_claims_words ON claims USING gin (words)
--
CREATE FUNCTION newsledger_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'judgements are only added';
END
$$
--
CREATE TRIGGER judgements_only_added BEFORE UPDATE OR DELETE ON judgements
    FOR EACH ROW EXECUTE FUNCTION newsledger_only_added()
--
